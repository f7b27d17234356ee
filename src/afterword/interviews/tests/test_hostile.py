"""One hostile participant cannot stop the others; nor can another site open a socket."""

import asyncio
import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings

from afterword.interviews import protocol
from afterword.interviews.models import Interview
from afterword.interviews.protocol import KINDS, Close, Closing, Shape, Who
from afterword.interviews.room import live_rooms, origin
from afterword.interviews.tests.room_client import Tab, begin, run
from afterword.interviews.tests.updates import CRASHES, NO_UPDATE, PANICS, typed, typed_on

LONG = os.environ.get("FORTRESS") == "yes"
SEED = int(os.environ.get("SEED", str(random.randrange(1_000_000))))
FRAMES = 100_000 if LONG else 400
BETWEEN = 20
"""Hostile frames between two of Ada's edits, each of which is timed on its way."""

END = bytes([protocol.BY_NAME["end"].code])
HUGE = b"\xff" * 9 + b"\x7f"
SAID = [kind for kind in KINDS if kind.said_by is not Who.SERVER]
WORDS = {
    "hello": {"version": protocol.VERSION, "tab": "e" * 16, "since": 0},
    "reveal": {"number": 1},
    "hint": {"number": 1},
    "follow_up": {"number": 1},
    "phase": {"phase": "coding"},
    "language": {"language": "text"},
    "ping": {"number": 1},
}


def well_formed(kind: protocol.Kind, chance: random.Random) -> bytes:
    """A frame that the grammar of the room allows."""
    if kind.shape is Shape.WORDS:
        return protocol.words(kind.name, WORDS.get(kind.name, {}))
    if kind.shape is Shape.NUMBERED:
        update = chance.choice([typed("x", client=9), typed_on("y", clock=1), *BAD_UPDATES])
        return bytes([kind.code]) + protocol.count(chance.choice([1, 2, 2**50])) + update
    return bytes([kind.code]) + chance.randbytes(chance.randrange(40))


BAD_UPDATES = (NO_UPDATE, PANICS, CRASHES, b"\0\1\1\1" + HUGE, b"\1\1\1" + HUGE)


def hostile(chance: random.Random) -> bytes:
    """A frame with its structure, and something wrong in it."""
    frame = bytearray(well_formed(chance.choice(SAID), chance))
    for _ in range(chance.randrange(3)):
        at = chance.randrange(len(frame) + 1)
        match chance.randrange(5):
            case 0:
                frame[at:at] = HUGE
            case 1:
                del frame[at : at + chance.randrange(1, 9)]
            case 2:
                frame[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                frame[at:at] = bytes(frame)
            case 4:
                frame[:1] = bytes([chance.randrange(256)])
    return bytes(frame)


def test_whatever_a_frame_holds_it_is_read_or_closed_with_a_name() -> None:
    chance, ends = random.Random(SEED), Counter[str]()
    for _ in range(50 * FRAMES):
        try:
            ends[protocol.parse(hostile(chance)).kind.name] += 1
        except Closing as closing:
            ends[closing.code.name.lower()] += 1
    print(f"seed {SEED}: {ends.total()} frames, {dict(ends)}")  # noqa: T201
    assert {"malformed", "unknown_kind", "edit", "caret"} <= set(ends)


class Hostile:
    """Ben, who sends what he likes and comes back whenever he was closed."""

    def __init__(self, interview: Interview, browser: Client, chance: random.Random) -> None:
        self.interview, self.browser, self.chance = interview, browser, chance
        self.ends: Counter[str] = Counter()
        self.visits = 0

    async def send(self, frames: int) -> None:
        """So many frames, over as many connections as it takes."""
        while frames:
            self.visits += 1
            async with Tab(self.interview.pk, self.browser, tab=f"{self.visits:016x}") as tab:
                await tab.hello()
                while frames and tab.code is None:
                    tab.send(self._frame())
                    frames -= 1
                    await asyncio.sleep(0)
                tab.say("ping", number=1)
                await self._end_of(tab)

    def _frame(self) -> bytes:
        """Anything but the end, which is his to say."""
        while (frame := hostile(self.chance))[:1] == END:
            pass
        return frame

    async def _end_of(self, tab: Tab) -> None:
        answer, end = asyncio.create_task(tab.told("pong")), asyncio.create_task(tab.closed())
        await asyncio.wait({answer, end}, return_when=asyncio.FIRST_COMPLETED)
        for one in (answer, end):
            one.cancel()
        await asyncio.gather(answer, end, return_exceptions=True)
        self.ends[Close(tab.code).name.lower() if tab.code else "still there"] += 1


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_hostile_frames_end_their_own_connection_and_slow_down_nobody(
    due, ada_in, ben_in, monkeypatch
) -> None:
    monkeypatch.setattr(live_rooms, "ARRIVAL", EVER)
    ben = Hostile(due, ben_in, random.Random(SEED))
    waits: list[float] = []

    async def story() -> None:
        async with (
            Tab(due.pk, ada_in) as ada,
            Tab(due.pk, ada_in, tab="a" * 16) as other,
        ):
            async with Tab(due.pk, ben_in, tab="b" * 16) as agrees:
                await begin(ada, agrees)
            await other.hello()
            for number in range(1, FRAMES // BETWEEN + 1):
                sending = asyncio.create_task(ben.send(BETWEEN))
                waits.append(await timed(ada, other, number))
                await sending
            await ada.acknowledged(FRAMES // BETWEEN)

    run(story)
    worst = statistics.quantiles(waits, n=100)[98] if len(waits) > 1 else waits[0]
    print(  # noqa: T201
        f"seed {SEED}: {FRAMES} frames over {ben.visits} connections, {dict(ben.ends)}; "
        f"{len(waits)} edits beside them, p99 {worst * 1000:.0f} ms"
    )
    assert {"malformed", "not_allowed", "unknown_kind"} <= set(ben.ends)
    assert worst <= (0.25 if LONG else 2.0)


EVER = protocol.Kind(0, "arrival", Who.BOTH, per_second=10_000, burst=10_000)


async def timed(ada: Tab, other: Tab, number: int) -> float:
    """How long an edit takes from one tab to another."""
    update = typed(f"still here {number}", client=1000 + number)
    began = time.monotonic()
    ada.edit(number, update)
    while (await other.told("edits"))[-1] != update:
        pass
    return time.monotonic() - began


# --- sockets of other sites


OURS = "https://afterword.example:8443"
STRANGE = "null", "", "*", "file://", "https://", "about:blank", "chrome-extension://abc"


def near_misses(ours: str) -> Iterator[str]:
    """Everything one edit away from our own origin, and what browsers send from elsewhere."""
    letters = "aA0.:/@-_%#?*\\ \t\x00ä"
    for at in range(len(ours) + 1):
        yield ours[:at] + ours[at + 1 :]
        for letter in letters:
            yield ours[:at] + letter + ours[at:]
            yield ours[:at] + letter + ours[at + 1 :]
    yield from STRANGE
    yield from (
        f"{ours}{tail}" for tail in ("/", ".elsewhere.example", "@elsewhere.example", ", x")
    )


@override_settings(ALLOWED_HOSTS=["afterword.example"], CSRF_TRUSTED_ORIGINS=[])
def test_only_our_own_origin_opens_a_socket() -> None:
    host = OURS.removeprefix("https://")
    own = {"host": [host], "origin": [OURS]}
    assert origin.is_ours(own, scheme="wss")
    assert origin.is_ours({**own, "origin": [OURS.upper()]}, scheme="wss")
    misses = {one for one in near_misses(OURS) if one.lower() != OURS}
    let_in = [one for one in misses if origin.is_ours({**own, "origin": [one]}, scheme="wss")]
    rebound = [one for one in misses if origin.is_ours(rebound_by(one), scheme="wss")]
    print(f"{len(misses)} origins one edit away, {len(let_in)} let in")  # noqa: T201
    assert let_in == []
    assert {urlsplit(one).hostname.rstrip(".") for one in rebound} == {"afterword.example"}
    assert not origin.is_ours(own, scheme="ws")
    assert not origin.is_ours({**own, "origin": [OURS, OURS]}, scheme="wss")
    assert not origin.is_ours({"host": [host]}, scheme="wss")


def rebound_by(named: str) -> dict[str, list[str]]:
    """A handshake whose host agrees with its origin: right for another port of ours, and never
    for another name, whoever made it lead here."""
    return {"host": [named.partition("://")[2]], "origin": [named]}
