"""Our pages as they are served: over HTTP, beside the bare view on the same stack.

`afterword serve` answers the pages; a second uvicorn with the same settings, the same threads and
connections, and no middleware at all answers the peer.
Both keep their connection and are asked in turns. What counts is the CPU time of each server;
the median wait at the other end of the connection is noted beside it.
"""

import gzip
import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench import pages, ruler

REQUESTS = 200
PAGE_KB, FONTS_KB, ROOM_KB = 60, 150, 300
ONLY = "make bench ONLY=served"
PEER = ["-m", "uvicorn", "bench.served:peer", "--loop", "uvloop", "--http", "httptools",
        "--lifespan", "off", "--no-access-log", "--port", "0"]  # fmt: skip


def __getattr__(name: str) -> object:
    """`peer`: the application of the second server, made when it is asked for."""
    if name != "peer":
        raise AttributeError(name)
    import django
    from django.conf import settings

    django.setup()
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "bench.bare"
    from afterword.config.answering import Pages

    return Pages()


class Line:
    """One kept connection to one server."""

    def __init__(self, address: str, pid: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc)
        self.pid = pid
        self.headers = {"Cookie": cookie, "Accept-Encoding": "gzip"}

    def get(self, url: str) -> bytes:
        self.connection.request("GET", url, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (url, answer.status)
        return body

    def cpu(self) -> float:
        """Seconds of CPU that the server has used up to now."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run() -> None:
    pages.ready()
    from django.conf import settings
    from django.test import Client

    from bench import crowd

    program, person = crowd.full(seed=pages.SEED)
    client = Client()
    client.force_login(person)
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with both(session) as (us, bare):
        for name, url in pages.addresses(program).items():
            measure(f"served/{name}", us, bare, url, goal=pages.GOAL, command=ONLY,
                    seed=pages.SEED, scale=pages.SCALE)  # fmt: skip
        _weigh(us, pages.addresses(program)["desk"])


@contextmanager
def both(session: str) -> Iterator[tuple[Line, Line]]:
    """Our server, as whoever has this session, and the bare view's."""
    ours = [str(Path(sys.executable).with_name("afterword")), "serve", "--port", "0", "--no-worker"]
    with _server(ours, cookie=session) as us, _server([sys.executable, *PEER]) as bare:
        yield us, bare


@contextmanager
def _server(command: list[str], cookie: str = "") -> Iterator[Line]:
    said = Path(os.environ["AFTERWORD_DATA"]) / f"said-{time.monotonic_ns()}"
    with said.open("w") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        while not (found := re.search(r"(?:is at|running on) (http\S+)", said.read_text())):
            assert server.poll() is None, said.read_text()
            time.sleep(0.05)
        yield Line(found[1], server.pid, cookie)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def measure(name: str, us: Line, bare: Line, url: str, *, goal: float, **noted: object) -> None:
    """Ask both in turns, and note what a page costs each."""
    for _ in range(10):
        us.get(url), bare.get("/bare/")
    begun, waits = (us.cpu(), bare.cpu()), ([], [])
    for _ in range(REQUESTS):
        for line, path, kept in ((us, url, waits[0]), (bare, "/bare/", waits[1])):
            asked = time.perf_counter()
            line.get(path)
            kept.append(time.perf_counter() - asked)
    ours, peer = us.cpu() - begun[0], bare.cpu() - begun[1]
    ruler.note(
        name, ours=ours / REQUESTS, peer=peer / REQUESTS, goal=f"ratio <= {goal:.0f}",
        met=ours <= goal * peer, unit="CPU seconds of the server a page", **noted,
        wait=statistics.median(waits[0]), peer_wait=statistics.median(waits[1]),
    )  # fmt: skip


def _weigh(us: Line, desk: str) -> None:
    """Kilobytes of a first visit to the desk, as they come with gzip; what the room adds to it."""
    page = us.get(desk)
    links = sorted(set(re.findall(rb'"(/static/[^"#]+)', page)))
    sizes = {link.decode(): len(us.get(link.decode())) for link in links}
    fonts = sum(size for link, size in sizes.items() if ".woff2" in link)
    rest = sum(sizes.values()) - fonts
    _note_weight("page", rest + len(gzip.compress(page)), PAGE_KB, html_as_sent=len(page))
    _note_weight("fonts", fonts, FONTS_KB)
    from django.contrib.staticfiles.storage import staticfiles_storage

    room = len(us.get(staticfiles_storage.url("built/room.js")))
    _note_weight("room", rest + len(gzip.compress(page)) + room, ROOM_KB, room_js=room)


def _note_weight(name: str, size: int, most: int, **more: object) -> None:
    ruler.note(f"weight/{name}", ours=size / 1000, peer=None, goal=f"under {most} kB",
               met=size < most * 1000, command=ONLY, **more)  # fmt: skip


if __name__ == "__main__":
    run()
