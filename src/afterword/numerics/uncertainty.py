"""How sure: sds that include σ and τ, and likelihood intervals of σ.

Given σ, what thresholds add to an effect's variance is du/dτ V (du/dτ)' (the delta method; Kass &
Steffey 1989, first order). Over σ it is integrated with a flat prior on each σ: for small data by
importance sampling at quasi-random nodes that follow the likelihood intervals, above FEW_RATINGS
at two nodes along each axis of the covariance, which is the second order (both as in Rue, Martino
& Chopin 2009, section 6.5; the sampling truncated as in Ionides 2008). Each node's likelihood is
the profile one, at the thresholds that this σ wants.
An effect's sd is then the root mean squared distance from its mode at the maximum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, stdtrit

from afterword.numerics.laplace import Point, Surface
from afterword.numerics.maximum import BEYOND, Maximum
from afterword.numerics.model import RESIDUAL, Component, Floats, Interval, Z

SURE = 8.0  # a σ this many standard errors from 0 has a symmetric interval on the log scale
FEW_RATINGS = 3_000  # up to here σ is sampled
SAMPLES = 128
STEPS, SETTLED = 6, 0.1  # of Newton for thresholds; the decrement at which they have arrived
TAIL = 4.0  # degrees of freedom of the proposal: a few interviewers leave σ a long upper tail
LIGHT = 1e-5  # weights below this are dropped
HALVINGS = 24
FLAT = 1.5  # no σ is taken to be less sure than this


@dataclass(frozen=True, eq=False)
class Node:
    """One set of parameters with its weight, and how effects vary and move there.

    ``variances`` (length,) are those of u given everything, ``by_location`` (length, q) is du/dτ,
    ``location`` (q, q) the covariance of thresholds and covariates given σ.
    """

    weight: float
    point: Point
    variances: Floats
    by_location: Floats
    location: Floats


@dataclass(frozen=True, eq=False)
class Posterior:
    """Everything unknown, as a weighted set of normals; the first node is the maximum.

    The weights of a sampled posterior are all on its other nodes.
    """

    surface: Surface
    nodes: tuple[Node, ...]
    covariance: Floats  # of all parameters, (p, p)

    def effects(self, component: Component) -> tuple[Floats, Floats, Floats]:
        """Modes, sds given σ and τ, and whole sds of a component, (count,)."""
        mode, _, given = self._moments(self.nodes[0], component)
        total = np.zeros_like(mode)
        for node in self.nodes:
            centre, variance, _ = self._moments(node, component)
            total += node.weight * (variance + (centre - mode) ** 2)
        return mode, np.sqrt(given), np.sqrt(total)

    def between(self, component: Component) -> tuple[Floats, Floats]:
        """95 % bounds of a component, (count,): quantiles of the mixture, by bisection."""
        found = [(node.weight, *self._moments(node, component)[:2]) for node in self.nodes]
        weights = np.array([weight for weight, _, _ in found if weight])
        centres = np.array([centre for weight, centre, _ in found if weight])
        sds = np.sqrt([variance for weight, _, variance in found if weight])
        far = (centres - 8 * sds).min(axis=0), (centres + 8 * sds).max(axis=0)
        low, high = (_quantile(share, weights, centres, sds, far) for share in (0.025, 0.975))
        return low, high

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
        given[seen] *= node.variances[at]
        moved = node.by_location[at]
        more = np.zeros(places.size)
        more[seen] = sigma**2 * np.sum((moved @ node.location) * moved, axis=1)
        return mode, given + more, given


def _quantile(
    share: float, weights: Floats, centres: Floats, sds: Floats, far: tuple[Floats, Floats]
) -> Floats:
    """Where a mixture of normals (nodes, count) has this share below, (count,)."""
    low, high = far
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = weights @ ndtr((middle - centres) / sds) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)


def posterior_of(
    surface: Surface, maximum: Maximum, sigmas: Mapping[Component, Interval]
) -> Posterior:
    """Nodes over σ around a maximum, each with the thresholds that go with it."""
    k = surface.n_sigmas
    information = maximum.information
    location = np.asarray(np.linalg.inv(information[k:, k:]), dtype=float)
    covariance = np.asarray(np.linalg.inv(information), dtype=float)
    path = _Path(surface, maximum, -location @ information[k:, :k])
    if not k:
        weighed = [(1.0, maximum.point)]
    elif surface.design.n <= FEW_RATINGS:
        weighed = _sampled(path, list(sigmas.values()))
    else:
        weighed = _along_axes(path, covariance[:k, :k])
    nodes = tuple(_node(surface, point, weight=weight) for weight, point in weighed)
    return Posterior(surface, nodes, covariance)


def _node(surface: Surface, point: Point, *, weight: float) -> Node:
    moves, information = surface.with_location(point)
    location = np.asarray(np.linalg.inv(information), dtype=float)
    return Node(weight, point, point.curvature.covariances().variances(), moves, location)


@dataclass(frozen=True, eq=False)
class _Path:
    """Where thresholds go when σ moves: along the information, and in width with all of η."""

    surface: Surface
    maximum: Maximum
    follows: Floats

    def at(self, sigmas: Floats) -> Point | None:
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
            return None
        return self.surface.at(parameters, near=self.maximum.point.mode)


def _sampled(path: _Path, sigmas: Sequence[Interval]) -> list[tuple[float, Point]]:
    """The maximum, without weight, and a sample of σ weighed by likelihood over proposal."""
    centre = np.array([one.estimate for one in sigmas])
    up, down = np.array([_sides(one) for one in sigmas]).T
    t = stdtrit(TAIL, _even(SAMPLES, len(sigmas)))
    drawn = np.abs(centre + np.where(t > 0, up, down) * t)
    proposed = _log_folded(drawn, centre, up, down).sum(axis=1)
    found = [path.at(one) for one in drawn]
    points = [None if one is None else _settled(path.surface, one) for one in found]
    log_weights = np.array([
        -np.inf if point is None else point.value - log_q
        for point, log_q in zip(points, proposed, strict=True)
    ])  # fmt: skip
    weights = np.exp(log_weights - log_weights.max())
    weights = np.minimum(weights, weights.mean() * np.sqrt(SAMPLES))
    weights /= weights.sum()
    kept = [(float(w), p) for w, p in zip(weights, points, strict=True) if p is not None]
    return [(0.0, path.maximum.point), *((w, p) for w, p in kept if w > LIGHT)]


def _settled(surface: Surface, point: Point) -> Point:
    """With thresholds where this σ wants them, so that its likelihood is the profile one.

    Integrating thresholds out instead would favour large σ: thresholds widen with them, and a flat
    prior has more room out there. In simulated programs of 300 ratings that made σ 15 % too large.
    """
    for _ in range(STEPS):
        _, information = surface.with_location(point)
        slope = surface.gradient(point)[surface.n_sigmas :]
        move = np.asarray(np.linalg.solve(information, slope), dtype=np.float64)
        after = _moved(surface, point, move) if slope @ move > SETTLED else None
        if after is None:
            return point
        point = after
    return point


def _moved(surface: Surface, point: Point, move: Floats) -> Point | None:
    """Thresholds along ``move``, halved until the likelihood rises; None where it does not."""
    for halving in range(5):
        tried = point.parameters.copy()
        tried[surface.n_sigmas :] += move * 0.5**halving
        if surface.in_order(tried):
            after = surface.at(tried, near=point.mode)
            if after.value > point.value:
                return after
    return None


def _sides(sigma: Interval) -> tuple[float, float]:
    """Standard deviations above and below a σ; below, where 0 is within reach, as above."""
    up = min((sigma.high - sigma.estimate) / Z, FLAT)
    down = (sigma.estimate - sigma.low) / Z if sigma.low > 0 else up
    return max(up, 1e-3), max(min(down, FLAT), 1e-3)


def _log_folded(x: Floats, centre: Floats, up: Floats, down: Floats) -> Floats:
    """Log density of |X|, X a t variable with one scale above its centre and another below."""

    def density(at: Floats) -> Floats:
        width = np.where(at > centre, up, down)
        t = (at - centre) / width
        return np.asarray((1 + t**2 / TAIL) ** (-(TAIL + 1) / 2) / width)

    return np.asarray(np.log(density(x) + density(-x)))


def _even(n: int, k: int) -> Floats:
    """n points spread evenly in the k-cube: multiples of the powers of the generalized golden ratio
    (a Kronecker sequence; Niederreiter 1992, ch. 3)."""
    ratio = 2.0
    for _ in range(60):
        ratio = (1 + ratio) ** (1 / (k + 1))
    steps = ratio ** -np.arange(1, k + 1)
    return np.asarray((0.5 + np.arange(1, n + 1)[:, None] * steps) % 1)


def _along_axes(path: _Path, covariance: Floats) -> list[tuple[float, Point]]:
    """The maximum and both ends of each axis, weighed by the likelihood against the normal's."""
    k = len(covariance)
    top = path.maximum
    values, vectors = np.linalg.eigh(covariance)
    ends = np.sqrt(k + 1) * (vectors * np.minimum(np.sqrt(values), FLAT)).T
    nodes: list[tuple[float, Point]] = [(1 / (k + 1), top.point)]
    for away in np.concatenate([ends, -ends]):
        point = path.at(top.parameters[:k] + away)
        if point is not None:
            fallen = np.clip(point.value - top.point.value + 0.5 * (k + 1), -3, 3)
            nodes.append((float(np.exp(fallen)) / (2 * (k + 1)), point))
    total = sum(weight for weight, _ in nodes)
    return [(weight / total, point) for weight, point in nodes]


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
    """Where the profile likelihood of one σ has fallen by 1.92 on one side; 0 or inf if it never
    does."""
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
        if root < Z and tried > BEYOND:
            return np.inf
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
        point = self._start(sigma)
        for _ in range(8):
            slope = self.surface.gradient(point)[self.others]
            move = self.inverse @ slope
            if slope @ move < 1e-3:
                break
            after = self._better(point, move)
            if after is None:
                break
            point = after
        return float(np.sqrt(max(2 * (self.maximum.point.value - point.value), 0.0)))

    def _start(self, sigma: float) -> Point:
        """The others where the information sends them, or where they were if that is better."""
        stayed = self.maximum.parameters.copy()
        stayed[self.j] = sigma
        followed = stayed.copy()
        followed[self.others] += self.path * (sigma - self.maximum.parameters[self.j])
        near = self.maximum.point.mode
        points = [
            self.surface.at(one, near=near)
            for one in (stayed, followed)
            if self.surface.in_order(one)
        ]
        return max(points, key=lambda point: point.value)

    def _better(self, point: Point, move: Floats) -> Point | None:
        """Along ``move``, halved until the likelihood rises; None where it does not."""
        for halving in range(5):
            tried = point.parameters.copy()
            tried[self.others] += move * 0.5**halving
            if self.surface.in_order(tried):
                after = self.surface.at(tried, near=point.mode)
                if after.value > point.value:
                    return after
        return None


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
