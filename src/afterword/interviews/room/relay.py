"""A live room: who is there, what is said to whom, and when it is on disk.

It relays an edit to the other connections at once and acknowledges it only once it is durable. It
never reads an edit. All of this runs on one event loop.
"""

import asyncio
import json
import secrets
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from afterword.interviews import protocol
from afterword.interviews.edits.snapshots import Compacted, LeftOut
from afterword.interviews.protocol import Close, Closing
from afterword.interviews.room.checking import Checker
from afterword.interviews.room.connection import SERVER, Author, Connection
from afterword.interviews.room.group_commit import GroupCommit, Waiting
from afterword.interviews.room.seats import Seat
from afterword.interviews.room.showing import Pieces
from afterword.interviews.room.standing import (
    NUMBERED,
    QUARANTINED,
    NewEntry,
    Standing,
    number_of,
)
from afterword.interviews.room.together import Timers

CARET_RECORD_US = 500_000
UNWRITTEN_MOST = 16 * 1024 * 1024
CONNECTIONS_MOST = 8
RECORD_MOST = 64 * 1024 * 1024
GROWING = {*NUMBERED, "caret"}
ROLE_BYTES = {"candidate": 1, "interviewer": 2}


@dataclass(eq=False)
class LiveRoom:
    """A room with somebody in it."""

    interview_id: UUID
    standing: Standing
    commit: GroupCommit
    checker: Checker
    timers: Timers
    pieces: Pieces
    minutes: int
    read: int = 0
    has_second_half: bool = False
    run: str = field(default_factory=lambda: secrets.token_hex(8))
    connections: list[Connection] = field(default_factory=list)
    unwritten: deque[NewEntry] = field(default_factory=deque)
    deed: asyncio.Lock = field(default_factory=asyncio.Lock)
    given_up: bool = False
    is_busy: bool = False
    due_at: float = 0.0
    _numbers: int = 0
    _unwritten_bytes: int = 0
    _moved: set[Connection] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.durable = self.standing.seq
        self.kept = dict(self.standing.had)

    # --- who is here

    def join(self, seat: Seat, tab: str) -> Connection:
        """A new connection. The same tab coming back takes its old place."""
        for old in [one for one in self.connections if (one.seat, one.tab) == (seat, tab)]:
            self.leave(old)
            old.cut(Close.REPLACED)
        mine = [one for one in self.connections if one.seat.chair_id == seat.chair_id]
        if len(mine) >= CONNECTIONS_MOST:
            raise Closing(Close.ROOM_FULL)
        self._numbers += 1
        connection = Connection(seat, tab=tab, number=self._numbers)
        self.connections.append(connection)
        return connection

    def leave(self, connection: Connection) -> None:
        if connection not in self.connections:
            return
        self.connections.remove(connection)
        self._moved.discard(connection)
        gone = protocol.carets([(connection.number, _role_byte(connection), b"")])
        self.tell(gone)

    def people(self) -> list[dict[str, object]]:
        """Who is here, a line for each chair that somebody sits in."""
        chairs: dict[UUID, dict[str, object]] = {}
        for one in self.connections:
            line = chairs.setdefault(
                one.seat.chair_id,
                {"role": one.seat.role, "name": one.seat.name, "connections": []},
            )
            numbers = line["connections"]
            assert isinstance(numbers, list)  # noqa: S101  made two lines above
            numbers.append(one.number)
        return list(chairs.values())

    def is_here(self, chair_id: UUID) -> bool:
        return any(one.seat.chair_id == chair_id for one in self.connections)

    def tell(self, frame: bytes) -> None:
        """Say something to everybody here."""
        for one in self.connections:
            one.tell(frame)

    # --- the record

    def write(self, by: Author, *, kind: str, body: bytes, now_us: int) -> NewEntry:
        """Number an entry and send it on its way to disk. Raises Closing if the disk lags."""
        if self.given_up or self._unwritten_bytes > UNWRITTEN_MOST:
            raise Closing(Close.RECORD_UNAVAILABLE)
        if self.standing.size > RECORD_MOST and kind in GROWING:
            raise Closing(Close.ROOM_FULL)
        entry = NewEntry(
            room=self.interview_id,
            seq=self.standing.seq + 1,
            at_us=now_us,
            author=by.author,
            connection=by.tab,
            kind=kind,
            body=body,
        )
        self.standing.take(entry)
        self.unwritten.append(entry)
        self._unwritten_bytes += len(body)
        self.commit.add(Waiting(self.run, entry))
        return entry

    def committed(self, entries: Sequence[NewEntry]) -> None:
        """These are on disk: acknowledge them to whoever said them, a few together."""
        for entry in entries:
            self.durable = entry.seq
            self.unwritten.popleft()
            self._unwritten_bytes -= len(entry.body)
        said = {(one.author, one.connection): one for one in entries if one.kind in NUMBERED}
        self.kept |= {tab: number_of(newest) for tab, newest in said.items()}
        for connection in self.connections:
            if (connection.author, connection.tab) in said:
                self.ack_soon(connection)
        self.timers.news.soon(self._tell_news)

    def ack_soon(self, connection: Connection) -> None:
        connection.ack_due = True
        self.timers.acks.soon(self._ack)

    def _ack(self) -> None:
        for one in self.connections:
            if one.ack_due:
                self._tell_ack(one)

    def _tell_news(self) -> None:
        for one in self.connections:
            if one.knows_durable < self.durable:
                self._tell_ack(one)

    def _tell_ack(self, one: Connection) -> None:
        one.ack_due = False
        one.knows_durable = self.durable
        one.tell(protocol.ack(self.kept.get((one.author, one.tab), 0), self.durable))

    def give_up(self) -> None:
        """The record cannot be written: everybody is sent away to come back and send again."""
        self.given_up = True
        for one in list(self.connections):
            one.cut(Close.RECORD_UNAVAILABLE)

    # --- what nobody can read

    @property
    def has_news(self) -> bool:
        """Whether there are edits that no child has read yet."""
        return self.standing.last_edit > self.read

    @property
    def is_written(self) -> bool:
        return not self.unwritten

    def was_read(self, up_to: int, found: Compacted | None) -> None:
        """A child has read it: mark what nobody can read, and part with whoever said it."""
        self.read = max(self.read, found.seq if found is not None else up_to)
        for one in found.left_out if found is not None else ():
            if one.seq not in self.standing.quarantined:
                self._quarantine(one, now_us=time.time_ns() // 1000)

    def _quarantine(self, edit: LeftOut, *, now_us: int) -> None:
        """The edit stays in the record, marked. Its author has to come again; the others are told,
        since their texts may hold some of it that whoever joins is not sent."""
        words = {"seq": edit.seq}
        self.write(SERVER, kind=QUARANTINED, body=json.dumps(words).encode(), now_us=now_us)
        for one in list(self.connections):
            if (one.author, one.tab) == (edit.author, edit.connection):
                one.cut(Close.UNREADABLE)
            else:
                one.tell(protocol.words(QUARANTINED, words))

    # --- carets

    def move_caret(self, connection: Connection, caret: bytes, *, now_us: int) -> None:
        """Relay the newest caret of each connection, and record it twice a second at most."""
        connection.caret = caret
        self._moved.add(connection)
        if now_us - connection.caret_recorded_us >= CARET_RECORD_US:
            connection.caret_recorded_us = now_us
            self.write(connection, kind="caret", body=caret, now_us=now_us)
        self.timers.carets.soon(self._tell_carets)

    def _tell_carets(self) -> None:
        moved, self._moved = self._moved, set()
        for one in self.connections:
            places = [_place(other) for other in moved if other is not one]
            if places:
                one.tell(protocol.carets(places))

    def carets_besides(self, connection: Connection) -> bytes:
        """Where everybody else's caret is, for somebody who has just come."""
        others = (one for one in self.connections if one is not connection and one.caret)
        return protocol.carets(_place(one) for one in others)


def _role_byte(connection: Connection) -> int:
    return ROLE_BYTES[connection.seat.role]


def _place(connection: Connection) -> tuple[int, int, bytes]:
    return connection.number, _role_byte(connection), connection.caret
