"""The probability of a level, and its derivatives to the third order, without losing the tails.

A level lies between two thresholds; with a and b their distances from η, p = F(a) − F(b).
Derivatives of log p follow from f(a)/p and f(b)/p alone. All arrays are (N,); beyond the scale a
or b is ±FAR. Source: McCullagh 1980 (the model); the algebra is in docs/sums/laplace.md.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit, log_ndtr, ndtr

from afterword.numerics.model import Floats, Link

FAR = 1e3
FAINT = 1e-280  # chances below this are taken by their logarithms
HALF_LOG_TAU = 0.5 * np.log(2 * np.pi)


@dataclass(frozen=True, eq=False)
class Cells:
    """log p and its derivatives in a and b (to the second order), each (N,)."""

    log_p: Floats
    a: Floats
    b: Floats
    aa: Floats
    ab: Floats
    bb: Floats
    slope_a: Floats  # f'(a)/p
    slope_b: Floats
    bend_a: Floats  # f''(a)/p
    bend_b: Floats

    def at(self, place: int) -> "Cells":
        """Those at one place of many, (N, b)."""
        return Cells(*(np.ascontiguousarray(one[:, place]) for one in vars(self).values()))

    @property
    def pull(self) -> Floats:
        """d log p / dη."""
        return -(self.a + self.b)

    @property
    def weight(self) -> Floats:
        """−d² log p / dη²: never negative, for both links are log-concave."""
        return np.maximum(-(self.aa + 2 * self.ab + self.bb), 0.0)

    def weight_slopes(self) -> tuple[Floats, Floats]:
        """Derivatives of the weight in a and in b; in η it is minus their sum."""
        ra, rb = self.a, -self.b
        aaa = self.bend_a - 3 * ra * self.slope_a + 2 * ra**3
        aab = rb * (self.slope_a - 2 * ra**2)
        abb = ra * (self.slope_b + 2 * rb**2)
        bbb = -self.bend_b - 3 * rb * self.slope_b - 2 * rb**3
        return -(aaa + 2 * aab + abb), -(aab + 2 * abb + bbb)


def chances_of(ability: Floats, thresholds: Floats, *, link: Link = "probit") -> Floats:
    """(abilities, levels): the chance of each level between these thresholds (K-1,)."""
    below = ndtr if link == "probit" else expit
    cuts = np.concatenate([[-np.inf], thresholds, [np.inf]])
    return np.asarray(np.diff(below(cuts[None, :] - ability[:, None]), axis=1))


def cells(a: Floats, b: Floats, *, link: Link) -> Cells:
    """The cells between b and a (a > b), for the probit or logit link."""
    log_p = log_between(a, b, link=link)
    log_f = _log_density_probit if link == "probit" else _log_density_logit
    ra, rb = np.exp(log_f(a) - log_p), np.exp(log_f(b) - log_p)
    bends = _bends_probit if link == "probit" else _bends_logit
    (slope_a, bend_a), (slope_b, bend_b) = bends(a, ra), bends(b, rb)
    return Cells(
        log_p=log_p, a=ra, b=-rb, aa=slope_a - ra**2, ab=ra * rb, bb=-slope_b - rb**2,
        slope_a=slope_a, slope_b=slope_b, bend_a=bend_a, bend_b=bend_b,
    )  # fmt: skip


def log_between(a: Floats, b: Floats, *, link: Link) -> Floats:
    """log(F(a) − F(b)), taken in the tail where the difference keeps its digits."""
    upper_tail = a > -b  # not a + b > 0: of a cell without ends that is no number
    upper, lower = np.where(upper_tail, -b, a), np.where(upper_tail, -a, b)
    if link == "probit":
        between = ndtr(upper) - ndtr(lower)
        if between.min(initial=1.0) > FAINT:
            return np.asarray(np.log(between))
    log_cdf = log_ndtr if link == "probit" else log_expit
    high, low = log_cdf(upper), log_cdf(lower)
    gap = np.minimum(low - high, -1e-300)
    return np.asarray(high + np.log(-np.expm1(gap)))


def _log_density_probit(x: Floats) -> Floats:
    return np.asarray(-0.5 * x * x - HALF_LOG_TAU)


def _log_density_logit(x: Floats) -> Floats:
    return np.asarray(log_expit(x) + log_expit(-x))


def _bends_probit(x: Floats, ratio: Floats) -> tuple[Floats, Floats]:
    """f'/p and f''/p from f/p."""
    return np.asarray(-x * ratio), np.asarray((x * x - 1) * ratio)


def _bends_logit(x: Floats, ratio: Floats) -> tuple[Floats, Floats]:
    cdf = np.exp(log_expit(x))
    return ratio * (1 - 2 * cdf), ratio * (1 - 6 * cdf * (1 - cdf))
