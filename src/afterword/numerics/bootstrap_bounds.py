"""95 % bounds of σ and τ from fits to samples, honest also of few members.

Two things make a variance σ² unsure. That m members are a draw from many: σ̂²/σ² is χ² over its m−1
degrees, skewed and known without any sample. And chance in what each is measured by: all but
normal, as wide as samples say. Both are put together as by F. A. Graybill & C.-M. Wang (JASA 75,
1980; R. K. Burdick & F. A. Graybill, *Confidence Intervals on Variance Components*, 1992).
docs/sums/large.md.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtri, stdtrit

from afterword.numerics.model import Floats, Interval, Z

TAIL = 0.025
ONE_SIDE = 1.6448536269514722  # normal quantile of 95 % below


def students(freedom: float) -> float:
    """By how much a normal 95 % interval grows where its width has so many degrees of freedom."""
    return float(stdtrit(freedom, 1 - TAIL)) / Z


def of_sigma(estimate: float, drawn: Floats, *, freedom: float) -> Interval:
    """σ with 95 % bounds, from σ of samples (B,) and its members' degrees of freedom, m − 1.

    By hand: six questions of which no more is to be known (all samples alike) and σ̂ = 1: 5/σ² is χ²
    of 5 degrees, so σ lies between √(5/12.83) = .62 and √(5/.831) = 2.45. A σ of 0 has one bound.
    """
    square, squares = estimate**2, drawn**2
    if estimate == 0:
        # Half of the samples lie beyond 0, where nothing is seen of them; of all, nothing is said.
        high = np.sqrt(ONE_SIDE * np.sqrt(2 * np.mean(squares**2))) or np.inf
        return Interval(0.0, None, 0.0, float(high))
    members = 2 * square**2 / freedom
    chance = max(_spread(square, squares) * students(drawn.size - 1) ** 2 - members, 0.0)
    down = square * (1 - freedom / chdtri(freedom, TAIL))
    up = square * (freedom / chdtri(freedom, 1 - TAIL) - 1)
    low = square - np.sqrt(down**2 + Z**2 * chance)
    high = square + np.sqrt(up**2 + Z**2 * chance)
    error = float(np.std(drawn, ddof=1))
    return Interval(estimate, error, float(np.sqrt(max(low, 0.0))), float(np.sqrt(high)))


def _spread(square: float, squares: Floats) -> float:
    """The variance of σ² over samples; from those above where some ran into 0."""
    above = squares[squares > square]
    if squares.min() > 0 or not above.size:
        return float(np.var(squares, ddof=1))
    return float(np.mean((above - square) ** 2))


def freedom_of(variance: float, *, parts: Sequence[tuple[float, float]], samples: int) -> float:
    """Degrees of freedom of a variance that samples told, of which known ``parts`` (variance,
    freedom) are σ² of few members over their number (F. E. Satterthwaite, Biometrics 2, 1946).

    By hand: all of it from six questions, and many samples: 5.
    """
    if variance <= 0:
        return samples - 1.0
    unsure = sum(min(part / variance, 1.0) ** 2 / freedom for part, freedom in parts)
    return 1 / (unsure + 1 / (samples - 1))


def of_threshold(
    estimate: float, drawn: Floats, *, parts: Sequence[tuple[float, float]]
) -> Interval:
    """τ with 95 % bounds by Student's t, from τ of samples; those where it is infinite say nothing.

    ``parts`` of its variance are of few members: what these have in common, thresholds hold.
    """
    seen = drawn[np.isfinite(drawn)]
    if seen.size < 2:
        return Interval(estimate, None, -np.inf, np.inf)
    error = float(np.std(seen, ddof=1))
    freedom = freedom_of(error**2, parts=parts, samples=seen.size)
    away = Z * students(freedom) * error
    return Interval(estimate, error, estimate - away, estimate + away)
