"""How pages are answered."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from tests.access.matrix import unguarded

from afterword.config.answering import MOST_BYTES, Pages

pytestmark = pytest.mark.django_db(transaction=True)
PIECE = 64 * 1024


def asked(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The status of a POST whose body comes in pieces, and how many of them were taken."""
    answer, taken = answered(pieces)
    return int(answer["status"]), taken


def answered(pieces: Iterator[bytes]) -> tuple[dict[str, Any], int]:
    """How the answer begins, and how many pieces were taken. Any: ASGI's messages."""
    taken, sent = 0, []
    scope = {
        "type": "http", "method": "POST", "path": "/up", "query_string": b"", "root_path": "",
        "headers": [(b"host", b"testserver")], "http_version": "1.1", "scheme": "http",
    }  # fmt: skip

    async def receive() -> dict[str, object]:
        nonlocal taken
        piece = next(pieces, None)
        taken += piece is not None
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    asyncio.run(Pages()(scope, receive, send))
    return sent[0], taken


def test_a_body_without_end_is_cut_off_before_it_fills_the_disk():
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * PIECE

    assert asked(endless()) == (413, MOST_BYTES // PIECE + 1)


def test_what_is_cut_off_is_answered_with_the_guards_of_a_page():
    answer, _ = answered(iter([b"x" * MOST_BYTES, b"x"]))
    assert answer["status"] == 413
    headers = {name.decode(): value.decode() for name, value in answer["headers"]}
    assert unguarded(HttpResponse(headers=headers)) == set()


def test_a_body_of_an_ordinary_size_reaches_its_page():
    status, _ = asked(iter([b"x" * PIECE]))
    assert status in {403, 405}
