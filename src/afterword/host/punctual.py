"""Whoever connects and does not ask: such connections would be kept for as long as they like.

A thousand of them are as many files as a program may have open on most systems, and then nobody
else is let in.
"""

import asyncio
import resource

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

ASKS_WITHIN = 30.0
"""Seconds from the first byte of a question, or from the connection, to the end of its headers."""

FILES_MOST = 65_536


class Punctual(HttpToolsProtocol):
    """Hangs up on whoever has not asked in time. What follows the headers has limits of its own."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it, too
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._wait_no_more()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(ASKS_WITHIN, self._hang_up)

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up(self) -> None:
        self.transport.abort()


def have_room() -> None:
    """Let this process have as many connections as the system grants, not as many as is usual."""
    usual, granted = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES_MOST if granted == resource.RLIM_INFINITY else min(granted, FILES_MOST)
    if usual != resource.RLIM_INFINITY and usual < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, granted))
