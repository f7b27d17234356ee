"""What a room does when somebody says something: right, season, deed, in that order."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from afterword.interviews import actions, errors, protocol
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.interviews.protocol import ENDED, WAITING, Close, Closing, Kind, Said, Who, Why
from afterword.interviews.room import opening
from afterword.interviews.room.asking import in_database
from afterword.interviews.room.connection import Author, Connection
from afterword.interviews.room.relay import LiveRoom
from afterword.interviews.room.standing import CLOSING_US, SHOWN


class Refusal(Exception):
    """A message that is answered with `refused`; its connection stays open."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def now_us() -> int:
    return time.time_ns() // 1000


async def hear(room: LiveRoom, connection: Connection, said: Said) -> None:
    """Do what was said, or answer why not. Raises Closing where the rules were broken."""
    if not may_say(connection.seat.role, said.kind):
        raise Closing(Close.NOT_ALLOWED)
    try:
        _in_season(room, said.kind)
        if said.kind.name in _DEEDS:
            # A tab that closes in the middle must not leave the two databases apart.
            await asyncio.shield(_DEEDS[said.kind.name](room, connection, said))
        else:
            await _HEARD[said.kind.name](room, connection, said)
    except Refusal as refusal:
        _answer(connection, said, refusal.why)
    except errors.Refused:
        _answer(connection, said, Why.NOT_NOW)


def _answer(connection: Connection, said: Said, why: Why) -> None:
    words: protocol.Words = {"kind": said.kind.name, "number": said.number, "why": why.value}
    connection.tell(protocol.words("refused", words))


def may_say(role: str, kind: Kind) -> bool:
    """Whether somebody in this chair may ever say this kind."""
    if kind.said_by is Who.INTERVIEWER:
        return role == ChairKind.INTERVIEWER
    return kind.said_by is Who.BOTH


def _in_season(room: LiveRoom, kind: Kind) -> None:
    why = room.standing.refuses(kind, now_us=now_us())
    if why is not None:
        raise Refusal(why)


async def _edit(room: LiveRoom, connection: Connection, said: Said) -> None:
    """Relay and record an edit, once: what was sent again is only acknowledged again."""
    if said.number <= room.standing.had.get((connection.author, connection.tab), 0):
        room.ack_soon(connection)
        return
    body = protocol.count(said.number) + said.body
    entry = room.write(connection, kind=said.kind.name, body=body, now_us=now_us())
    if said.kind.name == "text_snapshot":
        return
    for one in room.connections:
        if one is not connection:
            one.tell_edit(entry.seq, said.body)


async def _caret(room: LiveRoom, connection: Connection, said: Said) -> None:
    room.move_caret(connection, said.body, now_us=now_us())


async def _ping(room: LiveRoom, connection: Connection, said: Said) -> None:
    words = {"number": said.words["number"], "clock_us": now_us()}
    connection.tell(protocol.words("pong", words))


async def _consent(room: LiveRoom, connection: Connection, said: Said) -> None:
    async with room.deed:
        role = connection.seat.role
        if role in room.standing.consents:
            raise Refusal(Why.ALREADY_DONE)
        await in_database(_give_consent, connection.seat.chair_id)
        _write_words(room, connection, "consent", {})
        room.standing.consents.add(role)
        room.tell(protocol.words("consented", {"role": role}))


async def _show(room: LiveRoom, connection: Connection, said: Said) -> None:
    number = said.words["number"]
    assert isinstance(number, int)  # noqa: S101  protocol.parse checked the form
    key = SHOWN[said.kind.name], number
    async with room.deed:
        _in_season(room, said.kind)
        if not room.pieces:  # the hour began without a question, and one may have been chosen since
            room.pieces = await in_database(opening.pieces, room.interview_id)
        if key not in room.pieces:
            raise Refusal(Why.NO_SUCH_THING)
        if key in room.standing.shown:
            raise Refusal(Why.ALREADY_DONE)
        await in_database(_note_sighting, room.interview_id)
        _write_words(room, connection, said.kind.name, said.words)
        room.tell(protocol.words("shown", shown_words(room, key)))


def shown_words(room: LiveRoom, key: tuple[str, int]) -> protocol.Words:
    """A shown piece as both browsers get it."""
    piece = room.pieces[key]
    return {
        "what": piece.what,
        "number": piece.number,
        "title": piece.title,
        "html": piece.html,
        "at_us": room.standing.shown[key],
    }


async def _phase(room: LiveRoom, connection: Connection, said: Said) -> None:
    async with room.deed:
        _in_season(room, said.kind)
        if said.words["phase"] == room.standing.phase:
            raise Refusal(Why.ALREADY_DONE)
        if room.standing.phase == WAITING:
            await in_database(_start, connection.seat.chair_id)
            room.pieces = await in_database(opening.pieces, room.interview_id)
        _write_words(room, connection, "phase", said.words)
        words = {**phase_words(room), "by": connection.seat.role}
        room.tell(protocol.words("phase_changed", words))


def phase_words(room: LiveRoom) -> protocol.Words:
    """Which phase a room is in, since when, and since when it runs."""
    standing = room.standing
    return {
        "phase": standing.phase,
        "since_us": standing.phase_since_us,
        "started_us": standing.started_us,
    }


async def _language(room: LiveRoom, connection: Connection, said: Said) -> None:
    if said.words["language"] == room.standing.language:
        raise Refusal(Why.ALREADY_DONE)
    _write_words(room, connection, "language", said.words)
    words: protocol.Words = {"language": room.standing.language, "by": connection.seat.role}
    room.tell(protocol.words("language_changed", words))


async def _end(room: LiveRoom, connection: Connection, said: Said) -> None:
    async with room.deed:
        _in_season(room, said.kind)
        await in_database(_end_interview, connection.seat.chair_id)
        close_room(room, by=connection, role=connection.seat.role)


def close_room(room: LiveRoom, *, by: Author, role: str) -> None:
    """Tell everybody that it is over; what was typed before is still taken for a moment."""
    _write_words(room, by, "end", {})
    room.tell(protocol.words("ended", {"by": role}))
    loop = asyncio.get_running_loop()
    loop.call_later(CLOSING_US / 1_000_000, _send_home, room)


def _send_home(room: LiveRoom) -> None:
    for one in list(room.connections):
        one.close_after(Close.ENDED)
    room.checker.finish(room)


def note_presence(room: LiveRoom, connection: Connection, kind: str) -> None:
    """Record that somebody came or went, once there is a record to write to."""
    if len(room.standing.consents) == 2 and room.standing.phase != ENDED:
        with suppress(Closing):
            _write_words(room, connection, kind, {})


def _write_words(room: LiveRoom, by: Author, kind: str, words: protocol.Words) -> None:
    room.write(by, kind=kind, body=json.dumps(words).encode(), now_us=now_us())


# --- in a thread


def _chair(chair_id: UUID) -> Chair:
    return Chair.objects.select_related("interview", "person").get(pk=chair_id)


def _give_consent(chair_id: UUID) -> None:
    actions.give_consent(_chair(chair_id), now=timezone.now())


def _start(chair_id: UUID) -> None:
    chair = _chair(chair_id)
    actions.start_interview(chair.interview, by=chair, now=timezone.now())


def _end_interview(chair_id: UUID) -> None:
    chair = _chair(chair_id)
    actions.end_interview(chair.interview, by=chair, now=timezone.now())


def _note_sighting(interview_id: UUID) -> None:
    actions.note_question_seen(interview_id)


Hear = Callable[[LiveRoom, Connection, Said], Awaitable[None]]

_HEARD: dict[str, Hear] = {
    "edit": _edit,
    "carried": _edit,
    "text_snapshot": _edit,
    "caret": _caret,
    "ping": _ping,
    "language": _language,
}
_DEEDS: dict[str, Hear] = {
    "consent": _consent,
    "reveal": _show,
    "hint": _show,
    "follow_up": _show,
    "phase": _phase,
    "end": _end,
}
