"""What may still come after so many days of silence, learnt from few applications and from many.

Own waits are joined to a curve known beforehand (the program's, or a vague one) as if that curve
were so many applications more: the beta-Stacy process, whose mean is Aalen and Johansen's estimate
with those applications added. Each day has its own chances, a Dirichlet; days are independent, so
means are exact and bands come from drawing whole curves.
Source: Walker & Muliere 1997, Annals of Statistics 25; Susarla & Van Ryzin 1976, JASA 71.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaln

from afterword.numerics.incidence import ANSWERS, LEVEL, LONGEST, Band, Counts, Waits
from afterword.numerics.model import Floats
from afterword.numerics.search_errors import NotInTheFuture, TooFewPeople

DRAWS = 1000
AHEAD = 365
VAGUE_WEIGHT = 2.0
VAGUE_ANSWERED = 0.5
VAGUE_DAYS = 30
# Answers of one search come in waves (a season, a batch of letters), so two applications say about
# as much as one that nothing else touches. Chosen on the real searches: without it their 80 % bands
# held 71 to 79 of 100 times, with it 80 and more (docs/sums/silence.md). It widens bands alone.
WAVES = 2.0
# Between these days people's waits are compared to learn how much people differ.
EDGES = (0, 4, 8, 15, 31, 61, 121, LONGEST + 1)
WEIGHTS = 2.0 ** np.arange(0, 9)


@dataclass(frozen=True)
class Known:
    """A curve known beforehand and how many applications it is worth.

    `answers`: (2, days), the share answered on each day with interest and with a rejection.
    """

    answers: Floats
    weight: float

    def over(self, days: int) -> Floats:
        """The shares for so many days: what is beyond the curve's end is unanswered."""
        kept = self.answers[:, :days]
        return np.pad(kept, ((0, 0), (0, days - kept.shape[1])))


@dataclass(frozen=True)
class Waiting:
    """What is believed of the wait, by day; bands hold each day with chance `level`.

    `at_risk`: (days,), own applications still silent at each day, 0 beyond the longest;
    `weight`: what was known beforehand counts as so many applications; `evidence`: (days,), on how
    many independent applications each day rests, with what was known beforehand.
    """

    interest: Band
    rejection: Band
    silent: Band
    at_risk: Counts
    count: int
    answered: int
    weight: float
    level: float
    hazards: Floats
    drawn: NDArray[np.float32]
    evidence: Floats


@dataclass(frozen=True)
class StillToCome:
    """The chance of each answer within some days, for who has waited `after` days in silence.

    `rests_on`: own applications that were silent as long.
    """

    interest: tuple[float, float, float]
    rejection: tuple[float, float, float]
    silence: tuple[float, float, float]
    after: int
    within: int
    rests_on: int


def slowly() -> Floats:
    """(days,): of those that will be answered, the share on each day, where nobody knows better:
    half by day 30, three quarters by day 90, some after years. Adds up to 1.
    """
    day = np.arange(LONGEST + 2)
    each_day = np.diff(day / (day + VAGUE_DAYS))
    return np.asarray(each_day / each_day.sum())


def vague() -> Known:
    """Next to nothing: half are ever answered, half of those with interest, slowly.

    Worth two applications, so that five silent ones are no proof that nobody ever answers.
    """
    return Known(np.tile(slowly() * VAGUE_ANSWERED / len(ANSWERS), (2, 1)), VAGUE_WEIGHT)


def pooled(people: Sequence[Waits]) -> Known:
    """The curve of several people together, worth as much as those people are alike.

    Raises TooFewPeople for fewer than two: nobody can differ from nobody.
    """
    if len(people) < 2:
        raise TooFewPeople(len(people))
    curve = learnt(_together(people), known=vague())
    return Known(curve, _alike(people))


def learnt(table: Waits, *, known: Known) -> Floats:
    """(2, days): the mean share answered on each day after joining `table` to `known`."""
    hazards = _hazards(evidence_for(table, known=known))
    after = np.cumprod(1 - hazards.sum(axis=0))
    return np.asarray(hazards * np.concatenate([[1.0], after[:-1]]))


def waiting(
    table: Waits,
    *,
    known: Known,
    rng: np.random.Generator,
    draws: int = DRAWS,
    ahead: int = AHEAD,
) -> Waiting:
    """Join own waits to what is known beforehand, up to `ahead` days past the longest wait.

    The estimate is the exact mean, the band from `draws` whole curves. Hand-worked in
    docs/sums/silence.md.
    """
    evidence = evidence_for(table, known=known, ahead=ahead)
    hazards = _hazards(evidence)
    drawn = _draw(evidence / WAVES, draws, rng)
    mean = _shares(hazards[None])[0]
    curves = _shares(drawn)
    middle = _with_silence(mean[None])[0]
    low, high = _around(middle, _with_silence(curves), LEVEL)
    at_risk = np.zeros(evidence.shape[1], dtype=np.int64)
    at_risk[: len(table.at_risk)] = table.at_risk
    interest, rejection, silent = (Band(middle[k], low[k], high[k]) for k in range(3))
    return Waiting(
        interest, rejection, silent, at_risk, table.count, table.answered, known.weight, LEVEL,
        hazards, drawn.astype(np.float32), evidence.sum(axis=0) / WAVES,
    )  # fmt: skip


def still_to_come(believed: Waiting, *, after: int, within: int) -> StillToCome:
    """The chances from the day after `after` through `after + within`, given silence until then.

    `after` beyond what was watched is answered from what is known beforehand alone, and `rests_on`
    says 0. Raises NotInTheFuture for less than a day ahead.
    """
    if after < 0 or within < 1:
        raise NotInTheFuture
    days = believed.hazards.shape[1]
    begin = min(after + 1, days)
    chosen = slice(begin, min(begin + within, days))
    mean = ends(believed.hazards[None, :, chosen])[0]
    low, high = _around(mean, ends(believed.drawn[:, :, chosen]), believed.level)
    if begin < days:
        low, high = _at_least_as_wide(mean, low, high, believed.evidence[begin], believed.level)
    interest, rejection, silence = (
        (float(mean[one]), float(low[one]), float(high[one])) for one in range(3)
    )
    rests_on = int(believed.at_risk[begin]) if begin < days else 0
    return StillToCome(interest, rejection, silence, after, within, rests_on)


def _together(people: Sequence[Waits]) -> Waits:
    days = max(len(one.at_risk) for one in people)
    answers = sum(np.pad(one.answers, ((0, 0), (0, days - len(one.at_risk)))) for one in people)
    at_risk = sum(np.pad(one.at_risk, (0, days - len(one.at_risk))) for one in people)
    return Waits(np.asarray(answers), np.asarray(at_risk))


def evidence_for(table: Waits, *, known: Known, ahead: int = AHEAD) -> Floats:
    """(3, days): for each day, the weight of interest, of a rejection and of another silent day."""
    length = len(table.at_risk)
    days = min(length + ahead, LONGEST + 1)
    before = known.over(days) * known.weight
    still = known.weight - np.cumsum(before.sum(axis=0))
    evidence = np.vstack([before, np.maximum(still, 0)[None]])
    silent = table.at_risk - table.answers.sum(axis=0)
    evidence[:2, :length] += table.answers
    evidence[2, :length] += silent
    return evidence


def _hazards(evidence: Floats) -> Floats:
    total = evidence.sum(axis=0)
    shares = np.divide(evidence[:2], total, out=np.zeros_like(evidence[:2]), where=total > 0)
    return np.asarray(shares)


def _draw(evidence: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """(draws, 2, days): hazards of each answer on each day, from that day's Dirichlet."""
    drawn = rng.standard_gamma(evidence, size=(draws, *evidence.shape))
    total = drawn.sum(axis=1, keepdims=True)
    shares = np.divide(drawn[:, :2], total, out=np.zeros_like(drawn[:, :2]), where=total > 0)
    return np.asarray(shares)


def _shares(hazards: Floats) -> Floats:
    """(draws, 2, days): the share with each answer by each day."""
    stay = np.cumprod(1 - hazards.sum(axis=1), axis=1)
    before = np.concatenate([np.ones((len(stay), 1)), stay[:, :-1]], axis=1)
    return np.asarray(np.cumsum(hazards * before[:, None, :], axis=2))


def _with_silence(shares: Floats) -> Floats:
    """(draws, 3, days)"""
    return np.concatenate([shares, 1 - shares.sum(axis=1, keepdims=True)], axis=1)


def ends(hazards: NDArray[np.floating]) -> Floats:
    """(draws, 3): the share with interest, a rejection or neither when the days are over.

    `hazards`: (draws, 2, days), the chance of each answer on each day for who is still waiting.
    """
    if not hazards.shape[2]:
        return np.tile([0.0, 0.0, 1.0], (len(hazards), 1))
    return _with_silence(_shares(hazards.astype(np.float64)))[:, :, -1]


def _around(mean: Floats, drawn: Floats, level: float) -> tuple[Floats, Floats]:
    """The middle of what was drawn; a mean that a few rare draws pull out is still inside."""
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.minimum(low, mean), np.maximum(high, mean)


def _at_least_as_wide(
    mean: Floats, low: Floats, high: Floats, rests_on: float, level: float
) -> tuple[Floats, Floats]:
    """As wide as for so many cases counted once (Jeffreys): days on which nothing has come yet
    are no proof that nothing ever comes on them."""
    a, b = mean * rests_on + 0.5, (1 - mean) * rests_on + 0.5
    tails = betaincinv(a, b, [[(1 - level) / 2], [(1 + level) / 2]])
    return np.minimum(low, tails[0]), np.maximum(high, tails[1])


def _alike(people: Sequence[Waits]) -> float:
    """How many applications the others' curve is worth to one of them.

    For each weight of a grid, the chance of each person's answers (in seven stretches of time)
    given the others' curve; the mean on the log scale, every doubling as likely beforehand.
    """
    binned = [_binned(one) for one in people]
    total = np.sum(binned, axis=0)
    fits = np.zeros(len(WEIGHTS))
    for mine in binned:
        shares = _binned_shares(total - mine)
        fits += [_fit(mine, shares * weight) for weight in WEIGHTS]
    chances = np.exp(fits - fits.max())
    return float(np.exp(np.average(np.log(WEIGHTS), weights=chances)))


def _binned(table: Waits) -> Floats:
    """(3, stretches): interest, rejections, and those silent through the whole stretch."""
    length = len(table.at_risk)
    starts = np.minimum(EDGES[:-1], length)
    ends = np.minimum(EDGES[1:], length)
    total = np.concatenate([np.zeros((2, 1)), np.cumsum(table.answers, axis=1)], axis=1)
    through = np.append(table.at_risk, 0)[ends]
    return np.vstack([total[:, ends] - total[:, starts], through[None]])


def _binned_shares(others: Floats) -> Floats:
    """(3, stretches): of one application, the share in each answer, and the share that goes on."""
    evidence = others + np.array([[0.25], [0.25], [0.5]])
    hazards = evidence[:2] / evidence.sum(axis=0)
    after = np.cumprod(1 - hazards.sum(axis=0))
    before = np.concatenate([[1.0], after[:-1]])
    return np.vstack([hazards * before, after[None]])


def _fit(mine: Floats, prior: Floats) -> float:
    """The log chance of a person's counts under a Dirichlet for each stretch."""
    each = gammaln(prior + mine) - gammaln(prior)
    whole = gammaln(prior.sum(axis=0)) - gammaln((prior + mine).sum(axis=0))
    return float(each.sum() + whole.sum())
