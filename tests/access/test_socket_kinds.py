"""The room's socket hears each kind of message only from the seats and in the states named here.

A cell is one frame said by one subject in a room of one state. Strangers are told nothing but a
close code. A kind without a row fails.
"""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from afterword.interviews import protocol, record, sockets
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Batch, Chair, Entry, Interview, Snapshot
from afterword.interviews.protocol import BY_NAME, KINDS, Shape, Who
from afterword.interviews.room import hearing
from afterword.interviews.tests.room_client import Tab, run
from afterword.interviews.tests.updates import typed
from tests.access import canaries, world
from tests.access.world import CHAIRS, EVERYBODY

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])

DONE = "done"
BOOKED, AGREED, RUNNING, CLOSING = "booked", "agreed", "running", "closing"
OPEN = (BOOKED, AGREED, RUNNING, CLOSING)
SHUT = {"over": "ended", "proposed": "no_seat", "cancelled": "no_seat", "missed": "no_seat"}
STRANGERS = EVERYBODY - CHAIRS


@dataclass(frozen=True)
class Row:
    """What becomes of a kind in a booked, an agreed, a running and a just ended interview."""

    at: tuple[str, str, str, str]
    words: dict[str, object] | None = None
    candidate: str = ""
    """What a candidate is told instead, in every state."""

    def expected(self, subject: str, state: str) -> str:
        if subject == "candidate" and self.candidate:
            return self.candidate
        return self.at[OPEN.index(state)]


_ALWAYS = (DONE, DONE, DONE, DONE)
_TYPED = ("not_agreed", "not_running", DONE, DONE)
_LIVE = ("not_agreed", "not_running", DONE, "ended")
_NEVER = ("unknown_kind",) * 4
_HERS = "not_allowed"

ROWS: dict[str, Row] = {
    "hello": Row(_ALWAYS),
    "edit": Row(_TYPED),
    "carried": Row(_TYPED),
    "text_snapshot": Row(_TYPED),
    "caret": Row(_LIVE),
    "consent": Row((DONE, "already_done", "already_done", "ended")),
    "reveal": Row(_LIVE, {"number": 1}, candidate=_HERS),
    "hint": Row(_LIVE, {"number": 1}, candidate=_HERS),
    "follow_up": Row(_LIVE, {"number": 1}, candidate=_HERS),
    "phase": Row(("not_agreed", DONE, DONE, "ended"), {"phase": "coding"}, candidate=_HERS),
    "language": Row(_LIVE, {"language": "javascript"}),
    "end": Row(_LIVE),
    "ping": Row(_ALWAYS, {"number": 1}),
    "welcome": Row(_NEVER),
    "edits": Row(_NEVER),
    "caught_up": Row(_NEVER),
    "ack": Row(_NEVER),
    "carets": Row(_NEVER),
    "people": Row(_NEVER),
    "consented": Row(_NEVER),
    "shown": Row(_NEVER),
    "phase_changed": Row(_NEVER),
    "language_changed": Row(_NEVER),
    "ended": Row(_NEVER),
    "quarantined": Row(_NEVER),
    "second_half": Row(_NEVER),
    "refused": Row(_NEVER),
    "pong": Row(_NEVER),
}


def frame_of(kind: protocol.Kind) -> bytes:
    """One well-formed message of a kind."""
    if kind.name == "hello":
        return protocol.words("hello", {"version": protocol.VERSION, "tab": "0" * 16, "since": 0})
    if kind.shape is Shape.NUMBERED:
        return bytes([kind.code]) + protocol.count(1) + typed("typed")
    if kind.shape is Shape.WORDS:
        return protocol.words(kind.name, ROWS[kind.name].words or {})
    return bytes([kind.code]) + b"somewhere"


def put(interview: Interview, state: str) -> None:
    """Bring an interview into a state, with nothing in its record."""
    now = timezone.now()
    begun, over = now - timedelta(minutes=30), now - timedelta(minutes=5)
    states: dict[str, tuple[str, datetime | None, datetime | None]] = {
        RUNNING: (InterviewState.RUNNING, begun, None),
        CLOSING: (InterviewState.ENDED, begun, now),
        "over": (InterviewState.ENDED, begun, over),
        AGREED: (InterviewState.BOOKED, None, None),
    }
    name, started_at, ended_at = states.get(state, (state, None, None))
    Interview.objects.filter(pk=interview.pk).update(
        state=name, started_at=started_at, ended_at=ended_at
    )
    agreed = begun if state in {AGREED, RUNNING, CLOSING, "over"} else None
    Chair.objects.filter(interview=interview).update(consented_at=agreed)
    for model in (Entry, Batch, Snapshot):
        model.objects.using(record.DATABASE).filter(room=interview.pk).delete()


async def say(tab: Tab, kind: protocol.Kind) -> str:
    """Say one thing in a room that one is in; what became of it."""
    tab.send(frame_of(kind))
    if kind.name != "ping":
        tab.say("ping", number=7)
    answer = asyncio.create_task(tab.told("pong"))
    end = asyncio.create_task(tab.closed())
    await asyncio.wait({answer, end}, return_when=asyncio.FIRST_COMPLETED)
    for one in (answer, end):
        one.cancel()
    await asyncio.gather(answer, end, return_exceptions=True)
    if tab.code is not None:
        return protocol.Close(tab.code).name.lower()
    refused = [one for one in tab.frames if one[0] == BY_NAME["refused"].code]
    return str(json.loads(refused[0][1:])["why"]) if refused else DONE


async def ask(place: world.World, subject: str, interview: Interview, kind: protocol.Kind) -> Tab:
    """One cell: come in, say it, go. The tab keeps what it was told."""
    browser = None if subject == "anonymous" else place.browser(subject)
    async with Tab(interview.pk, browser) as tab:
        tab.send(frame_of(BY_NAME["hello"]))
        came_in = asyncio.create_task(tab.told("caught_up"))
        end = asyncio.create_task(tab.closed())
        await asyncio.wait({came_in, end}, return_when=asyncio.FIRST_COMPLETED)
        for one in (came_in, end):
            one.cancel()
        await asyncio.gather(came_in, end, return_exceptions=True)
        if tab.code is not None:
            tab.outcome = protocol.Close(tab.code).name.lower()
        else:
            tab.outcome = DONE if kind.name == "hello" else await say(tab, kind)
    async with asyncio.timeout(5):
        while sockets.live_rooms()._rooms:
            await asyncio.sleep(0.005)
    return tab


def wrong(place: world.World, kind: protocol.Kind, cells: list[tuple[str, Interview, str, str]],
          tally: Counter[str]) -> list[str]:  # fmt: skip
    """What is wrong with one kind, asked as each cell says: (subject, interview, state, due)."""
    faults: list[str] = []

    async def story() -> None:
        for subject, interview, state, due in cells:
            await sync_to_async(put)(interview, state)
            tab = await ask(place, subject, interview, kind)
            tally["let in" if tab.outcome == DONE else "refused"] += 1
            if tab.outcome != due:
                faults.append(f"{kind.name} by {subject}, {state}: {tab.outcome}, not {due}")
            if due == "no_seat" and tab.frames:
                faults.append(f"{kind.name} by {subject}, {state}: was told something")
            if leaked := canaries.found_in(tab.everything()) - SHOWN_BY.get(kind.name, set()):
                faults.append(f"{kind.name} by {subject}, {state}: shows {leaked}")

    run(story)
    return faults


SHOWN_BY = {"reveal": {"question.part"}, "hint": {"question.guide"}}
"""What a reveal or a hint shows is shown; nothing else of the guide ever crosses the socket."""


@pytest.fixture
def place() -> world.World:
    return world.build()


def from_the_chairs(
    place: world.World, kind: protocol.Kind
) -> list[tuple[str, Interview, str, str]]:
    room, row = place.interviews["booked"], ROWS[kind.name]
    inside = [
        (subject, room, state, row.expected(subject, state)) for subject in CHAIRS for state in OPEN
    ]
    shut = [("interviewer", room, state, due) for state, due in SHUT.items()]
    guests = [
        ("guest", place.interviews["guest"], BOOKED, row.expected("guest", BOOKED)),
        ("expired_guest", place.interviews["expired_guest"], BOOKED, "no_seat"),
        ("revoked_guest", place.interviews["revoked_guest"], BOOKED, "no_seat"),
    ]
    return [*inside, *shut, *guests]


def from_elsewhere(place: world.World, state: str) -> list[tuple[str, Interview, str, str]]:
    room = place.interviews["booked"]
    return [(subject, room, state, "no_seat") for subject in sorted(STRANGERS)]


def test_every_kind_has_a_row():
    assert set(ROWS) == {kind.name for kind in KINDS}
    nobodys = {name for name, row in ROWS.items() if row.at == _NEVER}
    assert nobodys == {kind.name for kind in KINDS if kind.said_by is Who.SERVER}


def test_a_kind_does_what_its_row_says_and_no_more(place, capsys):
    tally: Counter[str] = Counter()
    faults: list[str] = []
    for kind in KINDS:
        cells = [*from_the_chairs(place, kind), *from_elsewhere(place, RUNNING)]
        faults += wrong(place, kind, cells, tally)
    for state in (BOOKED, AGREED, CLOSING, *SHUT):
        faults += wrong(place, BY_NAME["hello"], from_elsewhere(place, state), tally)
    with capsys.disabled():
        print(f"\nsocket kinds: {tally.total()} cells {dict(tally)}, {len(KINDS)} kinds")
    assert faults == []


def test_a_candidate_who_could_say_the_interviewers_kinds_is_found(place, monkeypatch):
    monkeypatch.setattr(hearing, "may_say", lambda role, kind: True)
    cells = [("candidate", place.interviews["booked"], RUNNING, _HERS)]
    for name in ("reveal", "hint", "follow_up", "phase"):
        assert len(wrong(place, BY_NAME[name], cells, Counter())) == 1
