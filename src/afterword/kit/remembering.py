"""What takes long to count, remembered: one value a subject, good for one state of it.

What is counted anew takes the place of what was counted before. A cache in files keeps whatever has
run out until it is full, so nothing may wait there for a name that nobody asks for again.
What other code counted is counted anew: its values may be of a shape that is no more.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cache as once
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.filebased import FileBasedCache

DAY = 24 * 60 * 60
LONGEST = DAY + 60 * 60  # nothing of ours is good for longer than a day
CODE = Path(__file__).parents[1]

Value = TypeVar("Value")


def remembered(subject: str, state: str, count: Callable[[], Value]) -> Value:
    """What was counted of the subject in this state, or else what `count` finds now."""
    kept: tuple[str, Value] | None = cache.get(subject, version=_written())
    if kept is not None and kept[0] == state:
        return kept[1]
    found = count()
    cache.set(subject, (state, found), DAY, version=_written())
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
    cache.delete(subject, version=_written())


@once
def _written() -> int:
    """When this code was last written: a folder that is pulled anew keeps its version's name."""
    return max(file.stat().st_mtime_ns for file in CODE.rglob("*.py"))


def sweep() -> None:
    """Take away what nobody asked for since it ran out. Redis does so by itself."""
    if not isinstance(caches["default"], FileBasedCache):
        return
    for file in Path(settings.CACHES["default"]["LOCATION"]).glob("*.djcache"):
        with suppress(FileNotFoundError):  # somebody else was quicker
            if file.stat().st_mtime < time.time() - LONGEST:
                file.unlink()
