"""When an answer comes, and which: cumulative incidence with competing risks, by day.

An application waits until it is answered with interest, answered with a rejection, or until nobody
has looked any further (censored). Aalen and Johansen's estimator says what share has had each
answer by each day; it never pretends that the silent ones will be answered, nor that they will not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from afterword.numerics.model import Floats
from afterword.numerics.search_errors import NoWaits, OddWaits

Counts = NDArray[np.int64]

SILENT, INTEREST, REJECTION = 0, 1, 2
ANSWERS = (INTEREST, REJECTION)
LEVEL = 0.8
TAILS = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)  # where a band with that level begins and ends
# Ten years. Whoever waits longer is counted as watched for so long and no longer.
LONGEST = 3650


@dataclass(frozen=True)
class Band:
    """A value with its interval for each day, each of shape (days,), each a share from 0 to 1."""

    estimate: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Waits:
    """How many waited and what they heard, by whole days since they applied.

    `answers`: (2, days), those answered that day with interest and with a rejection;
    `at_risk`: (days,), those still silent when the day began and watched for all of it.
    """

    answers: Counts
    at_risk: Counts

    @property
    def count(self) -> int:
        """How many applications there are."""
        return int(self.at_risk[0])

    @property
    def answered(self) -> int:
        """How many of them have been answered, either way."""
        return int(self.answers.sum())


@dataclass(frozen=True)
class Incidence:
    """The share answered by each day, with bands, and how many each day rests on."""

    interest: Band
    rejection: Band
    silent: Floats
    at_risk: Counts
    count: int
    answered: int
    level: float


def waits(days: ArrayLike, causes: ArrayLike) -> Waits:
    """Count waits by day.

    `days`: (n,) whole days from applying to the answer, or to the last day anybody looked;
    `causes`: (n,) SILENT, INTEREST or REJECTION. Raises OddWaits for a wait below zero or another
    cause, NoWaits for none at all.
    """
    waited = np.asarray(days, dtype=np.int64)
    heard = np.asarray(causes, dtype=np.int64)
    if waited.shape != heard.shape or waited.ndim != 1:
        raise OddWaits
    if not len(waited):
        raise NoWaits
    if waited.min() < 0 or heard.min() < SILENT or heard.max() > REJECTION:
        raise OddWaits
    heard = np.where(waited > LONGEST, SILENT, heard)
    waited = np.minimum(waited, LONGEST)
    length = int(waited.max()) + 1
    leaving = np.bincount(waited, minlength=length)
    answers = np.array([np.bincount(waited[heard == one], minlength=length) for one in ANSWERS])
    at_risk = len(waited) - np.cumsum(leaving) + leaving
    return Waits(answers, at_risk)


def cumulative_incidence(table: Waits, *, level: float = LEVEL) -> Incidence:
    """Aalen and Johansen's estimate for each day from 0 to the longest wait.

    Whoever leaves on the day of an answer was still waiting for it. Bands are pointwise, from the
    variance of Marubini and Valsecchi (1995, Analysing Survival Data from Clinical Trials, 10.3) on
    the log(−log) scale; where nothing has been heard yet, up to what as many silent ones still
    allow. Hand-worked in docs/sums/silence.md.
    """
    risk = table.at_risk.astype(float)
    hazards = table.answers / risk
    after = np.cumprod(1 - hazards.sum(axis=0))
    before = np.concatenate([[1.0], after[:-1]])
    shares = np.cumsum(before * hazards, axis=1)
    interest, rejection = (
        _band(shares[one], _variance(table, one, before, shares[one]), table.at_risk, level)
        for one in (0, 1)
    )
    return Incidence(interest, rejection, after, table.at_risk, table.count, table.answered, level)


def _variance(table: Waits, one: int, before: Floats, share: Floats) -> Floats:
    """Of the share with one answer by each day; the three sums of the source, multiplied out."""
    risk = table.at_risk.astype(float)
    both = table.answers.sum(axis=0)
    mine = table.answers[one]
    left = risk - both
    all_answers = np.divide(both, risk * left, out=np.zeros_like(risk), where=left > 0)
    own = before**2 * mine * (risk - mine) / risk**3
    cross = before * mine / risk**2
    squares = (
        share**2 * np.cumsum(all_answers)
        - 2 * share * np.cumsum(all_answers * share)
        + np.cumsum(all_answers * share**2)
    )
    variance = squares + np.cumsum(own) - 2 * (share * np.cumsum(cross) - np.cumsum(cross * share))
    return np.asarray(np.maximum(variance, 0.0))


def _band(share: Floats, variance: Floats, at_risk: Counts, level: float) -> Band:
    beyond = (1 - level) / 2
    # With n silent and none answered, shares up to this would still show that with chance `beyond`.
    nothing = 1 - beyond ** (1 / at_risk)
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    width = ndtri(1 - beyond) * np.sqrt(variance) / np.abs(safe * np.log(safe))
    low, high = safe ** np.exp(width), safe ** np.exp(-width)
    return Band(
        share,
        np.where(inside, low, np.where(share >= 1, 1 - nothing, 0.0)),
        np.where(inside, high, np.where(share <= 0, nothing, 1.0)),
    )
