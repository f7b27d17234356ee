"""How fast one connection may speak: a bucket for each kind, and one for all bytes."""

from dataclasses import dataclass, field

from afterword.interviews.protocol import Close, Closing, Kind

BYTES_A_SECOND = 128 * 1024
BYTES_BURST = 4 * 1024 * 1024


@dataclass(slots=True)
class _Bucket:
    rate: float
    left: float
    most: float
    since: float

    def take(self, amount: float, *, now: float) -> None:
        self.left = min(self.most, self.left + (now - self.since) * self.rate)
        self.since = now
        if self.left < amount:
            raise Closing(Close.TOO_FAST)
        self.left -= amount


@dataclass(slots=True)
class Pace:
    """The buckets of one connection. `now` is any clock that only goes forward, in seconds."""

    _kinds: dict[int, _Bucket] = field(default_factory=dict)
    _bytes: _Bucket | None = None

    def check(self, kind: Kind, size: int, *, now: float) -> None:
        """Count a message. Raises Closing(TOO_FAST) for one more than the kind's limits allow."""
        mine = self._kinds.get(kind.code)
        if mine is None:
            mine = _Bucket(kind.per_second, kind.burst, kind.burst, now)
            self._kinds[kind.code] = mine
        if self._bytes is None:
            self._bytes = _Bucket(BYTES_A_SECOND, BYTES_BURST, BYTES_BURST, now)
        mine.take(1, now=now)
        self._bytes.take(size, now=now)
