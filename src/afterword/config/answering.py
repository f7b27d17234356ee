"""How pages are answered: static files at once, everything else by one of a few threads."""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial
from importlib import import_module
from typing import IO, Any, cast
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, ASGIRequest, get_script_prefix
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse, set_script_prefix
from servestatic import ServeStaticASGI

# Any: ASGI's messages, as Django types them.
Asked = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

# Larger than any form; each page has its own, smaller limit. A few pages take files that are
# larger, from whoever is signed in: the form around a file adds a little.
MEGABYTE = 1024 * 1024
MOST_BYTES = 4 * MEGABYTE
MOST_OF_FILES = {
    "cycle:import": 11 * MEGABYTE,
    "cycle:mail": 1025 * MEGABYTE,
    "cycle:export": 61 * MEGABYTE,
    "debriefs:import": 31 * MEGABYTE,
}
LARGE_AT_ONCE = 4  # bodies of files on the disk of a server
SILENT = 60.0  # seconds that whoever sends something large may say nothing
A_MINUTE = MEGABYTE  # bytes of something large that come in each of these times, at least
LONGEST = 3 * 60 * 60.0  # seconds in which all of it is here
# What no middleware has seen is guarded all the same.
BARE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_THREADS = ThreadPoolExecutor(max_workers=12, thread_name_prefix="page")


class NotTaken(Exception):
    """What somebody sends is not taken, and its page never sees it."""

    status: int
    why: str

    def said(self) -> HttpResponse:
        return HttpResponse(self.why, status=self.status, content_type="text/plain", headers=BARE)


class TooLarge(NotTaken):
    """Somebody sends more than any page takes."""

    status, why = 413, "This is larger than what this page takes.\n"


class TooManyAtOnce(NotTaken):
    """Somebody sends a second large thing beside the first, or many send one at once."""

    status, why = 429, "Other large files are on their way. Wait a minute, then send this again.\n"


class TooSlow(NotTaken):
    """Somebody holds a place for what is large, and what is large does not come."""

    status, why = 408, "It did not come in time. Send it again, over a quicker line.\n"


class Pages(ASGIHandler):
    """Django, with each page made in one thread from its first middleware to its last.

    All our doors are synchronous. Django would change threads for most middlewares and begin a
    thread and a database connection for every request; these threads stay, and so does what they
    have open.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    def __init__(self) -> None:
        super().__init__()
        self._sending: set[str] = set()  # who sends something large at this moment

    async def handle(self, scope: Asked, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        with ExitStack() as until_answered:
            try:
                body = await self._body_of(scope, receive, until_answered)
            except RequestAborted:
                return
            except NotTaken as no:
                await self.send_response(no.said(), send)
                return
            response = await loop.run_in_executor(_THREADS, self._answer, scope, body)
        await self.send_response(response, send)
        if response.streaming:
            await loop.run_in_executor(_THREADS, response.close)

    async def _body_of(
        self, scope: Asked, receive: Receive, until_answered: ExitStack
    ) -> IO[bytes]:
        """The body, on the disk. Whoever sends a large one has a place until it is answered."""
        most, who = MOST_BYTES, ""
        if scope["method"] == "POST" and scope["path"] in _taking_files():
            loop = asyncio.get_running_loop()
            who = await loop.run_in_executor(_THREADS, _sender_of, scope)
            most = _taking_files()[scope["path"]] if who else MOST_BYTES
        large = partial(until_answered.enter_context, self._sends(who))
        return await self.read_body(_in_time(_counted(receive, most, large)))

    @contextmanager
    def _sends(self, who: str) -> Iterator[None]:
        """Hold one of the few places for what is large. Raises TooManyAtOnce."""
        if who in self._sending or len(self._sending) >= LARGE_AT_ONCE:
            raise TooManyAtOnce
        self._sending.add(who)
        try:
            yield
        finally:
            self._sending.discard(who)

    def _answer(self, scope: Asked, body: IO[bytes]) -> HttpResponseBase:
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        with body:
            request, refusal = self.create_request(scope, body)
            response = refusal or self.get_response(cast(HttpRequest, request))
        if not response.streaming:
            response.close()
        return response


@lru_cache(maxsize=1)
def _taking_files() -> dict[str, int]:
    """The addresses that take larger files, and how large."""
    return {reverse(name): most for name, most in MOST_OF_FILES.items()}


def _sender_of(scope: Asked) -> str:
    """Who asks: empty for a stranger, who may send no more here than anywhere else."""
    request = ASGIRequest(scope, io.BytesIO())
    session = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = session(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    try:
        somebody = get_user(request)
        return str(somebody.pk) if somebody.is_authenticated else ""
    finally:
        close_old_connections()


def _counted(receive: Receive, most: int, large: Callable[[], None]) -> Receive:
    """The same messages, until there are too many bytes in them: before a disk fills, not after.

    `large` is called once, when they are more than a form.
    """
    taken = 0

    async def counting() -> Mapping[str, Any]:
        nonlocal taken
        message = await receive()
        before, taken = taken, taken + len(message.get("body", b""))
        if taken > most:
            raise TooLarge
        if before <= MOST_BYTES < taken:
            large()
        return message

    return counting


def _in_time(receive: Receive) -> Receive:
    """The same messages, as long as they come: a lid that closes on the way says nothing.

    What is large comes at a pace, too: a place is not held by a byte now and then.
    """
    begun = time.monotonic()
    looked, before, taken = begun, 0, 0

    async def hurrying() -> Mapping[str, Any]:
        nonlocal looked, before, taken
        try:
            async with asyncio.timeout(min(SILENT, begun + LONGEST - time.monotonic())):
                message = await receive()
        except TimeoutError:
            raise TooSlow from None
        taken += len(message.get("body", b""))
        if time.monotonic() - looked >= SILENT:
            if taken > MOST_BYTES and taken - before < A_MINUTE:
                raise TooSlow
            looked, before = time.monotonic(), taken
        return message

    return hurrying


def with_static_files(pages: Pages) -> ServeStaticASGI:
    """Files by their hashed names, which browsers keep for ever, before anything else is asked."""
    served = ServeStaticASGI(pages, add_headers_function=_as_they_are)
    for name in getattr(staticfiles_storage, "hashed_files", {}).values():
        served.add_file_to_dictionary(f"/static/{name}", staticfiles_storage.path(name))
    return served


def _as_they_are(headers: Headers, path: str, url: str) -> None:
    """No browser may take a file for something that it does not say it is."""
    headers["X-Content-Type-Options"] = "nosniff"
