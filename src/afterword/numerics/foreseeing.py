"""How many of those that are silent will be answered soon.

tests/back_testing.py holds such forecasts against what came.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from afterword.numerics.incidence import Counts
from afterword.numerics.luck import Foreseen
from afterword.numerics.waiting import WAVES, Waiting, ends

# Of whoever has been silent for longer than three were watched, nothing is foreseen.
FEWEST_WAITED = 3


def answers_foreseen(
    believed: Waiting, *, silent_days: ArrayLike, within: int, rng: np.random.Generator
) -> Foreseen:
    """How many of those that have been silent for so many days will be answered `within` days.

    Their answers share each drawn curve, and are independent given it. The band is at least as wide
    as it would be if each application that waited as long were counted once.
    """
    days, counts = np.unique(np.asarray(silent_days, dtype=np.int64), return_counts=True)
    drawn = np.zeros(len(believed.drawn), dtype=np.int64)
    expected = 0.0
    for day, count in zip(days, counts, strict=True):
        ahead = slice(int(day) + 1, int(day) + 1 + within)
        drawn += rng.binomial(count, _answered(believed.drawn[:, :, ahead]))
        expected += float(count * _answered(believed.hazards[None, :, ahead])[0])
    once = _counted_once(believed, np.repeat(days, counts), expected, rng)
    tails = [(1 - believed.level) / 2, (1 + believed.level) / 2]
    ends_of = [np.quantile(one, tails, method="inverted_cdf") for one in (drawn, once)]
    low, high = int(min(one[0] for one in ends_of)), int(max(one[1] for one in ends_of))
    return Foreseen(expected, low, high, int(counts.sum()), believed.level)


def _counted_once(
    believed: Waiting, silent_days: Counts, expected: float, rng: np.random.Generator
) -> Counts:
    """How many would come if each that waited as long were one case (Jeffreys): days on which
    nothing has come yet are no proof that nothing ever comes on them. `waiting` holds the same of
    one application."""
    if not len(silent_days):
        return np.zeros(len(believed.drawn), dtype=np.int64)
    known = np.append(believed.evidence * WAVES, 0.0)
    cases = float(known[np.minimum(silent_days + 1, len(known) - 1)].mean())
    came = cases * expected / len(silent_days)
    shares = rng.beta(came + 0.5, cases - came + 0.5, len(believed.drawn))
    return rng.binomial(len(silent_days), shares)


def _answered(hazards: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.clip(1 - ends(hazards)[:, 2], 0.0, 1.0)
