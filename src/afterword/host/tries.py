"""Guessing is limited: a few tries, then a pause."""

from django.core.cache import cache

MOST = 10
PAUSE = 10 * 60


def may_try(what: str) -> bool:
    """Count one try; False once there were too many in the last ten minutes."""
    key = f"tries:{what}"
    cache.add(key, 0, timeout=PAUSE)
    try:
        return int(cache.incr(key)) <= MOST
    except ValueError:  # it ran out between the two
        return True


def start_over(what: str) -> None:
    """It was right: the tries before do not count."""
    cache.delete(f"tries:{what}")
