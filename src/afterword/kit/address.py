"""Links that work in a letter: with the address that people reach this server by."""

from django.conf import settings


def link(path: str) -> str:
    """The whole link to a path. The first of AFTERWORD_ADDRESS, or this machine."""
    base = settings.ADDRESSES[0] if settings.ADDRESSES else settings.LOCAL_ADDRESS
    return f"{base}{path}"
