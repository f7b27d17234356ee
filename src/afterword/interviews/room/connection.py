"""One tab's line to its room, and who else writes to a record."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from afterword.interviews import protocol
from afterword.interviews.protocol import Close
from afterword.interviews.room.seats import Seat

BACKLOG_MOST = 2 * 1024 * 1024
FRAME_BYTES = 65536
EDIT_BYTES = 16  # about an edit, beside its own bytes

Send = Callable[[bytes], Awaitable[None]]


class Author(Protocol):
    """Whoever writes to the record: a connection, or the server itself."""

    @property
    def author(self) -> str: ...
    @property
    def tab(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Server:
    author: str = "system"
    tab: str = ""


SERVER: Author = _Server()


class Connection:
    """One tab's line to its room: what waits to be sent, and how it ends."""

    def __init__(self, seat: Seat, *, tab: str, number: int) -> None:
        self.seat = seat
        self.author = seat.author
        self.tab = tab
        self.number = number
        self.ack_due = True
        self.knows_durable = 0
        self.caret = b""
        self.caret_recorded_us = 0
        self.over: asyncio.Future[Close] = asyncio.get_running_loop().create_future()
        self._waiting: deque[bytes | tuple[int, bytes] | Close] = deque()
        self._backlog = 0
        self._wake = asyncio.Event()

    def tell(self, frame: bytes) -> None:
        """Queue a frame. A reader who lets too much pile up is cut off, never waited for."""
        self._queue(frame, len(frame))

    def tell_edit(self, seq: int, update: bytes) -> None:
        self._queue((seq, update), len(update) + EDIT_BYTES)

    def _queue(self, message: bytes | tuple[int, bytes], size: int) -> None:
        self._backlog += size
        if self._backlog > BACKLOG_MOST:
            self.cut(Close.TOO_SLOW)
            return
        self._waiting.append(message)
        self._wake.set()

    def cut(self, code: Close) -> None:
        """End now; what was queued is dropped."""
        if not self.over.done():
            self.over.set_result(code)

    def close_after(self, code: Close) -> None:
        """End when what is queued has been sent."""
        self._waiting.append(code)
        self._wake.set()

    async def pump(self, send: Send) -> None:
        """Send what waits, neighbouring edits in one frame, until the connection is over."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                frame = self._next_frame()
                if isinstance(frame, Close):
                    return self.cut(frame)
                await send(frame)

    def _next_frame(self) -> bytes | Close:
        first = self._waiting.popleft()
        if isinstance(first, Close):
            return first
        if isinstance(first, bytes):
            self._backlog -= len(first)
            return first
        together, size = [first], len(first[1])
        while self._waiting and isinstance(self._waiting[0], tuple) and size < FRAME_BYTES:
            more = self._waiting.popleft()
            assert isinstance(more, tuple)  # noqa: S101  the line above looked
            together.append(more)
            size += len(more[1])
        self._backlog -= sum(len(update) + EDIT_BYTES for _, update in together)
        return protocol.edits(together)
