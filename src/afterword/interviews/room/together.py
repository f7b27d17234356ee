"""What rooms tell now and then, told for all of them at one time.

A timer for each room wakes the process up as often as there are rooms, and to wake up costs as
much as the frame that is then sent.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

ACK_SECONDS = 0.3
"""How long an acknowledgement waits for others to go with it. A page says that it is saving only
after a second and a half."""
NEWS_SECONDS = 1.0
"""How long somebody who said nothing may wait to hear that what the others said is on disk: it only
moves the place from which they would resume."""
CARET_SECONDS = 0.05


class Together:
    """Does what is asked for, each thing once, `seconds` after the first was asked for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._asked: dict[Callable[[], None], None] = {}

    def soon(self, act: Callable[[], None]) -> None:
        if not self._asked:
            asyncio.get_running_loop().call_later(self._seconds, self._act)
        self._asked[act] = None

    def _act(self) -> None:
        loop = asyncio.get_running_loop()
        asked, self._asked = self._asked, {}
        for act in asked:
            loop.call_soon(act)


@dataclass
class Timers:
    """One for each thing that rooms tell now and then."""

    acks: Together = field(default_factory=lambda: Together(ACK_SECONDS))
    news: Together = field(default_factory=lambda: Together(NEWS_SECONDS))
    carets: Together = field(default_factory=lambda: Together(CARET_SECONDS))
