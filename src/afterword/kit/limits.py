"""Limits on guessing, and on what writes to others: so often in so many seconds."""

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest


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
        """One more try."""
        key = self._key(place)
        # Not `incr`: the cache in files gives a counted key a new lifetime of its own choosing.
        cache.set(key, cache.get(key, 0) + 1, timeout=self.seconds)

    def _key(self, place: str) -> str:
        window = int(time.time()) // self.seconds
        return f"limit:{self.name}:{window}:{place}"


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, as the server saw it: not what a header claims."""
    address: str = request.META.get("REMOTE_ADDR", "")
    return address or "unknown"
