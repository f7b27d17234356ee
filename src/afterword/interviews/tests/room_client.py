"""A tab without a browser: speaks the room's language straight to the ASGI door."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.test import Client

from afterword.interviews import protocol, record, sockets
from afterword.interviews.models import Interview
from afterword.interviews.protocol import BY_CODE, BY_NAME, Shape

HOST = "testserver"
PATIENCE = 5
BEN_TAB = "b" * 16


def run(story: Callable[[], Awaitable[None]]) -> None:
    """Play a story on an event loop of its own, then let go of its rooms."""

    async def whole() -> None:
        try:
            await story()
        finally:
            sockets.live_rooms().stop()
            await sync_to_async(nobody_reads)()
            await sync_to_async(connections.close_all)()

    asyncio.run(whole())


def nobody_reads() -> None:
    """Wait until no thread reads edits any more: the next test has other rooms."""
    for thread in threading.enumerate():
        if thread.name == "edits":
            thread.join(PATIENCE * 4)


def cookie(client: Client) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Tab:
    """One WebSocket: what it was told, and how it ended."""

    def __init__(
        self,
        interview_id: object,
        browser: Client | None = None,
        *,
        origins: tuple[str, ...] = (f"http://{HOST}",),
        path: str = "",
        tab: str = "0" * 16,
        reads: bool = True,
    ) -> None:
        headers = [(b"host", HOST.encode())]
        headers += [(b"origin", one.encode()) for one in origins]
        if browser is not None and settings.SESSION_COOKIE_NAME in browser.cookies:
            headers.append((b"cookie", cookie(browser).encode()))
        self.scope = {
            "type": "websocket",
            "scheme": "ws",
            "path": path or f"/interviews/{interview_id}/room/socket",
            "headers": headers,
        }
        self.tab = tab
        self.accepted = False
        self.code: int | None = None
        self.refused = False
        self.frames: list[bytes] = []
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._told = asyncio.Condition()
        self._seen = 0
        self._reads = reads
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Tab":
        self._said.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(
            sockets.application(self.scope, self._said.get, self._send)
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self._said.put_nowait({"type": "websocket.disconnect", "code": 1005})
        assert self._task is not None
        await asyncio.wait_for(self._task, PATIENCE)

    async def _send(self, event: dict[str, Any]) -> None:
        if event["type"] == "websocket.send" and not self._reads:
            await asyncio.Event().wait()
        async with self._told:
            match event["type"]:
                case "websocket.accept":
                    self.accepted = True
                case "websocket.close" if self.accepted:
                    self.code = event["code"]
                case "websocket.close":
                    self.refused = True
                case "websocket.send":
                    self.frames.append(event["bytes"])
            self._told.notify_all()

    # --- saying

    def send(self, frame: bytes) -> None:
        self._said.put_nowait({"type": "websocket.receive", "bytes": frame})

    def send_text(self, text: str) -> None:
        self._said.put_nowait({"type": "websocket.receive", "text": text})

    def say(self, kind: str, **words: object) -> None:
        self.send(protocol.words(kind, words))

    def edit(self, number: int, update: bytes, *, kind: str = "edit") -> None:
        self.send(bytes([BY_NAME[kind].code]) + protocol.count(number) + update)

    async def hello(self, since: int = 0) -> dict[str, Any]:
        """Introduce oneself and wait until up to date; how the room stood."""
        self.say("hello", version=protocol.VERSION, tab=self.tab, since=since)
        welcome = await self.told("welcome")
        await self.told("caught_up")
        return welcome

    # --- being told

    async def told(self, kind: str) -> Any:
        """The next message of a kind; those before it are passed over."""
        code = BY_NAME[kind].code
        async with asyncio.timeout(PATIENCE), self._told:
            while True:
                while self._seen < len(self.frames):
                    frame = self.frames[self._seen]
                    self._seen += 1
                    if frame[0] == code:
                        return read(frame)
                await self._told.wait()

    async def acknowledged(self, number: int) -> None:
        while (await self.told("ack"))[0] < number:
            pass

    async def closed(self) -> str:
        """The name of the close code, or that the handshake was refused."""
        async with asyncio.timeout(PATIENCE), self._told:
            await self._told.wait_for(lambda: self.code is not None or self.refused)
        return "refused" if self.code is None else protocol.Close(self.code).name.lower()

    def everything(self) -> bytes:
        return b"\n".join(self.frames)


def read(frame: bytes) -> Any:
    """A frame from the server, as Python values."""
    kind = BY_CODE[frame[0]]
    if kind.shape is Shape.WORDS:
        return json.loads(frame[1:])
    values, at = [], 1
    while at < len(frame):
        number, at = protocol.read_count(frame, at)
        values.append(number)
        if kind.shape is Shape.CARETS:
            values.append(frame[at])
            at += 1
        if kind.shape in {Shape.ENTRIES, Shape.CARETS}:
            size, at = protocol.read_count(frame, at)
            values.append(frame[at : at + size])
            at += size
    return values


async def begin(ada: Tab, ben: Tab) -> None:
    """Both come in, both agree, Ada starts."""
    await ada.hello()
    await ben.hello()
    ada.say("consent")
    ben.say("consent")
    await ada.told("consented")
    await ada.told("consented")
    ada.say("phase", phase="introductions")
    await ada.told("phase_changed")
    await ben.told("phase_changed")


def state_of(interview: Interview) -> str:
    return Interview.objects.get(pk=interview.pk).state


def kinds_recorded(interview: Interview) -> list[str]:
    return [entry.kind for entry in record.entries_of(interview.pk)]


def saying(interview: Interview, browser: Client | None, **how: Any) -> Tab:
    return Tab(interview.pk, browser, **how)
