"""How sure: sds that include σ and τ.

Given σ, what thresholds add to an effect's variance is du/dτ V (du/dτ)' (the delta method; Kass &
Steffey 1989, first order). Over σ it is integrated: for small data by a sample of σ
(sampled.py), above FEW_RATINGS with a flat prior at two nodes along each axis of the covariance,
which is the second order (both as in Rue, Martino & Chopin 2009, section 6.5).
An effect's sd is then the root mean squared distance from its mode at the maximum.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from afterword.numerics.laplace import Surface
from afterword.numerics.maximum import Maximum
from afterword.numerics.model import Component, Floats, Interval
from afterword.numerics.places import Node, along_axes, node_at, path_from
from afterword.numerics.sampled import sampled

FEW_RATINGS = 3_000  # up to here σ is sampled
HALVINGS = 24
NONE = 1e-12  # of an sd: where σ is 0, effects are known to be


@dataclass(frozen=True, eq=False)
class Spread:
    """Where a component's effects lie, (count,) each: modes, sds given σ and τ, whole sds, and 95 %
    bounds."""

    mode: Floats
    given: Floats
    whole: Floats
    between: tuple[Floats, Floats]


@dataclass(frozen=True, eq=False)
class Posterior:
    """Everything unknown, as a weighted set of normals; the first node is the maximum.

    The weights of a sampled posterior are all on its other nodes.
    """

    surface: Surface
    nodes: tuple[Node, ...]
    covariance: Floats  # of all parameters, (p, p)
    between: Floats | None = None  # 95 % bounds of each σ, (k, 2), where σ was sampled

    def effects(self, component: Component) -> Spread:
        """Modes, standard deviations and bounds of a component."""
        top = self.nodes[0]
        mode = self._of(component, top, top.point.mode)
        _, _, given = self._moments(top, component)
        weighed = [node for node in self.nodes if node.weight]
        weights = np.array([node.weight for node in weighed])
        found = [self._moments(node, component)[:2] for node in weighed]
        centres = np.array([centre for centre, _ in found])
        variances = np.array([variance for _, variance in found])
        total = weights @ (variances + (centres - mode) ** 2)
        bounds = _quantiles(weights, centres, np.sqrt(variances))
        return Spread(mode, np.sqrt(given), np.sqrt(total), bounds)

    def sigma_between(self, component: Component) -> tuple[float, float] | None:
        """95 % bounds of a component's σ; None where σ was not sampled."""
        if self.between is None:
            return None
        low, high = self.between[self.surface.design.components.index(component)].tolist()
        return low, high

    def _moments(self, node: Node, component: Component) -> tuple[Floats, Floats, Floats]:
        """Mean, variance with thresholds unknown, and variance given everything."""
        sigma = self._sigma_at(node, component)
        places = self.surface.layout.places[component]
        seen = places >= 0
        at = places[seen]
        given = np.full(places.size, sigma**2)
        given[seen] *= node.variances[at]
        moved = node.by_location[at]
        more = np.zeros(places.size)
        more[seen] = sigma**2 * np.sum((moved @ node.location) * moved, axis=1)
        return self._of(component, node, node.mean), given + more, given

    def _of(self, component: Component, node: Node, u: Floats) -> Floats:
        """A component's effects where standardised ones are u; 0 where nothing was seen."""
        places = self.surface.layout.places[component]
        seen = places >= 0
        effects = np.zeros(places.size)
        effects[seen] = self._sigma_at(node, component) * u[places[seen]]
        return effects

    def _sigma_at(self, node: Node, component: Component) -> Floats:
        j = self.surface.design.components.index(component)
        return np.asarray(node.point.parameters[j])


def _quantiles(weights: Floats, centres: Floats, sds: Floats) -> tuple[Floats, Floats]:
    """Where mixtures of normals (nodes, count) have 2.5 % below and above, (count,) each: by
    bisection."""
    sds = np.maximum(sds, NONE)
    low = np.repeat((centres - 8 * sds).min(axis=0)[None], 2, axis=0)
    high = np.repeat((centres + 8 * sds).max(axis=0)[None], 2, axis=0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = np.array([weights @ _below(one, centres, sds) for one in middle])
        under = below < np.array([[0.025], [0.975]])
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return (low[0] + high[0]) / 2, (low[1] + high[1]) / 2


def _below(at: Floats, centres: Floats, sds: Floats) -> Floats:
    """How much of each normal lies below; where σ is 0 all of it lies at its centre."""
    away = at - centres
    there = np.copysign(np.inf, away)
    return np.asarray(ndtr(np.divide(away, sds, out=there, where=sds > 0)))


def posterior_of(
    surface: Surface, maximum: Maximum, sigmas: Mapping[Component, Interval]
) -> Posterior:
    """Nodes over σ around a maximum, each with the thresholds that go with it."""
    k = surface.n_sigmas
    covariance = np.asarray(np.linalg.inv(maximum.information), dtype=float)
    path = path_from(surface, maximum)
    if k and surface.design.n <= FEW_RATINGS:
        found = sampled(path, list(sigmas.values()))
        return Posterior(surface, found.nodes, covariance, found.between())
    weighed = along_axes(path, covariance[:k, :k]) if k else [(1.0, maximum.point)]
    nodes = tuple(node_at(surface, point, weight=weight) for weight, point in weighed)
    return Posterior(surface, nodes, covariance)
