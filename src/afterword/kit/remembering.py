"""What takes long to count, remembered: one value a subject, good for one state of it.

What is counted anew takes the place of what was counted before. A cache in files keeps whatever has
run out until it is full, so nothing may wait there for a name that nobody asks for again.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.filebased import FileBasedCache

DAY = 24 * 60 * 60
LONGEST = DAY + 60 * 60  # nothing of ours is good for longer than a day

Value = TypeVar("Value")


def remembered(subject: str, state: str, count: Callable[[], Value]) -> Value:
    """What was counted of the subject in this state, or else what `count` finds now."""
    kept: tuple[str, Value] | None = cache.get(subject)
    if kept is not None and kept[0] == state:
        return kept[1]
    found = count()
    cache.set(subject, (state, found), DAY)
    return found


def remembered_until(
    subject: str, state: str, count: Callable[[], tuple[Value, datetime | None]], *, now: datetime
) -> Value:
    """The same for what `count` says to be good until some moment, at the latest."""
    found, until = remembered(subject, state, count)
    if until is None or now < until:
        return found
    forget(subject)
    return remembered(subject, state, count)[0]


def forget(subject: str) -> None:
    """Nothing of it is remembered any more."""
    cache.delete(subject)


def sweep() -> None:
    """Take away what nobody asked for since it ran out. Redis does so by itself."""
    if not isinstance(caches["default"], FileBasedCache):
        return
    for file in Path(settings.CACHES["default"]["LOCATION"]).glob("*.djcache"):
        with suppress(FileNotFoundError):  # somebody else was quicker
            if file.stat().st_mtime < time.time() - LONGEST:
                file.unlink()
