"""What a durable, relayed edit costs the server, against a relay that checks and keeps nothing.

Rooms of two who type five edits a second each, over real sockets; both servers run on the same
uvicorn, one after the other. Latency is from sending an edit to its arrival on the other side.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SIZES = [int(one) for one in os.environ.get("ROOMS", "50 200").split()]
SECONDS = int(os.environ.get("SECONDS", "10"))
EDITS_A_SECOND = 5
DIGITS = 20
GOAL_RATIO, GOAL_P99 = 4.0, 0.15
ROOT = Path(__file__).parents[1]

# --- the peer: passes every frame on to whoever else is at the same address, and that is all

_places: dict[str, set[Callable[..., Awaitable[None]]]] = {}


async def application(scope, receive, send) -> None:
    if scope["type"] != "websocket":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"up"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    here = _places.setdefault(scope["path"], set())
    here.add(send)
    while (event := await receive())["type"] == "websocket.receive":
        for other in here - {send}:
            with suppress(Exception):
                await other({"type": "websocket.send", "bytes": event["bytes"]})
    here.discard(send)


# --- the people


@dataclass
class Load:
    """What arrived, and how long it took; CPU seconds of the server for each who came."""

    latencies: list[float] = field(default_factory=list)
    acked: int = 0
    sent: int = 0
    arriving: float = 0.0


def edit(due: float, *, chair: int, number: int) -> bytes:
    """An edit as an editor makes it, at the start of the text; what is typed is when it was due."""
    from afterword.interviews.protocol import count

    place = count(2 * number + chair) + b"\0" + b"\4\1\4code"
    return b"\1\1" + place + count(DIGITS) + b"%*.9f" % (DIGITS, due) + b"\0"


def due_in(update: bytes) -> float:
    return float(update[-DIGITS - 1 : -1])


async def type_in(line, load: Load, *, begins: float, seconds: int, chair: int) -> None:
    """Send edits at a steady pace, whatever comes back; each carries when it was meant to go."""
    from afterword.interviews import protocol

    loop = asyncio.get_running_loop()
    for number in range(1, seconds * EDITS_A_SECOND + 1):
        due = begins + number / EDITS_A_SECOND
        await asyncio.sleep(max(0, due - loop.time()))
        await line.send(b"\2" + protocol.count(number) + edit(due, chair=chair, number=number))
        load.sent += 1


def carried(frame: bytes) -> list[bytes]:
    """The edits in a frame: the peer passes on one as it was sent, ours several with numbers."""
    from afterword.interviews import protocol

    _, at = protocol.read_count(frame, 1)
    if frame[0] == 2:
        return [frame[at:]]
    found = []
    while at < len(frame):
        size, at = protocol.read_count(frame, at)
        found.append(frame[at : at + size])
        at += size
        if at < len(frame):
            _, at = protocol.read_count(frame, at)
    return found


async def listen(line, load: Load, there: asyncio.Event) -> None:
    from afterword.interviews import protocol

    loop = asyncio.get_running_loop()
    had = 0
    async for frame in line:
        if frame[0] in {2, 65}:
            load.latencies += [loop.time() - due_in(one) for one in carried(frame)]
        elif frame[0] == 67:
            number = protocol.read_count(frame, 1)[0]
            load.acked += number - had
            had = number
        elif frame[0] == 66:
            there.set()


async def one_person(
    url: str,
    room: str,
    cookie: str,
    load: Load,
    *,
    tab: str,
    all_here: asyncio.Barrier,
    wait: float,
    greets: bool,
) -> None:
    from websockets.asyncio.client import connect

    from afterword.interviews import protocol

    address = f"{url.replace('http', 'ws')}/interviews/{room}/room/socket"
    async with connect(address, origin=url, additional_headers={"Cookie": cookie}) as line:
        await line.send(protocol.words("hello", {"version": 1, "tab": tab, "since": 0}))
        there = asyncio.Event()
        hearing = asyncio.create_task(listen(line, load, there))
        if greets:
            await there.wait()
        await all_here.wait()
        begins = asyncio.get_running_loop().time() + wait
        await type_in(line, load, begins=begins, seconds=SECONDS, chair=int(tab[-1]))
        await asyncio.sleep(1)
        hearing.cancel()


async def everybody(url: str, scene: dict, pid: int, *, greets: bool) -> tuple[Load, float]:
    """What was seen, and the server's CPU seconds from when everybody is there to the end.

    Everybody is there once ours has brought them up to date. The peer `greets` nobody.
    """
    rooms = len(scene["rooms"])
    load, all_here = Load(), asyncio.Barrier(2 * rooms + 1)
    empty = cpu(pid)
    people = [
        one_person(
            url, room, cookie, load,
            tab=f"{at:015x}{chair}", all_here=all_here, wait=1 + at / rooms / EDITS_A_SECOND,
            greets=greets,
        )
        for at, room in enumerate(scene["rooms"])
        for chair, cookie in enumerate(scene["cookies"])
    ]  # fmt: skip
    typing = asyncio.gather(*people)
    await all_here.wait()
    load.arriving = (cpu(pid) - empty) / len(people)
    await asyncio.sleep(0.5)
    before = cpu(pid)
    await typing
    return load, cpu(pid) - before


# --- the servers


def measured(module: str, scene: dict) -> tuple[float, Load, int]:
    """CPU seconds of the server for a thousand edits, what was seen, and its memory in MB."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", module, "--port", str(port)]
    options = ["--ws", "websockets-sansio", "--ws-per-message-deflate", "false"]
    options += ["--loop", "uvloop", "--log-level", "warning"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    process = subprocess.Popen([*command, *options], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url)
        greets = "room_edits" not in module
        load, spent = asyncio.run(everybody(url, scene, process.pid, greets=greets))
        return spent / load.sent * 1000, load, memory(process.pid)
    finally:
        process.terminate()
        process.wait(15)


def wait_for(url: str) -> None:
    for _ in range(300):
        with suppress(OSError), urllib.request.urlopen(f"{url}/up", timeout=2):
            return
        time.sleep(0.1)
    raise SystemExit("the server did not come up")


def cpu(pid: int) -> float:
    """CPU seconds of a server, and of the children that read edits for it, ended or not."""
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = sum(int(one) for one in words[11:15])
    spawned = Path(f"/proc/{pid}/task").glob("*/children")
    children = {child for one in spawned for child in one.read_text().split()}
    return ticks / os.sysconf("SC_CLK_TCK") + sum(cpu(int(child)) for child in children)


def memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def scene(rooms: int) -> dict:
    """Running interviews between the same two, both of whom agreed."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from afterword.interviews.models import Chair, Interview
    from afterword.people.models import Person
    from afterword.questions.models import Rubric

    now = timezone.now()
    rubric = Rubric.objects.create(kind="coding", title="Coding", dimensions=[])
    people = [
        (kind, Person.objects.create_user(f"{kind}-{rooms}@example.org", "a long one", name=kind))
        for kind in ("interviewer", "candidate")
    ]
    made = []
    for _ in range(rooms):
        room = Interview.objects.create(
            rubric=rubric, state="running", starts_at=now, started_at=now
        )
        for kind, person in people:
            Chair.objects.create(interview=room, kind=kind, person=person, consented_at=now)
        made.append(str(room.pk))
    cookies = []
    for _, person in people:
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        cookies.append(f"{name}={client.cookies[name].value}")
    return {"rooms": made, "cookies": cookies}


def run() -> None:
    from bench.pages import ready

    ready()
    for rooms in SIZES:
        measure(rooms)


def measure(rooms: int) -> None:
    from bench import ruler

    world = scene(rooms)
    peer, bare, _ = measured("bench.room_edits:application", world)
    ours, load, megabytes = measured("afterword.config.asgi:application", world)
    p99 = statistics.quantiles(load.latencies, n=100)[98]
    whole = load.acked == load.sent and len(load.latencies) == load.sent
    ruler.note(
        "room/edits" if rooms == 50 else f"room/edits/{rooms}",
        ours=ours,
        peer=peer,
        goal=f"ratio <= {GOAL_RATIO:.0f}, p99 <= {GOAL_P99 * 1000:.0f} ms, every edit on disk",
        met=ours <= GOAL_RATIO * peer and p99 <= GOAL_P99 and whole,
        command="make bench",
        unit="CPU seconds of the server and its children for 1,000 edits",
        scale=f"{rooms} rooms, {load.sent} edits, {load.acked} acknowledged",
        p50_ms=round(statistics.median(load.latencies) * 1000, 2),
        p99_ms=round(p99 * 1000, 2),
        peer_p99_ms=round(statistics.quantiles(bare.latencies, n=100)[98] * 1000, 2),
        peak_megabytes=megabytes,
        arriving_ms=round(load.arriving * 1000, 2),
    )


if __name__ == "__main__":
    run()
