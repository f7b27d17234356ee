"""One writer for the record: whatever arrives during a commit is the next commit.

An entry is acknowledged when its batch is on disk and not before. When a batch cannot be
written, every room in it is given up: nothing later of those rooms is written either (there
would be a hole in the record), their people are disconnected, and on return they find what is
really on disk and send the rest again.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from uuid import UUID

from django.db import connections

from afterword.interviews import record
from afterword.interviews.room.standing import NewEntry

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.2
"""A commit waits this long for company. Nobody notices: what was typed is on the other side long
before, and a page says that it is saving after a second and a half."""


@dataclass(slots=True)
class Waiting:
    """An entry on its way to disk, for one run of a room, and whom to tell."""

    run: str
    entry: NewEntry


Report = Callable[[list[Waiting]], None]


@dataclass
class GroupCommit:
    """The writer's thread and what waits for it. `committed` and `lost` run on the event loop.

    Both threads touch the digests, by single steps of a dictionary, which need no lock.
    """

    loop: asyncio.AbstractEventLoop
    committed: Report
    lost: Report
    _queue: SimpleQueue[Waiting | None] = field(default_factory=SimpleQueue)
    _given_up: set[str] = field(default_factory=set)
    _digests: dict[UUID, str] = field(default_factory=dict)
    _is_over: bool = False

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._write, name="record", daemon=True)
        self._thread.start()

    def add(self, waiting: Waiting) -> None:
        """Queue an entry; from the event loop only."""
        self._queue.put(waiting)

    def forget(self, room: UUID) -> None:
        """A room was closed: its chain is read from disk when it opens again."""
        self._digests.pop(room, None)

    def stop(self) -> None:
        """Write what is queued, then end the thread."""
        self._queue.put(None)
        self._thread.join(timeout=10)

    def _write(self) -> None:
        while not self._is_over:
            self._commit(self._next())
        connections[record.DATABASE].close()

    def _next(self) -> list[Waiting]:
        batch = [self._queue.get()]
        if batch != [None]:
            time.sleep(GATHER_SECONDS)
        batch += [self._queue.get() for _ in range(self._queue.qsize())]
        self._is_over = None in batch
        return [one for one in batch if one is not None]

    def _commit(self, batch: list[Waiting]) -> None:
        sound = [one for one in batch if one.run not in self._given_up]
        lost = [one for one in batch if one.run in self._given_up]
        try:
            if sound:
                self._append(sound)
                self._tell(self.committed, sound)
        except Exception:
            log.exception("could not write %d entries to the record", len(sound))
            self._give_up(sound)
            lost = batch
        if lost:
            self._tell(self.lost, lost)

    def _append(self, batch: list[Waiting]) -> None:
        self._digests |= record.append([one.entry for one in batch], after=self._digests)

    def _give_up(self, batch: list[Waiting]) -> None:
        self._given_up |= {one.run for one in batch}
        for one in batch:
            self._digests.pop(one.entry.room, None)
        connections[record.DATABASE].close()

    def _tell(self, report: Report, batch: list[Waiting]) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(report, batch)
