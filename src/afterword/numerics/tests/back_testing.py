"""Forecasts held against what came: each made from what was known on a day of the past."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.foreseeing import FEWEST_WAITED, answers_foreseen
from afterword.numerics.incidence import INTEREST, SILENT, Counts, Waits, waits
from afterword.numerics.luck import foreseen
from afterword.numerics.rates import Prior, rate_under_way
from afterword.numerics.waiting import DRAWS, Known, waiting

DAYS_AHEAD = 30
DAYS_BETWEEN = 15
NEXT = 25
BETWEEN = 10
FEWEST = 5


@dataclass(frozen=True)
class Search:
    """One search by days since it began, in the order of applying.

    `applied`, `answered`: (n,), −1 for never; `causes`: (n,) SILENT, INTEREST or REJECTION.
    """

    applied: Counts
    answered: Counts
    causes: Counts

    @property
    def last(self) -> int:
        """The last day anything happened."""
        return int(max(self.applied.max(), self.answered.max()))


@dataclass(frozen=True)
class Held:
    """One forecast and what came: `came` between `low` and `high`, or not."""

    day: int
    low: int
    high: int
    came: int

    @property
    def held(self) -> bool:
        return self.low <= self.came <= self.high


def silence_held(
    search: Search,
    *,
    known: Known,
    rng: np.random.Generator,
    ahead: int = DAYS_AHEAD,
    between: int = DAYS_BETWEEN,
    draws: int = DRAWS,
) -> list[Held]:
    """Every `between` days: of those then silent, how many will be answered within `ahead` days?

    Only what was known that day is used, and only of those that three or more waited as long as.
    Days with fewer than five of them are left out.
    """
    days = range(ahead, search.last - ahead + 1, between)
    told = (_silence_held(search, day, ahead, known, rng, draws) for day in days)
    return [one for one in told if one]


def interest_held(
    search: Search,
    *,
    prior: Prior,
    ahead: int = NEXT,
    between: int = BETWEEN,
) -> list[Held]:
    """Every `between` applications: how many of the next `ahead` will be answered with interest?"""
    told = []
    for first in range(between, len(search.applied) - ahead + 1, between):
        day = int(search.applied[first - 1])
        heard, silent = _as_of(search, day, first=first)
        believed = rate_under_way(_waits(search, day, heard, silent), prior=prior)
        band = foreseen(believed, ahead=ahead)
        came = int((search.causes[first : first + ahead] == INTEREST).sum())
        told.append(Held(day, band.low, band.high, came))
    return told


def _silence_held(
    search: Search,
    day: int,
    ahead: int,
    known: Known,
    rng: np.random.Generator,
    draws: int,
) -> Held | None:
    heard, silent = _as_of(search, day, first=len(search.applied))
    if not silent.any():
        return None
    table = _waits(search, day, heard, silent)
    waited = day - search.applied
    some = silent & (_as_long(table, waited) >= FEWEST_WAITED)
    if some.sum() < FEWEST:
        return None
    believed = waiting(table, known=known, rng=rng, draws=draws, ahead=ahead + 1)
    band = answers_foreseen(believed, silent_days=waited[some], within=ahead, rng=rng)
    came = some & (search.answered > day) & (search.answered <= day + ahead)
    return Held(day, band.low, band.high, int(came.sum()))


def _as_long(table: Waits, waited: Counts) -> Counts:
    """How many were still silent on the day after so many days."""
    there = np.append(table.at_risk, 0)
    return there[np.clip(waited + 1, 0, len(there) - 1)]


def _as_of(search: Search, day: int, *, first: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of the `first` applications, those that were answered by that day and those that were not."""
    there = (search.applied <= day) & (np.arange(len(search.applied)) < first)
    heard = there & (search.answered >= 0) & (search.answered <= day)
    return heard, there & ~heard


def _waits(search: Search, day: int, heard: NDArray[np.bool_], silent: NDArray[np.bool_]) -> Waits:
    there = heard | silent
    until = np.where(heard, search.answered, day)
    causes = np.where(heard, search.causes, SILENT)
    return waits((until - search.applied)[there], causes[there])
