"""The server's one door: sockets to the room, everything else to Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afterword.config.settings")

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from django.core.asgi import get_asgi_application

_pages = get_asgi_application()

from afterword.interviews import sockets  # noqa: E402  models need Django to be ready


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer one connection."""
    if scope["type"] == "websocket":
        await sockets.application(scope, receive, send)
    elif scope["type"] == "http":
        # Any-typed by Django: its handler takes the same three arguments.
        await _pages(scope, receive, send)  # type: ignore[arg-type]
