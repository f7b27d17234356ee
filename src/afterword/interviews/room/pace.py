"""How fast one connection may speak: a bucket for each kind, and one for all bytes."""

from dataclasses import dataclass, field

from afterword.interviews.protocol import Close, Closing, Kind

BYTES_A_SECOND = 128 * 1024
BYTES_BURST = 4 * 1024 * 1024
ALL_BYTES = -1


@dataclass(slots=True)
class _Bucket:
    left: float
    since: float

    def takes(self, amount: float, *, rate: float, burst: float, now: float) -> bool:
        self.left = min(burst, self.left + (now - self.since) * rate)
        self.since = now
        if self.left < amount:
            return False
        self.left -= amount
        return True


@dataclass(slots=True)
class Pace:
    """The buckets of one connection. `now` is any clock that only goes forward, in seconds."""

    _buckets: dict[int, _Bucket] = field(default_factory=dict)

    def check(self, kind: Kind, size: int, *, now: float) -> None:
        """Count a message. Raises Closing(TOO_FAST) for one more than the kind's limits allow."""
        mine = self._buckets.setdefault(kind.code, _Bucket(kind.burst, now))
        all_bytes = self._buckets.setdefault(ALL_BYTES, _Bucket(BYTES_BURST, now))
        if not mine.takes(1, rate=kind.per_second, burst=kind.burst, now=now):
            raise Closing(Close.TOO_FAST)
        if not all_bytes.takes(size, rate=BYTES_A_SECOND, burst=BYTES_BURST, now=now):
            raise Closing(Close.TOO_FAST)
