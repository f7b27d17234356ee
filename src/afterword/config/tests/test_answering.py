"""How pages are answered."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.access.matrix import unguarded

from afterword.config import answering
from afterword.config.answering import (
    LARGE_AT_ONCE,
    MEGABYTE,
    MOST_BYTES,
    MOST_OF_FILES,
    Pages,
)
from afterword.cycle.views import exports
from afterword.debriefs.views import restoring

pytestmark = pytest.mark.django_db(transaction=True)
PIECE = 64 * 1024


def asked(pieces: Iterator[bytes], **where: str) -> tuple[int, int]:
    """The status of a POST whose body comes in pieces, and how many of them were taken."""
    answer, taken = answered(pieces, **where)
    return int(answer["status"]), taken


def answered(
    pieces: Iterator[bytes], *, path: str = "/up", cookie: str = ""
) -> tuple[dict[str, Any], int]:
    """How the answer begins, and how many pieces were taken. Any: ASGI's messages."""
    taken, sent = 0, []

    async def receive() -> dict[str, object]:
        nonlocal taken
        piece = next(pieces, None)
        taken += piece is not None
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    asyncio.run(Pages()(posted(path, cookie), receive, send))
    return sent[0], taken


def cookie_of(browser: Client) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def posted(path: str, cookie: str) -> dict[str, Any]:  # Any: ASGI's scope
    return {
        "type": "http", "method": "POST", "path": path, "query_string": b"", "root_path": "",
        "headers": [(b"host", b"testserver"), (b"cookie", cookie.encode())],
        "http_version": "1.1", "scheme": "http",
    }  # fmt: skip


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


@pytest.mark.parametrize("cookie", ["", "session=", "session=made-up-by-somebody"])
def test_a_stranger_may_send_no_more_to_a_page_that_takes_files(cookie):
    pieces = iter([b"x" * MOST_BYTES, b"x", b"x"])
    assert asked(pieces, path=reverse("cycle:mail"), cookie=cookie) == (413, 2)


def test_a_member_may_send_a_large_file_to_a_page_that_takes_files_and_to_no_other(cast, signed_in):
    cookie = cookie_of(signed_in(cast.ben))
    taking_files = ("cycle:mail", "cycle:import", "cycle:export", "debriefs:import")
    for name, status in (*((one, 403) for one in taking_files), ("cycle:add", 413)):
        pieces = iter([b"x" * MOST_BYTES, b"x" * PIECE])
        assert asked(pieces, path=reverse(name), cookie=cookie) == (status, 2)


def test_what_a_page_says_it_takes_comes_as_far_as_the_page():
    for name, page in (("cycle:export", exports), ("debriefs:import", restoring)):
        assert MOST_OF_FILES[name] == (page.LARGEST + 1) * MEGABYTE


def test_no_file_is_without_end_for_a_member_either(cast, signed_in):
    cookie = cookie_of(signed_in(cast.ben))
    most = MOST_OF_FILES["cycle:import"] // PIECE
    pieces = (b"x" * PIECE for _ in range(10 * most))
    assert asked(pieces, path=reverse("cycle:import"), cookie=cookie) == (413, most + 1)


def test_whoever_says_nothing_any_more_gives_their_place_away(cast, signed_in, monkeypatch):
    monkeypatch.setattr(answering, "SILENT", 0.05)
    cookie = cookie_of(signed_in(cast.ben))
    pieces, sent, pages = [b"x" * MOST_BYTES, b"x"], [], Pages()

    async def receive() -> dict[str, object]:
        if not pieces:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": pieces.pop(0), "more_body": True}

    async def send(message: dict[str, Any]) -> None:  # Any: ASGI's messages
        sent.append(message)

    async def stall_and_come_again() -> list[int]:
        await pages(posted(reverse("cycle:mail"), cookie), receive, send)
        return [int(sent[0]["status"]), *await beside(pages, [cookie])]

    assert asyncio.run(stall_and_come_again()) == [408, 403]


def test_whoever_sends_a_byte_now_and_then_gives_their_place_away(cast, signed_in, monkeypatch):
    monkeypatch.setattr(answering, "SILENT", 0.2)
    cookie = cookie_of(signed_in(cast.ben))
    pieces, sent, taken = [b"x" * MOST_BYTES], [], []

    async def receive() -> dict[str, object]:
        await asyncio.sleep(0.05)
        taken.append(1)
        body = pieces.pop() if pieces else b"x"
        return {"type": "http.request", "body": body, "more_body": len(taken) < 100}

    async def send(message: dict[str, Any]) -> None:  # Any: ASGI's messages
        sent.append(message)

    asyncio.run(Pages()(posted(reverse("cycle:mail"), cookie), receive, send))
    assert (sent[0]["status"], len(taken) < 100) == (408, True)


async def beside(pages: Pages, cookies: list[str]) -> list[int]:
    """Each begins to send mail while those before it are still sending; how each is answered."""
    if not cookies:
        return []
    pieces, others, sent = [b"x" * MOST_BYTES, b"x"], [], []

    async def receive() -> dict[str, object]:
        if not pieces:
            others.extend(await beside(pages, cookies[1:]))
            return {"type": "http.request"}
        return {"type": "http.request", "body": pieces.pop(0), "more_body": True}

    async def send(message: dict[str, Any]) -> None:  # Any: ASGI's messages
        sent.append(message)

    await pages(posted(reverse("cycle:mail"), cookies[0]), receive, send)
    return [int(sent[0]["status"]), *others]


def test_a_person_sends_one_large_file_at_a_time_and_all_of_them_a_few(cast, signed_in):
    cookies = [
        cookie_of(signed_in(one)) for one in (cast.ada, cast.ben, cast.cleo, cast.dov, cast.eve)
    ]
    pages = Pages()
    assert asyncio.run(beside(pages, cookies[:1] * 2)) == [403, 429]
    assert asyncio.run(beside(pages, cookies)) == [403] * LARGE_AT_ONCE + [429]
    assert asyncio.run(beside(pages, cookies[:1])) == [403]  # whose places are free again
