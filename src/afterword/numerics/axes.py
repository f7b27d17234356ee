"""Axes on which the posterior of σ is near normal, for choosing places and for going between them.

Each σ is measured by v = ½ log(σ² + 1/m), m being how many ratings a member has: the logarithm of
how widely members' means spread, in units of the spread of one rating. Where ratings tell members
apart v is all but log σ; near 0 it is level, as the likelihood is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from afterword.numerics.design import Design
from afterword.numerics.model import Floats, Interval, Z

WIDE = 1.8  # standard deviations of the likelihood to one of what is drawn
EDGE = 0.004  # of the normal distribution, left out on both sides
REACH = float(-ndtri(EDGE))
LEAST = 1e-3  # of those standard deviations
FURTHEST = 6.0  # in chances: next to such a σ a rating leaves nothing to chance
TINY = 1e-300


@dataclass(frozen=True, eq=False)
class Axes:
    """One axis for each σ: where it begins (σ = 0), and centre and widths of what is drawn."""

    least: Floats
    centre: Floats
    up: Floats
    down: Floats

    def drawn(self, many: int) -> Floats:
        """Places v (many, k), spread evenly under two half normals, folded where σ is 0."""
        z = ndtri(EDGE + (1 - 2 * EDGE) * _even(many, self.centre.size))
        v = self.centre + np.where(z > 0, self.up, self.down) * z
        return np.asarray(self.least + np.abs(v - self.least))

    def log_drawn(self, v: Floats) -> Floats:
        """Log density by which places (b, k) are drawn, (b,), up to a constant."""
        both = self._density(v) + self._density(2 * self.least - v)
        return np.asarray(np.log(np.maximum(both, TINY)).sum(axis=1))

    def _density(self, v: Floats) -> Floats:
        width = np.where(v > self.centre, self.up, self.down)
        return np.asarray(np.exp(-0.5 * ((v - self.centre) / width) ** 2))

    def sigmas(self, v: Floats) -> Floats:
        return np.asarray(np.sqrt(np.maximum(np.exp(2 * v) - np.exp(2 * self.least), 0.0)))

    def log_stretch(self, v: Floats) -> Floats:
        """Log dσ/dv, summed over the axes, (b,)."""
        return np.asarray((2 * v - np.log(np.maximum(self.sigmas(v), TINY))).sum(axis=1))

    def scaled(self, v: Floats) -> Floats:
        """In units of what is drawn, so that all axes are alike."""
        return np.asarray((v - self.centre) / (self.up + self.down))


def axes_of(design: Design, sigmas: Sequence[Interval]) -> Axes:
    """Axes around estimates, as wide as their likelihood intervals say."""
    each = np.array([np.unique(design.levels[one]).size / design.n for one in design.components])

    def on_axis(sigma: Sequence[float] | float) -> Floats:
        return np.asarray(0.5 * np.log(np.asarray(sigma) ** 2 + each))

    low, centre, high = (
        on_axis([getattr(one, end) for one in sigmas]) for end in ("low", "estimate", "high")
    )
    least = on_axis(0.0)
    furthest = on_axis([max(FURTHEST, 2 * one.estimate) for one in sigmas])
    up = np.minimum((high - centre) / Z, (furthest - centre) / (WIDE * REACH))
    down = np.where(low > least, (centre - low) / Z, up)
    return Axes(least, centre, WIDE * np.maximum(up, LEAST), WIDE * np.maximum(down, LEAST))


def _even(n: int, k: int) -> Floats:
    """n points spread evenly in the k-cube: multiples of the powers of the generalized golden ratio
    (a Kronecker sequence; Niederreiter 1992, ch. 3)."""
    ratio = 2.0
    for _ in range(60):
        ratio = (1 + ratio) ** (1 / (k + 1))
    steps = ratio ** -np.arange(1, k + 1)
    return np.asarray((0.5 + np.arange(1, n + 1)[:, None] * steps) % 1)
