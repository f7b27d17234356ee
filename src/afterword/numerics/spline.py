"""A function known at some places, in between: the polyharmonic spline |x|³ with a linear trend.

Of all functions through these values it bends least, and far out it goes on straight (Duchon 1977;
Wahba, Spline Models for Observational Data, 1990, ch. 2.4).
"""

from dataclasses import dataclass, field

import numpy as np

from afterword.numerics.model import Floats


@dataclass(frozen=True, eq=False)
class Spline:
    """Splines through values at ``places`` (b, k), looked at ``where`` (n, k)."""

    places: Floats
    where: Floats
    _shares: Floats = field(init=False)

    def __post_init__(self) -> None:
        many, trend = len(self.places), _straight(self.places)
        corner = np.zeros((trend.shape[1], trend.shape[1]))
        whole = np.block([[_cubes(self.places, self.places), trend], [trend.T, corner]])
        seen = np.hstack([_cubes(self.where, self.places), _straight(self.where)])
        object.__setattr__(self, "_shares", np.linalg.solve(whole, seen.T).T[:, :many])

    def values(self, known: Floats) -> Floats:
        """What the spline through values ``known`` (b,) at the places is where it is looked at."""
        return np.asarray(self._shares @ known)

    def weights(self, weights: Floats) -> Floats:
        """Weights of the places, (b,), that sum any spline as ``weights`` (n,) sum it."""
        return np.asarray(weights @ self._shares)


def _straight(x: Floats) -> Floats:
    return np.hstack([np.ones((len(x), 1)), x])


def _cubes(x: Floats, y: Floats) -> Floats:
    squares = (x * x).sum(axis=1)[:, None] + (y * y).sum(axis=1) - 2 * x @ y.T
    return np.asarray(np.maximum(squares, 0.0) ** 1.5)
