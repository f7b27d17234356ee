"""How pages are answered: static files at once, everything else by one of a few threads."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
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

# Larger than any form; each page has its own, smaller limit. Two pages take files that are larger,
# from whoever is signed in: the form around a file adds a little.
MEGABYTE = 1024 * 1024
MOST_BYTES = 4 * MEGABYTE
MOST_OF_FILES = {"cycle:import": 11 * MEGABYTE, "cycle:mail": 1025 * MEGABYTE}
TOO_LARGE = "This is larger than what this page takes.\n"
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


class TooLarge(Exception):
    """Somebody sends more than any page takes."""


class Pages(ASGIHandler):
    """Django, with each page made in one thread from its first middleware to its last.

    All our doors are synchronous. Django would change threads for most middlewares and begin a
    thread and a database connection for every request; these threads stay, and so does what they
    have open.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def handle(self, scope: Asked, receive: Receive, send: Send) -> None:
        try:
            most = MOST_BYTES
            loop = asyncio.get_running_loop()
            if scope["method"] == "POST" and scope["path"] in _taking_files():
                most = await loop.run_in_executor(_THREADS, _most_from, scope)
            body = await self.read_body(_counted(receive, most))
        except RequestAborted:
            return
        except TooLarge:
            refusal = HttpResponse(TOO_LARGE, status=413, content_type="text/plain", headers=BARE)
            await self.send_response(refusal, send)
            return
        response = await loop.run_in_executor(_THREADS, self._answer, scope, body)
        await self.send_response(response, send)
        if response.streaming:
            await loop.run_in_executor(_THREADS, response.close)

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


def _most_from(scope: Asked) -> int:
    """How much this asker may send here: a stranger no more than anywhere else."""
    request = ASGIRequest(scope, io.BytesIO())
    session = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = session(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    try:
        known = get_user(request).is_authenticated
    finally:
        close_old_connections()
    return _taking_files()[scope["path"]] if known else MOST_BYTES


def _counted(receive: Receive, most: int) -> Receive:
    """The same messages, until there are too many bytes in them: before a disk fills, not after."""
    left = most

    async def counting() -> Mapping[str, Any]:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge
        return message

    return counting


def with_static_files(pages: Pages) -> ServeStaticASGI:
    """Files by their hashed names, which browsers keep for ever, before anything else is asked."""
    served = ServeStaticASGI(pages, add_headers_function=_as_they_are)
    for name in getattr(staticfiles_storage, "hashed_files", {}).values():
        served.add_file_to_dictionary(f"/static/{name}", staticfiles_storage.path(name))
    return served


def _as_they_are(headers: Headers, path: str, url: str) -> None:
    """No browser may take a file for something that it does not say it is."""
    headers["X-Content-Type-Options"] = "nosniff"
