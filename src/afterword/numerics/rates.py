"""What share goes on from a stage, from few cases, with what others saw as the start.

Beta-binomial: a prior worth so many cases, joined to the cases there are. What is still open
counts as far as it would have been heard of by now.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaincinv, betaln

from afterword.numerics.incidence import LEVEL, LONGEST, TAILS, Waits
from afterword.numerics.model import Floats
from afterword.numerics.search_errors import OddCounts, TooFewPeople
from afterword.numerics.waiting import Known, evidence_for, slowly

# How many cases others' mean may be worth; every doubling as likely beforehand.
WEIGHTS = 2.0 ** np.arange(0, 9)
MEANS = (np.arange(199) + 1) / 200
NODES = (np.arange(200) + 0.5) / 200


@dataclass(frozen=True)
class Prior:
    """What is known of a share beforehand: `mean`, worth `weight` cases."""

    mean: float
    weight: float


@dataclass(frozen=True)
class Rate:
    """A share with its interval; `advanced` of `settled` cases have gone on.

    `a`, `b`: the Beta distribution that is believed of it.
    """

    estimate: float
    low: float
    high: float
    advanced: float
    settled: float
    level: float
    a: float
    b: float


@dataclass(frozen=True)
class Together:
    """What several people saw: `advanced` of `settled` in all, and what that says of another."""

    prior: Prior
    advanced: float
    settled: float
    people: int

    @property
    def mean(self) -> float:
        return self.prior.mean


# With nothing known: any share is as likely as any other.
FLAT = Prior(0.5, 2.0)


def rate(advanced: float, settled: float, *, prior: Prior = FLAT) -> Rate:
    """The share that goes on, believed after `advanced` of `settled` cases.

    Raises OddCounts for more than there are, or fewer than none. With no case at all it is the
    prior, as wide as it is. Source: Gelman et al., Bayesian Data Analysis (2013), 2.4.
    """
    if not 0 <= advanced <= settled or not np.isfinite(settled):
        raise OddCounts(advanced=advanced, reached=settled)
    a = prior.mean * prior.weight + advanced
    b = (1 - prior.mean) * prior.weight + settled - advanced
    low, high = betaincinv(a, b, TAILS)
    return Rate(a / (a + b), float(low), float(high), advanced, settled, LEVEL, a, b)


def together(advanced: Sequence[float], settled: Sequence[float]) -> Together:
    """What other people's shares say of the next person's.

    `advanced`, `settled`: (people,). How much people differ is integrated over a grid (Beta with
    each mean and weight), so that five people who happen to agree are not taken for a law.
    Raises TooFewPeople for fewer than two with a case, OddCounts.
    """
    went, there = np.asarray(advanced, dtype=float), np.asarray(settled, dtype=float)
    if np.any(went < 0) or np.any(went > there):
        raise OddCounts(advanced=float(went.sum()), reached=float(there.sum()))
    went, there = went[there > 0], there[there > 0]
    if len(there) < 2:
        raise TooFewPeople(len(there))
    chances = _chances(went, there)
    mean = float(np.sum(chances.sum(axis=1) * MEANS))
    # The Beta with the same mean and spread as the mixture over the grid.
    within = MEANS[:, None] * (1 - MEANS[:, None]) / (WEIGHTS + 1)
    spread = float(np.sum(chances * (within + (MEANS[:, None] - mean) ** 2)))
    weight = max(mean * (1 - mean) / spread - 1, 0.1)
    return Together(Prior(mean, weight), float(went.sum()), float(there.sum()), len(there))


def by_luck_alone(advanced: float, settled: float, *, others: Together) -> float:
    """How often luck alone would land at least as far from the others' share, to the same side or
    the other; near 1 is nothing special, near 0 is hard to put down to luck.

    Two-sided mid-p of the binomial (continued to fractions of cases), averaged over what the
    others' share itself may be. Raises OddCounts.
    """
    if not 0 <= advanced <= settled:
        raise OddCounts(advanced=advanced, reached=settled)
    if settled == 0:
        return 1.0
    shares = betaincinv(others.advanced + 0.5, others.settled - others.advanced + 0.5, NODES)
    below = _at_most(advanced, settled, shares)
    strictly = _at_most(advanced - 1, settled, shares)
    middle = float(np.mean((below + strictly) / 2))
    return min(1.0, 2 * min(middle, 1 - middle))


def rate_under_way(table: Waits, *, prior: Prior = FLAT) -> Rate:
    """The share that will have gone on in the end, when some cases are still open.

    `table`: days from reaching the stage; INTEREST for going on, REJECTION for any ending, silent
    for what is open. With nothing open this is `rate`; an open case counts as far as others that
    waited as long had heard by then (competing risks; see `waiting`). The mean and the variance are
    exact, the interval that of the Beta distribution that has both. Hand-worked in
    docs/sums/luck.md.
    """
    shares = np.array([[prior.mean], [0.0]]) * slowly()
    known = Known(shares, prior.weight)
    mean, variance = _in_the_end(evidence_for(table, known=known, ahead=LONGEST))
    weight = max(mean * (1 - mean) / variance - 1, 1e-9)
    a, b = mean * weight, (1 - mean) * weight
    low, high = betaincinv(a, b, TAILS)
    went, settled = float(table.answers[0].sum()), float(table.answers.sum())
    return Rate(mean, float(low), float(high), went, settled, LEVEL, a, b)


def _in_the_end(evidence: Floats) -> tuple[float, float]:
    """Mean and variance of the share with interest when all days are over.

    From the last day backwards: G = h + s·G′, with (h, s) the day's chances of interest and of
    silence, whose first and second moments under the day's Dirichlet are known.
    """
    total = evidence.sum(axis=0)
    chosen = evidence[:, total > 1e-12]
    total = total[total > 1e-12]
    mean = chosen / total
    second = mean[[0, 0, 2]] * (chosen[[0, 2, 2]] + [[1], [0], [1]]) / (total + 1)
    first, square = 0.0, 0.0
    for (h, _, s), (hh, hs, ss) in zip(mean.T[::-1], second.T[::-1], strict=True):
        square = hh + 2 * hs * first + ss * square
        first = h + s * first
    return float(first), float(max(square - first**2, 1e-15))


def _chances(went: Floats, there: Floats) -> Floats:
    """(means, weights): how likely each is, after what these people saw; sums to 1."""
    a = (MEANS[:, None] * WEIGHTS)[..., None]
    b = ((1 - MEANS[:, None]) * WEIGHTS)[..., None]
    logs = (betaln(a + went, b + there - went) - betaln(a, b)).sum(axis=-1)
    chances = np.exp(logs - logs.max())
    return np.asarray(chances / chances.sum())


def _at_most(advanced: float, settled: float, shares: Floats) -> Floats:
    """The chance of at most so many, for each share; continuous in the counts."""
    if advanced < 0:
        return np.zeros_like(shares)
    if advanced >= settled:
        return np.ones_like(shares)
    return np.asarray(betainc(settled - advanced, advanced + 1, 1 - shares))
