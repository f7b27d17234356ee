"""Where σ is looked at, and how effects lie there."""

from dataclasses import dataclass

import numpy as np

from afterword.numerics.laplace import Point, Surface
from afterword.numerics.maximum import Maximum
from afterword.numerics.model import RESIDUAL, Floats

FLAT = 1.5  # no σ is taken to be less sure than this


@dataclass(frozen=True, eq=False)
class Node:
    """One set of parameters with its weight, and how effects lie, vary and move there.

    ``mean`` and ``variances`` (length,) are those of u given everything, ``by_location``
    (length, q) is du/dτ, ``location`` (q, q) the covariance of thresholds and covariates given σ.
    """

    weight: float
    point: Point
    mean: Floats
    variances: Floats
    by_location: Floats
    location: Floats


def node_at(surface: Surface, point: Point, *, weight: float) -> Node:
    """A node at a point, with its variances and how its effects follow thresholds."""
    moves, information = surface.with_location(point)
    location = np.asarray(np.linalg.inv(information), dtype=float)
    mean, variances = point.mode + surface.shift(point), point.curvature.covariances().variances()
    return Node(weight, point, mean, variances, moves, location)


@dataclass(frozen=True, eq=False)
class Path:
    """Where thresholds go when σ moves: along the information, and in width with all of η."""

    surface: Surface
    maximum: Maximum
    follows: Floats

    def at(self, sigmas: Floats) -> Floats:
        """All parameters, (p,), for these σ; where thresholds would not rise, only in width."""
        k = self.surface.n_sigmas
        start = self.maximum.parameters
        away = sigmas - start[:k]
        residual = RESIDUAL[self.surface.design.link]
        before = residual + np.sum(start[:k] ** 2)
        wider = np.sqrt((residual + np.sum(sigmas**2)) / before)
        to_first_order = 1 + start[:k] @ away / before
        moved = start[k:] * (1 + wider - to_first_order) + self.follows @ away
        parameters = np.concatenate([sigmas, moved])
        if not self.surface.in_order(parameters):
            parameters[k:] = start[k:] * wider
        return parameters


def path_from(surface: Surface, maximum: Maximum) -> Path:
    """The path from a maximum, along its information."""
    k, information = surface.n_sigmas, maximum.information
    follows = -np.linalg.solve(information[k:, k:], information[k:, :k])
    return Path(surface, maximum, np.asarray(follows, dtype=float))


def along_axes(path: Path, covariance: Floats) -> list[tuple[float, Point]]:
    """The maximum and both ends of each axis, weighed by the likelihood against the normal's."""
    k = len(covariance)
    top = path.maximum
    values, vectors = np.linalg.eigh(covariance)
    ends = np.sqrt(k + 1) * (vectors * np.minimum(np.sqrt(values), FLAT)).T
    nodes: list[tuple[float, Point]] = [(1 / (k + 1), top.point)]
    for away in np.concatenate([ends, -ends]):
        point = path.surface.at(path.at(top.parameters[:k] + away), near=top.point.mode)
        fallen = np.clip(point.value - top.point.value + 0.5 * (k + 1), -3, 3)
        nodes.append((float(np.exp(fallen)) / (2 * (k + 1)), point))
    total = sum(weight for weight, _ in nodes)
    return [(weight / total, point) for weight, point in nodes]
