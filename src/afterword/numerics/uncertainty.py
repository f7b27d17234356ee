"""How sure: sds that include σ and τ, and likelihood intervals of σ.

Given σ, what thresholds add to an effect's variance is du/dτ V (du/dτ)' (the delta method; Kass &
Steffey 1989, first order). Over σ the second order is taken by integration: nodes at ±√(k+1) along
the axes of its covariance and one at the maximum, weighted by the likelihood there against the
normal one (as Rue, Martino & Chopin 2009, section 6.5, do), with a flat prior on each σ.
An effect's sd is then the root mean squared distance from its mode at the maximum.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from afterword.numerics.laplace import Point, Surface
from afterword.numerics.maximum import Maximum
from afterword.numerics.model import Component, Floats, Interval

Z = 1.959963984540054
SURE = 8.0  # a σ this many standard errors from 0 has a symmetric interval on the log scale
FLAT = 1.5  # no σ is taken to be less sure than this


@dataclass(frozen=True, eq=False)
class Node:
    """One set of parameters with its weight, and how effects move with thresholds there."""

    weight: float
    point: Point
    by_location: Floats  # (length, q)


@dataclass(frozen=True, eq=False)
class Posterior:
    """Everything unknown, as a weighted set of normals; the first node is the maximum."""

    surface: Surface
    nodes: tuple[Node, ...]
    covariance: Floats  # of all parameters, (p, p)
    location: Floats  # covariance of thresholds and covariates given σ, (q, q)

    def effects(self, component: Component) -> tuple[Floats, Floats, Floats]:
        """Modes, sds given σ and τ, and whole sds of a component, (count,)."""
        first = self.nodes[0]
        mode, _, given = self._moments(first, component)
        total = np.zeros_like(mode)
        for node in self.nodes:
            centre, variance, _ = self._moments(node, component)
            total += node.weight * (variance + (centre - mode) ** 2)
        return mode, np.sqrt(given), np.sqrt(total)

    def _moments(self, node: Node, component: Component) -> tuple[Floats, Floats, Floats]:
        """Mode, variance with thresholds unknown, and variance given everything."""
        j = self.surface.design.components.index(component)
        sigma = node.point.parameters[j]
        places = self.surface.layout.places[component]
        seen = places >= 0
        at = places[seen]
        mode = np.zeros(places.size)
        mode[seen] = sigma * node.point.mode[at]
        given = np.full(places.size, sigma**2)
        given[seen] *= node.point.curvature.covariances().variances()[at]
        moved = node.by_location[at]
        more = np.zeros(places.size)
        more[seen] = sigma**2 * np.einsum("ij,jk,ik->i", moved, self.location, moved)
        return mode, given + more, given


def posterior_of(surface: Surface, maximum: Maximum) -> Posterior:
    """Nodes over σ around a maximum, each with the thresholds that go with it."""
    k = surface.n_sigmas
    information = maximum.information
    location = np.asarray(np.linalg.inv(information[k:, k:]), dtype=float)
    follows = -location @ information[k:, :k]
    covariance = np.asarray(np.linalg.inv(information), dtype=float)
    nodes: list[tuple[float, Point]] = [(1 / (k + 1), maximum.point)]
    for away in _axes(covariance[:k, :k], radius=np.sqrt(k + 1)):
        moved = maximum.parameters + np.concatenate([away, follows @ away])
        if not surface.in_order(moved):
            continue
        point = surface.at(moved, near=maximum.point.mode)
        fallen = np.clip(point.value - maximum.point.value + 0.5 * (k + 1), -3, 3)
        nodes.append((np.exp(fallen) / (2 * (k + 1)), point))
    total = sum(weight for weight, _ in nodes)
    return Posterior(
        surface, tuple(Node(weight / total, point, surface.by_location(point))
                       for weight, point in nodes), covariance, location,
    )  # fmt: skip


def _axes(covariance: Floats, *, radius: float) -> Floats:
    """Both ends of each axis of a covariance, (2k, k)."""
    if not covariance.size:
        return np.zeros((0, 0))
    values, vectors = np.linalg.eigh(covariance)
    ends = radius * (vectors * np.minimum(np.sqrt(values), FLAT)).T
    return np.concatenate([ends, -ends])


def sigma_intervals(surface: Surface, maximum: Maximum) -> dict[Component, Interval]:
    """95 % intervals of each σ: on the log scale where it is sure, else by profile likelihood."""
    errors = np.sqrt(np.diag(np.linalg.inv(maximum.information)))
    out: dict[Component, Interval] = {}
    for j, one in enumerate(surface.design.components):
        estimate, error = float(maximum.parameters[j]), float(errors[j])
        if estimate > SURE * error:
            width = np.exp(Z * error / estimate)
            out[one] = Interval(estimate, error, estimate / width, estimate * width)
            continue
        low = _profiled(surface, maximum, j, side=-1, error=error) if estimate else 0.0
        high = _profiled(surface, maximum, j, side=1, error=error)
        out[one] = Interval(estimate, error if estimate else None, low, high)
    return out


def _profiled(
    surface: Surface, maximum: Maximum, j: int, *, side: int, error: float, tolerance: float = 0.02
) -> float:
    """Where the profile likelihood of one σ has fallen by 1.92 on one side; 0 if it never does."""
    centre = float(maximum.parameters[j])
    profile = _Profile(surface, maximum, j)
    if side < 0 and profile.root(0.0) < Z:
        return 0.0
    near, near_root, tried = centre, 0.0, _guessed(centre, error, side=side)
    far, far_root = (0.0, np.inf) if side < 0 else (np.inf, np.inf)
    for _ in range(12):
        root = profile.root(tried)
        if abs(root - Z) < tolerance:
            return tried
        if root < Z:
            near, near_root = tried, root
        else:
            far, far_root = tried, root
        tried = _next(near, near_root, far, far_root, centre=centre)
    return tried


def _guessed(centre: float, error: float, *, side: int) -> float:
    """The Wald bound, on the log scale where that is sensible."""
    if centre > 2.5 * error:
        return centre * float(np.exp(side * Z * error / centre))
    return max(centre + side * Z * min(error, FLAT), centre * 0.2)


def _next(near: float, near_root: float, far: float, far_root: float, *, centre: float) -> float:
    """Between where it fell too little and too much; further out while it never fell enough."""
    if not np.isfinite(far):
        return centre + (near - centre) * min(max(1.05 * Z / max(near_root, 0.1), 1.1), 3.0)
    if not np.isfinite(far_root):
        return 0.5 * (near + far)
    return near + (far - near) * (Z - near_root) / (far_root - near_root)


class _Profile:
    """The signed root of the profile likelihood of one σ, others following by chord Newton."""

    def __init__(self, surface: Surface, maximum: Maximum, j: int) -> None:
        self.surface, self.maximum, self.j = surface, maximum, j
        self.others = np.arange(surface.size) != j
        inner = maximum.information[np.ix_(self.others, self.others)]
        self.inverse = np.linalg.inv(inner)
        self.path = -self.inverse @ maximum.information[self.others, j]

    def root(self, sigma: float) -> float:
        parameters = self.maximum.parameters.copy()
        parameters[self.others] += self.path * (sigma - parameters[self.j])
        parameters[self.j] = sigma
        if not self.surface.in_order(parameters):
            parameters[self.others] = self.maximum.parameters[self.others]
        point = self.surface.at(parameters, near=self.maximum.point.mode)
        for _ in range(4):
            slope = self.surface.gradient(point)[self.others]
            move = self.inverse @ slope
            if slope @ move < 1e-3:
                break
            tried = point.parameters.copy()
            tried[self.others] += move
            if not self.surface.in_order(tried):
                break
            after = self.surface.at(tried, near=point.mode)
            if after.value <= point.value:
                break
            point = after
        return float(np.sqrt(max(2 * (self.maximum.point.value - point.value), 0.0)))


def threshold_intervals(surface: Surface, maximum: Maximum) -> Mapping[tuple[int, int], Interval]:
    """95 % Wald intervals of the finite thresholds, by row and place."""
    k = surface.n_sigmas
    errors = np.sqrt(np.diag(np.linalg.inv(maximum.information)))[k:]
    out = {}
    for (row, place), at in np.ndenumerate(surface.design.scale.table):
        if at >= 0:
            value, error = float(maximum.parameters[k + at]), float(errors[at])
            out[row, place] = Interval(value, error, value - Z * error, value + Z * error)
    return out
