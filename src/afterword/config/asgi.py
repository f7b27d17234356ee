"""The server's one door: sockets to the room, everything else to Django."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afterword.config.settings")

import django
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope

django.setup(set_prefix=False)

from afterword.config.answering import Pages, with_static_files  # noqa: E402  Django comes first
from afterword.interviews import sockets  # noqa: E402  models need Django to be ready

_pages = with_static_files(Pages())

# What is loaded by now stays: the collector need not walk through it between pages.
gc.collect()
gc.freeze()


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer one connection."""
    if scope["type"] == "websocket":
        await sockets.application(scope, receive, send)
    elif scope["type"] == "http":
        await _pages(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _live(receive, send)


async def _live(receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """From the server's start to its end, which waits for what the rooms have not yet written."""
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    sockets.write_what_waits()
    await send({"type": "lifespan.shutdown.complete"})
