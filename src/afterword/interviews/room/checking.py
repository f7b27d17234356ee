"""Having the rooms' new edits read, now and then, by a child that may die of them.

Rooms take turns, so that two hundred of them never ask at once, and a thread that waits for a
child is its own: a child that takes its time holds up nobody's arrival, and no server's end.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from typing import Protocol
from uuid import UUID

from afterword.interviews import actions
from afterword.interviews.edits.snapshots import Compacted, compact
from afterword.interviews.protocol import Closing
from afterword.interviews.room.asking import in_database, in_passing

log = logging.getLogger(__name__)

TURN_SECONDS = 1.0
CHECK_SECONDS = 20.0
ROOMS_A_TURN = 20
DRAIN_SECONDS = 10.0


class Checked(Protocol):
    """What a checker needs of a live room."""

    interview_id: UUID
    durable: int
    due_at: float
    is_busy: bool

    @property
    def has_news(self) -> bool: ...
    @property
    def is_written(self) -> bool: ...
    def was_read(self, up_to: int, found: Compacted | None) -> None: ...


class Checker:
    """Has the rooms of one event loop read, one child after another.

    `find` knows the room that is open now, and `let_go` is told of one that it was busy with.
    """

    def __init__(
        self, find: Callable[[UUID], Checked | None], let_go: Callable[[UUID], None]
    ) -> None:
        self._find, self._let_go = find, let_go
        self._one_at_a_time = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()
        self._is_over = False

    def stop(self) -> None:
        """Take nothing new. A snapshot that was not made is made when its room opens again."""
        self._is_over = True

    async def take_turn(self, rooms: Sequence[Checked], *, now: float) -> None:
        """Have those rooms read whose turn it is, the longest waiting first."""
        due = [one for one in rooms if one.has_news and one.due_at <= now]
        mine = sorted(due, key=attrgetter("due_at"))[:ROOMS_A_TURN]
        for room in mine:
            room.due_at = now + CHECK_SECONDS
        await self.check(mine)

    async def check(self, rooms: Sequence[Checked]) -> None:
        """Read what is new in these rooms, and let them part with what cannot be read."""
        if not rooms or self._is_over:
            return
        async with self._one_at_a_time:
            up_to = [room.durable for room in rooms]
            found = await in_passing(partial(compact, [room.interview_id for room in rooms]))
        for room, durable in zip(rooms, up_to, strict=True):
            with suppress(Closing):  # its record cannot be written: then it has other worries
                room.was_read(durable, found.get(room.interview_id))

    def check_last(self, room: Checked) -> None:
        """Read a room that everybody left, so that whoever comes next finds a snapshot."""
        self._look_after(room, self.check([room]))

    def finish(self, room: Checked) -> None:
        """Seal the record of a room that is over, behind a last check."""
        room = self._find(room.interview_id) or room  # it may have closed and opened meanwhile
        self._look_after(room, self._finish(room))

    async def _finish(self, room: Checked) -> None:
        try:
            await self.check([room])
        except Exception:  # whatever it was: a record that nobody can read is sealed all the same
            log.exception("room %s is sealed without a last reading", room.interview_id)
        async with asyncio.timeout(DRAIN_SECONDS):
            while not room.is_written:
                await asyncio.sleep(0.05)
        await in_database(actions.seal_record, room.interview_id)
        await in_passing(partial(actions.read_last_text, room.interview_id))

    def _look_after(self, room: Checked, work: Coroutine[None, None, None]) -> None:
        """Nobody waits for this work; it is held here, or the event loop would let it go."""
        room.is_busy = True
        task = asyncio.ensure_future(self._and_let_go(room, work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _and_let_go(self, room: Checked, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception:  # nobody waits for this work, so nobody else would hear of it
            log.exception("the record of room %s could not be read or sealed", room.interview_id)
        finally:
            room.is_busy = False
            self._let_go(room.interview_id)
