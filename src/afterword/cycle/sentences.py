"""One true sentence about a search, from counts and days. Pure.

It never scolds, and never comforts falsely.
A share is told with the interval it could lie in (Wilson 1927) and with its count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from afterword.kit.words import plural
from afterword.numerics.comparing import wilson

FEWEST = 3
# Two real searches, the slow one counted in docs/sums/silence.md: half of the answers by this day.
SLOW_SEARCH, QUICK_SEARCH = 46, 6


@dataclass(frozen=True)
class Waited:
    """One application as the sentence knows it: when it went out, and whether somebody answered.

    An answer whose day is not noted is an answer all the same.
    """

    applied_on: date
    answered_on: date | None
    is_answered: bool
    is_open: bool


def first_sentence(sent: Sequence[Waited], *, left_out: bool = False, today: date) -> str:
    """The most useful true thing that can be said of these; "" while there are fewer than three.

    `left_out`: there are others, whose day is not known or where they wrote first.
    """
    if len(sent) < FEWEST:
        return ""
    answered = sum(one.is_answered for one in sent)
    waiting = [(today - one.applied_on).days for one in sent if one.is_open and not one.is_answered]
    some = f"{len(sent):,} {'sent on a known day' if left_out else 'applications'}"
    if not answered:
        return _none_yet(some, waiting)
    days = [max((one.answered_on - one.applied_on).days, 0) for one in sent if one.answered_on]
    half = round(median(days)) if days else None
    share = "" if answered == len(sent) else f" ({_between(answered, len(sent))})"
    told = "was answered" if answered == 1 else "were answered"
    pace = _pace(answered, len(days), half)
    return f"Of {some} {answered:,} {told}{share}{pace}{_still(waiting, half)}."


def _none_yet(some: str, waiting: list[int]) -> str:
    if not waiting:
        return f"{some}, and no answer is noted."
    longest = max(waiting)
    since = "today" if longest < 1 else f"{plural(longest, 'day')} ago"
    return (
        f"{some}, no answer noted yet; the first went out {since}. "
        f"In one real search half of the first answers came within {QUICK_SEARCH} days, in another "
        f"it took {SLOW_SEARCH}: silence so far says little."
    )


def _pace(answered: int, dated: int, half: int | None) -> str:
    """How quickly, of those answers whose day is noted."""
    if half is None:
        return ", on a day that is not noted" if answered == 1 else ", on days that are not noted"
    speed = "the same day" if half < 1 else f"within {plural(half, 'day')}"
    if answered == 1:
        return f", {speed}"
    if dated == 1:
        return f", the one with a noted day {speed}"
    return f", half of {'them' if dated == answered else f'the {dated:,} with a noted day'} {speed}"


def _still(waiting: list[int], half: int | None) -> str:
    count = len(waiting)
    if not count:
        return ""
    wait = f"; {count:,} still wait{'s' * (count == 1)}"
    if half is None:
        return wait
    young = sum(1 for one in waiting if one <= half)
    if young == 0:
        return f"{wait}, {'all ' * (count > 1)}for longer than that"
    if young == count:
        return f"{wait}, {'none' if count > 1 else 'not'} for longer than that"
    return f"{wait}, {young:,} of them for no longer than that"


def _between(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"by luck alone it could be {round(100 * low)} to {round(100 * high)} in a hundred"
