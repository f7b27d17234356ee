"""The room's door: one WebSocket for each tab.

A handshake from another site is refused before it is accepted. Whoever has no seat in the room
is let in just far enough to be told so by a close code, since browsers hide a refused handshake's
status from the page; a room that does not exist answers the same.
"""

import asyncio
import logging
import re
import time
from contextlib import suppress
from uuid import UUID
from weakref import WeakKeyDictionary

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope, WebSocketScope
from django.utils import timezone

from afterword.interviews import protocol
from afterword.interviews.protocol import Close, Closing, Said
from afterword.interviews.room import origin
from afterword.interviews.room.asking import in_database
from afterword.interviews.room.connection import Connection
from afterword.interviews.room.hearing import hear
from afterword.interviews.room.live_rooms import LiveRooms
from afterword.interviews.room.pace import Pace
from afterword.interviews.room.relay import LiveRoom
from afterword.interviews.room.seats import Seat, seat_for

log = logging.getLogger(__name__)

HELLO_SECONDS = 10
CLOSE_SECONDS = 2
_PATH = re.compile(r"/interviews/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/room/socket")

_rooms: "WeakKeyDictionary[asyncio.AbstractEventLoop, LiveRooms]" = WeakKeyDictionary()


def live_rooms() -> LiveRooms:
    """The rooms of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _rooms:
        _rooms[loop] = LiveRooms()
    return _rooms[loop]


def write_what_waits() -> None:
    """Everybody was sent away, and the running loop ends: what they said last goes to disk."""
    rooms = _rooms.get(asyncio.get_running_loop())
    if rooms is not None:
        rooms.stop()


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer one WebSocket."""
    assert scope["type"] == "websocket"  # noqa: S101  the caller looked
    await receive()
    headers = _headers(scope)
    path = _PATH.fullmatch(scope["path"])
    if path is None or not origin.is_ours(headers, scheme=scope["scheme"]):
        await _refuse(send, "no such place" if path is None else "a foreign Origin")
        return
    line = Line(receive, send)
    await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
    cookies = {name: "; ".join(values) for name, values in headers.items()}
    seat = await in_database(seat_for, cookies, UUID(path[1]), now=timezone.now())
    await line.close(Close.NO_SEAT if seat is None else await _sit(line, seat))


def _headers(scope: WebSocketScope) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return headers


async def _refuse(send: ASGISendCallable, reason: str) -> None:
    """Before it is accepted, which the server answers with 403. Only the log hears why."""
    log.info("a socket was refused: %s", reason)
    await send({"type": "websocket.close", "code": 1000, "reason": ""})


class Line:
    """The two ends of a WebSocket, speaking frames."""

    def __init__(self, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        self._receive = receive
        self._send = send
        self.gone = False

    async def heard(self) -> bytes | None:
        """The next frame, or None once the other end is gone. Raises Closing for text."""
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            self.gone = True
            return None
        assert event["type"] == "websocket.receive"  # noqa: S101  there is no other
        frame = event.get("bytes")
        if frame is None:
            raise Closing(Close.MALFORMED)
        return frame

    async def send(self, frame: bytes) -> None:
        await self._send({"type": "websocket.send", "bytes": frame, "text": None})

    async def close(self, code: Close | None) -> None:
        """Say why, unless the other end is gone or does not listen."""
        if self.gone or code is None:
            return
        reason = code.name.lower()
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._send({"type": "websocket.close", "code": int(code), "reason": reason})


async def _sit(line: Line, seat: Seat) -> Close | None:
    """Greet, then relay until somebody ends it; the code to close with, if any."""
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            hello = await _greeting(line)
        if hello is None:
            return None
        room, connection = await live_rooms().enter(seat, tab=str(hello.words["tab"]))
    except TimeoutError:
        return Close.TOO_QUIET
    except Closing as closing:
        return closing.code
    try:
        return await _relay(line, room, connection, since=int(str(hello.words["since"])))
    finally:
        live_rooms().leave(room, connection)


async def _greeting(line: Line) -> Said | None:
    frame = await line.heard()
    if frame is None:
        return None
    said = protocol.parse(frame)
    if said.kind.name != "hello":
        raise Closing(Close.MALFORMED)
    if said.words["version"] != protocol.VERSION:
        raise Closing(Close.OTHER_VERSION)
    return said


async def _relay(line: Line, room: LiveRoom, connection: Connection, *, since: int) -> Close | None:
    telling = asyncio.create_task(_tell(line, room, connection, since=since))
    listening = asyncio.create_task(_listen(line, room, connection))
    tasks: set[asyncio.Future[object]] = {telling, listening, connection.over}  # type: ignore[arg-type]  # futures are invariant
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    listening.cancel()
    telling.cancel()
    ended = await asyncio.gather(listening, telling, return_exceptions=True)
    for end in ended:
        if isinstance(end, Closing):
            return end.code
        if isinstance(end, Exception) and not line.gone:
            raise end
    return connection.over.result() if connection.over.done() else None


async def _tell(line: Line, room: LiveRoom, connection: Connection, *, since: int) -> None:
    await live_rooms().welcome(room, connection, since=since, send=line.send)
    await connection.pump(line.send)


async def _listen(line: Line, room: LiveRoom, connection: Connection) -> None:
    pace = Pace()
    while (frame := await line.heard()) is not None:
        said = protocol.parse(frame)
        if said.kind.name == "hello":
            raise Closing(Close.MALFORMED)
        pace.check(said.kind, len(frame), now=time.monotonic())
        await hear(room, connection, said)
