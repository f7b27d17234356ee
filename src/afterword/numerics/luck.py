"""How much was luck: how often so many applications end without an offer though nothing is wrong,
and how many more it takes.

An offer's chance is the product of the shares of the stages, each believed as a Beta. Applications
are taken as independent given those shares; what is not known of the shares is integrated over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaln

from afterword.numerics.incidence import LEVEL, TAILS
from afterword.numerics.model import Floats
from afterword.numerics.rates import Rate
from afterword.numerics.search_errors import OddCounts

DRAWS = 20_000
# Beyond this many it says "more than".
MOST = 10_000
WANTED = 0.8


@dataclass(frozen=True)
class OfferChance:
    """The chance that one application ends in an offer. `drawn`: (draws,), sorted."""

    estimate: float
    low: float
    high: float
    level: float
    drawn: Floats


@dataclass(frozen=True)
class WithoutOffer:
    """How often `applications` applications end without any offer."""

    estimate: float
    low: float
    high: float
    applications: int
    level: float


@dataclass(frozen=True)
class MoreNeeded:
    """How many more applications for an offer with chance `wanted`; MOST means "MOST or more".

    `estimate` keeps its promise on average over everything unknown; `low` to `high` is where the
    number lies that the true shares would ask for, with chance `level`.
    """

    estimate: int
    low: int
    high: int
    wanted: float
    level: float


@dataclass(frozen=True)
class Foreseen:
    """How many of the next ones will: the middle, and the band that holds it with `level`."""

    estimate: float
    low: int
    high: int
    ahead: int
    level: float


def offer_chance(
    stages: Sequence[Rate], *, rng: np.random.Generator, draws: int = DRAWS
) -> OfferChance:
    """The product of the stages' shares, by drawing each from its Beta."""
    drawn = np.prod([rng.beta(one.a, one.b, draws) for one in stages], axis=0)
    low, high = np.quantile(drawn, TAILS)
    estimate = float(np.prod([one.estimate for one in stages]))
    return OfferChance(estimate, float(low), float(high), LEVEL, np.sort(drawn))


def without_offer(chance: OfferChance, *, applications: int) -> WithoutOffer:
    """How often so many end without an offer. None at all always do. Raises OddCounts below 0."""
    if applications < 0:
        raise OddCounts(advanced=0, reached=applications)
    none = (1 - chance.drawn) ** applications
    low, high = np.quantile(none, [(1 - chance.level) / 2, (1 + chance.level) / 2])
    return WithoutOffer(float(none.mean()), float(low), float(high), applications, chance.level)


def more_needed(chance: OfferChance) -> MoreNeeded:
    """How many more until an offer has come with the chance WANTED, at these shares.

    For known shares p it is the smallest n with 1 − (1 − p)ⁿ at least that.
    """
    exact = _needed(chance.drawn)
    tails = [(1 - chance.level) / 2, (1 + chance.level) / 2]
    low, high = (int(one) for one in np.quantile(exact, tails, method="higher"))
    middle = _smallest(chance.drawn)
    return MoreNeeded(middle, min(low, middle), max(high, middle), WANTED, chance.level)


def foreseen(believed: Rate, *, ahead: int) -> Foreseen:
    """How many of the next `ahead` cases will go on: the beta-binomial's middle band.

    Whole numbers cannot hold exactly LEVEL, so the band holds at least that.
    """
    if ahead < 0:
        raise OddCounts(advanced=0, reached=ahead)
    below = np.cumsum(_beta_binomial(believed, ahead))
    low, high = np.searchsorted(below, TAILS)
    return Foreseen(believed.estimate * ahead, int(low), int(min(high, ahead)), ahead, LEVEL)


def place_of(count: int, believed: Rate, *, ahead: int) -> float:
    """Where a count came out among what was foreseen, 0 to 1: the middle of its step."""
    chances = _beta_binomial(believed, ahead)
    return float(chances[:count].sum() + chances[count] / 2)


def _beta_binomial(believed: Rate, ahead: int) -> Floats:
    counts = np.arange(ahead + 1)
    ways = -np.log(ahead + 1) - betaln(ahead - counts + 1, counts + 1)
    logs = ways + betaln(believed.a + counts, believed.b + ahead - counts)
    return np.asarray(np.exp(logs - betaln(believed.a, believed.b)))


def _needed(shares: Floats) -> Floats:
    small = np.maximum(shares, 1e-12)
    exact = np.ceil(np.log1p(-WANTED) / np.log1p(-np.minimum(small, 1 - 1e-12)))
    return np.asarray(np.clip(exact, 1, MOST))


def _smallest(shares: Floats) -> int:
    """The smallest number whose chance of an offer, over all shares drawn, is at least WANTED."""
    low, high = 1, MOST
    while low < high:
        middle = (low + high) // 2
        if 1 - np.mean((1 - shares) ** middle) >= WANTED:
            high = middle
        else:
            low = middle + 1
    return low
