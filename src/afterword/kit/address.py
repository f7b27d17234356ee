"""Links that work in a letter: with the address that people reach this server by."""

from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings
from django.urls import reverse

NO_ROW = UUID(int=0)


def link(path: str) -> str:
    """The whole link to a path. The first of AFTERWORD_ADDRESS, or this machine."""
    base = settings.ADDRESSES[0] if settings.ADDRESSES else settings.LOCAL_ADDRESS
    return f"{base}{path}"


def opens_here_alone() -> bool:
    """Whether our links open on this machine and on no other."""
    return is_loopback(urlsplit(link("")).hostname or "")


def is_loopback(name: str) -> bool:
    """Whether a host's name or number leads a machine to itself."""
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def as_reached_now(written: str) -> str:
    """One of our links by the address of today: this server may have moved since it was written."""
    parts = urlsplit(written)
    return link(urlunsplit(("", "", *parts[2:]))) if written else ""


def page_of(name: str, row: UUID) -> str:
    """The path of a row's page: what `reverse` gives, with the way looked up once and not a row."""
    return _way(name).replace(str(NO_ROW), str(row))


@cache
def _way(name: str) -> str:
    return reverse(name, args=[NO_ROW])
