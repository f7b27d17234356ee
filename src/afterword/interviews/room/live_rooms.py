"""All live rooms of this process: opened by the first who comes, closed after the last."""

import asyncio
import logging
import weakref
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

from django.utils import timezone

from afterword.interviews import protocol, record
from afterword.interviews.protocol import ENDED, Close, Closing, Kind, Who
from afterword.interviews.room import opening
from afterword.interviews.room.asking import in_database
from afterword.interviews.room.checking import TURN_SECONDS, Checker
from afterword.interviews.room.connection import EDIT_BYTES, FRAME_BYTES, SERVER, Connection, Send
from afterword.interviews.room.group_commit import GroupCommit, Waiting
from afterword.interviews.room.hearing import (
    close_room,
    note_presence,
    now_us,
    phase_words,
    shown_words,
)
from afterword.interviews.room.pace import Pace
from afterword.interviews.room.relay import LiveRoom
from afterword.interviews.room.seats import Seat, seats_lost
from afterword.interviews.room.standing import CLOSING_US
from afterword.interviews.room.together import Timers

log = logging.getLogger(__name__)

WATCH_SECONDS = 0.8
ARRIVALS_MOST = 10_000
ARRIVAL = Kind(0, "arrival", Who.BOTH, per_second=0.5, burst=40)

SECOND_HALF = protocol.words("second_half", {})
"""That there is one. Each page asks for its own way there."""

Look = Callable[[], Awaitable[None]]

_everywhere: "weakref.WeakSet[LiveRooms]" = weakref.WeakSet()


def revoke(chair_id: UUID) -> None:
    """Close every open connection of a chair at once; from any thread.

    Other processes find out from the database within a second.
    """
    for rooms in list(_everywhere):
        if not rooms.loop.is_closed():
            rooms.loop.call_soon_threadsafe(rooms.cut_chair, chair_id)


class LiveRooms:
    """The rooms of one event loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.commit = GroupCommit(self.loop, self._committed, self._lost)
        self.timers = Timers()
        self._rooms: dict[UUID, LiveRoom] = {}
        self.checker = Checker(self._rooms.get, self._let_go)
        self._opening: dict[UUID, asyncio.Lock] = {}
        self._arrivals: dict[UUID, Pace] = {}
        self._sweeps: dict[Look, asyncio.Task[None]] = {}
        _everywhere.add(self)

    def stop(self) -> None:
        """Write what waits, then let go of the thread."""
        for sweep in self._sweeps.values():
            sweep.cancel()
        self.checker.stop()
        self.commit.stop()

    # --- coming and going

    async def enter(self, seat: Seat, *, tab: str) -> tuple[LiveRoom, Connection]:
        """Take a seat in its room. Raises Closing where the room takes nobody."""
        self._check_pace(seat)
        room = await self._room(seat.interview_id)
        ended = room.standing.ended_us
        if ended is not None and now_us() - ended > CLOSING_US:
            self._close_if_empty(room)
            raise Closing(Close.ENDED)
        was_here = room.is_here(seat.chair_id)
        connection = room.join(seat, tab)
        if ended is not None:
            self.loop.call_later(CLOSING_US / 1_000_000, connection.close_after, Close.ENDED)
        if not was_here:
            note_presence(room, connection, "joined")
        self._tell_people(room, joined=None if was_here else seat.role)
        self._sweep()
        return room, connection

    def _sweep(self) -> None:
        """While anybody is here: who lost their seat, which rooms ended, what can be read."""
        for look, every in ((self._look, WATCH_SECONDS), (self._check, TURN_SECONDS)):
            if look not in self._sweeps or self._sweeps[look].done():
                again = self._again_and_again(look, every=every)
                self._sweeps[look] = self.loop.create_task(again)

    async def _again_and_again(self, look: Look, *, every: float) -> None:
        while self._rooms:
            await asyncio.sleep(every)
            try:
                await look()
            except Exception:  # whatever it was: who lost a seat would keep it if this ended
                log.exception("could not look after the rooms")

    def _check_pace(self, seat: Seat) -> None:
        """Whoever comes and goes without end is asked to wait."""
        if len(self._arrivals) > ARRIVALS_MOST:
            self._arrivals.clear()
        pace = self._arrivals.setdefault(seat.chair_id, Pace())
        pace.check(ARRIVAL, 0, now=self.loop.time())

    async def _room(self, interview_id: UUID) -> LiveRoom:
        lock = self._opening.setdefault(interview_id, asyncio.Lock())
        async with lock:
            room = self._rooms.get(interview_id)
            if room is None:
                found = await in_database(opening.opening, interview_id)
                room = LiveRoom(
                    interview_id,
                    standing=found.standing,
                    commit=self.commit,
                    checker=self.checker,
                    timers=self.timers,
                    pieces=found.pieces,
                    minutes=found.minutes,
                    read=found.read,
                    has_second_half=found.has_second_half,
                )
                self._rooms[interview_id] = room
        return room

    async def welcome(
        self, room: LiveRoom, connection: Connection, *, since: int, send: Send
    ) -> None:
        """Bring somebody up to date: how the room stands, then every edit after `since`.

        What is said meanwhile waits in the connection's queue.
        """
        durable, head = room.durable, room.standing.seq
        unwritten = [entry for entry in room.unwritten if entry.kind in record.EDITS]
        await send(protocol.words("welcome", _welcome(room, connection)))
        besides = frozenset(room.standing.quarantined)
        tail = []
        if since < durable:  # after a restart, everybody who comes back has everything
            tail = await in_database(
                opening.edits_between, room.interview_id, since, durable, besides=besides
            )
        tail += [(one.seq, record.unnumbered(bytes(one.body))) for one in unwritten]
        for part in _in_parts(tail):
            await send(protocol.edits(part))
        await send(room.carets_besides(connection))
        await send(protocol.words("caught_up", {"seq": head}))
        if room.has_second_half:
            await send(SECOND_HALF)
        room.ack_soon(connection)

    def leave(self, room: LiveRoom, connection: Connection) -> None:
        """Somebody's connection is over, whoever ended it."""
        if connection in room.connections:
            room.leave(connection)
            gone = not room.is_here(connection.seat.chair_id)
            if gone and not room.given_up:
                note_presence(room, connection, "left")
            self._tell_people(room, left=connection.seat.role if gone else None)
        self._close_if_empty(room)

    def _tell_people(
        self, room: LiveRoom, *, joined: str | None = None, left: str | None = None
    ) -> None:
        words: protocol.Words = {"people": room.people(), "joined": joined, "left": left}
        room.tell(protocol.words("people", words))

    def _close_if_empty(self, room: LiveRoom) -> None:
        if _is_needed(room):
            return
        if room.has_news and not room.given_up:
            self.checker.check_last(room)
        else:
            self._close(room)

    def _let_go(self, interview_id: UUID) -> None:
        """Nobody has work with this room any more: whether it was read or not, it may close."""
        room = self._rooms.get(interview_id)
        if room is not None and not _is_needed(room):
            self._close(room)

    def _close(self, room: LiveRoom) -> None:
        room.given_up = True
        if self._rooms.get(room.interview_id) is room:
            del self._rooms[room.interview_id]
            self._opening.pop(room.interview_id, None)
            self.commit.forget(room.interview_id)

    # --- the record

    def _committed(self, batch: list[Waiting]) -> None:
        for room, entries in self._by_room(batch):
            room.committed([one.entry for one in entries])
            self._close_if_empty(room)

    def _lost(self, batch: list[Waiting]) -> None:
        for room, entries in self._by_room(batch):
            if entries:
                room.give_up()
                room.unwritten.clear()
                self._rooms.pop(room.interview_id, None)

    def _by_room(self, batch: list[Waiting]) -> Iterable[tuple[LiveRoom, list[Waiting]]]:
        by_room: dict[UUID, list[Waiting]] = defaultdict(list)
        for one in batch:
            by_room[one.entry.room].append(one)
        for interview_id, mine in by_room.items():
            room = self._rooms.get(interview_id)
            if room is not None:
                yield room, [one for one in mine if one.run == room.run]

    async def _check(self) -> None:
        await self.checker.take_turn(list(self._rooms.values()), now=self.loop.time())

    # --- who lost their seat

    def cut_chair(self, chair_id: UUID) -> None:
        for one in self._connections():
            if one.seat.chair_id == chair_id:
                one.cut(Close.REVOKED)

    def _connections(self) -> list[Connection]:
        return [one for room in self._rooms.values() for one in room.connections]

    async def _look(self) -> None:
        """Ask the database who lost their seat, which rooms ended, and where chairs are swapped."""
        here = self._connections()
        lost = await in_database(seats_lost, {one.seat for one in here}, now=timezone.now())
        for one in here:
            if one.seat in lost:
                one.cut(Close.REVOKED)
        news = await in_database(opening.news_of, set(self._rooms))
        for room in list(self._rooms.values()):
            if room.interview_id in news.over and room.standing.phase != ENDED:
                close_room(room, by=SERVER, role="")
            if room.interview_id in news.swapped and not room.has_second_half:
                room.has_second_half = True
                room.tell(SECOND_HALF)
            self._close_if_empty(room)  # who left in the middle of a deed left it open


def _is_needed(room: LiveRoom) -> bool:
    return bool(room.connections or room.unwritten or room.deed.locked() or room.is_busy)


def _welcome(room: LiveRoom, connection: Connection) -> protocol.Words:
    standing = room.standing
    phase = phase_words(room)
    return {
        "version": protocol.VERSION,
        "run": room.run,
        "connection": connection.number,
        "role": connection.seat.role,
        "had": standing.had.get((connection.author, connection.tab), 0),
        "durable": room.durable,
        "clock_us": now_us(),
        "phase": phase["phase"],
        "phase_since_us": phase["since_us"],
        "started_us": phase["started_us"],
        "minutes": room.minutes,
        "plan": opening.plan(room.minutes),
        "consents": sorted(standing.consents),
        "language": standing.language,
        "shown": [shown_words(room, key) for key in standing.shown],
        "people": room.people(),
    }


def _in_parts(tail: list[tuple[int, bytes]]) -> Iterable[list[tuple[int, bytes]]]:
    part: list[tuple[int, bytes]] = []
    size = 0
    for seq, update in tail:
        part.append((seq, update))
        size += len(update) + EDIT_BYTES
        if size > FRAME_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part
