"""One true sentence about a search, from counts and days. Pure.

It never scolds, and never comforts falsely.
A share is told with the interval it could lie in (Wilson 1927) and with its count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from afterword.numerics.comparing import wilson

FEWEST = 3
# Two real searches (PRODUCT facts): half of the first answers came by this day.
SLOW_SEARCH, QUICK_SEARCH = 47, 6


@dataclass(frozen=True)
class Waited:
    """One application as the sentence knows it: when it went out, and when somebody answered."""

    applied_on: date
    answered_on: date | None
    is_open: bool


def first_sentence(sent: Sequence[Waited], *, today: date) -> str:
    """The most useful true thing that can be said of these; "" while there are fewer than three."""
    if len(sent) < FEWEST:
        return ""
    days = [
        (one.answered_on - one.applied_on).days
        for one in sent
        if one.answered_on and one.answered_on >= one.applied_on
    ]
    waiting = [(today - one.applied_on).days for one in sent if one.is_open and not one.answered_on]
    if not days:
        return _none_yet(len(sent), waiting)
    return _some(len(sent), days, waiting)


def _none_yet(count: int, waiting: list[int]) -> str:
    if not waiting:
        return f"{count:,} applications are here. None of them has a dated answer yet."
    longest = max(waiting)
    since = "today" if longest < 1 else f"{longest} day{'s' if longest > 1 else ''} ago"
    return (
        f"{count:,} applications, no answer noted yet; the first went out {since}. "
        f"In one real search half of the first answers came within {QUICK_SEARCH} days, in another "
        f"it took {SLOW_SEARCH}: silence so far says little."
    )


def _some(count: int, days: list[int], waiting: list[int]) -> str:
    answered = len(days)
    share = "" if answered == count else f" ({_between(answered, count)})"
    half = round(median(days))
    speed = "the same day" if half < 1 else f"within {half} day{'s' if half > 1 else ''}"
    told = "was answered" if answered == 1 else "were answered"
    pace = f", {speed}" if answered == 1 else f", half of them {speed}"
    return f"Of {count:,} applications {answered:,} {told}{share}{pace}{_still(waiting, half)}."


def _still(waiting: list[int], half: int) -> str:
    if not waiting:
        return ""
    young = sum(1 for one in waiting if one <= half)
    if young == 0:
        return f"; {len(waiting):,} still wait, all for longer than that"
    if young == len(waiting):
        return f"; {young:,} still wait, none for longer than that"
    return f"; {len(waiting):,} still wait, {young:,} of them for no longer than that"


def _between(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"by luck alone it could be {round(100 * low)} to {round(100 * high)} in a hundred"
