"""Promises about the log: no line of it opens a door."""

import io
import logging
import logging.config
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from afterword.kit.logs import WithoutKeys

TOKEN = "canary-of-a-token-0123456789"
OPEN_NAMES = {"interview_id", "kind", "slug", "number", "pk", "program", "step", "name", "second"}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What stands in the log of a server that is set up as ours."""
    shipped = settings.LOGGING["formatters"]["plain"]
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(shipped["()"](fmt=shipped["format"]))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def addresses_with_a_key(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[str]:
    """Every address that has a part by a name other than those that open nothing."""
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            yield from addresses_with_a_key(one, route)
        elif isinstance(one, URLPattern) and set(_names(route)) - OPEN_NAMES:
            yield re.sub(r"<[^>]*>|\(\?P<.*?\)(?=[-/]|$)", TOKEN, route)


def _names(route: str) -> list[str]:
    return [one.rpartition(":")[2] for one in re.findall(r"<([\w:]+)>", route)]


def test_every_address_with_a_key_in_it_is_logged_without() -> None:
    places = list(addresses_with_a_key())
    assert len(places) >= 4  # guest, return, invitations, hello
    for place in places:
        line = logging.makeLogRecord({"msg": "Not Found: %s", "args": (place,)})
        assert TOKEN not in WithoutKeys().format(line), place


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["/guest/{}/", "/return/{}", "/invitations/{}/"])
def test_a_refusal_logs_no_token(log: io.StringIO, place: str) -> None:
    address = place.format(TOKEN)
    Client(enforce_csrf_checks=True).post(address, {"password": "short"})
    Client().get(address)
    assert "Forbidden" in log.getvalue()
    assert TOKEN not in log.getvalue()
