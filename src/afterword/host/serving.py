"""`afterword serve`: one process that answers pages and sockets and does the later work."""

import os
import signal
import socket
import sys
from types import FrameType

import django
import uvicorn

from afterword.host import addresses, certificate
from afterword.host.certificate import Certificate
from afterword.host.punctual import Punctual, have_room

FRAME_MOST = 1024 * 1024
"""The largest socket message that is read at all; the room's own limits are lower."""


class Server(uvicorn.Server):
    """Says where it is as soon as it answers."""

    greeting = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        print(self.greeting, flush=True)  # noqa: T201  this is the command's answer


def serve(*, host: str, port: int, https: bool, worker: bool) -> None:
    """Serve until SIGTERM or SIGINT. Raises CannotGoOn with a sentence for whoever typed it."""
    have_room()
    bound = addresses.listening_socket(host, port)
    port = int(bound.getsockname()[1])
    address = addresses.address_for(host, port, https=https)
    _tell_settings(address, addresses.hosts_for(host))
    django.setup()
    _serve_prepared(bound, address, host=host, https=https, worker=worker)


def _tell_settings(address: str, hosts: list[str]) -> None:
    """Settings read the environment once, so what was chosen here goes there before they do."""
    given = os.environ.get("AFTERWORD_HOSTS", "")
    os.environ["AFTERWORD_LOCAL_ADDRESS"] = address
    os.environ["AFTERWORD_HOSTS"] = ",".join([*filter(None, [given]), *hosts])


def _serve_prepared(
    bound: socket.socket, address: str, *, host: str, https: bool, worker: bool
) -> None:
    # Imported here because models can be imported only once Django knows the address to serve.
    from django.conf import settings
    from django.utils import timezone

    from afterword.host import greeting, starting
    from afterword.host.working import Worker

    lock = starting.only_server(settings.DATA)
    (settings.DATA / "address").write_text(address)  # for `worker`, `check` and `host reset`
    names = ["localhost", "127.0.0.1", *addresses.hosts_for(host)]
    own = certificate.for_names(settings.DATA / "tls", names, now=timezone.now()) if https else None
    signal.signal(signal.SIGTERM, _leave)  # before a child is there that would stay behind
    starting.prepare_apart(settings.DATA)
    server = Server(_configuration(own, behind_proxy=bool(settings.SECURE_PROXY_SSL_HEADER)))
    public = settings.ADDRESSES[0] if settings.ADDRESSES else ""
    server.greeting = greeting.words(address, public=public, certificate=own, place=settings.DATA)
    signal.signal(signal.SIGINT, _leave)
    with lock, Worker().in_background(wanted=worker):
        server.run(sockets=[bound])


def _configuration(own: Certificate | None, *, behind_proxy: bool) -> uvicorn.Config:
    return uvicorn.Config(
        "afterword.config.asgi:application",
        loop="uvloop",
        http=Punctual,
        ws="websockets-sansio",
        ws_max_size=FRAME_MOST,
        ws_max_queue=32,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        ssl_certfile=own.certificate if own else None,
        ssl_keyfile=own.key if own else None,
    )


def _leave(number: int, frame: FrameType | None) -> None:
    """Leave, and say so; uvicorn raises the signal again after its own graceful stop."""
    sys.exit(0)
