"""Limits on guessing, and on what writes to others: so often in so many seconds."""

import threading
import time
from dataclasses import dataclass

from django.core.cache import cache, caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest

# The cache in files reads and writes in two steps; the process that answers pages takes turns.
_one_at_a_time = threading.Lock()


def _counts_by_itself() -> bool:
    """Whether the cache adds in one step, whichever process asks, as Redis does."""
    return type(caches["default"]).incr is not BaseCache.incr


@dataclass(frozen=True)
class Limit:
    """`most` tries in each window of `seconds`, counted for each place (or person) on its own."""

    name: str
    most: int
    seconds: int

    def reached(self, place: str) -> bool:
        """Whether nothing more is tried for this place until the window ends."""
        count: int = cache.get(self._key(place), 0)
        return count >= self.most

    def count(self, place: str) -> None:
        """One more try. However many come at once, each is counted."""
        key = self._key(place)
        with _one_at_a_time:
            if cache.add(key, 1, timeout=self.seconds):
                return
            if _counts_by_itself():
                cache.incr(key)
            else:
                cache.set(key, cache.get(key, 0) + 1, timeout=self.seconds)

    def _key(self, place: str) -> str:
        window = int(time.time()) // self.seconds
        return f"limit:{self.name}:{window}:{place}"


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, as the server saw it: not what a header claims."""
    address: str = request.META.get("REMOTE_ADDR", "")
    return address or "unknown"
