"""The Laplace approximation of the likelihood of ratings, and its exact gradient.

With u the standardised effects (b = σu) and f(u) = −Σ log p + u'u/2, minimal at û:

    log L ≈ −f(û) − ½ log |H|,   H = ∂²f/∂u² = I + Z'WZ

which ordinal::clmm maximises too. The gradient follows û as the parameters move (docs/sums/
laplace.md has it line by line). Parameters: σ of each component (on the whole real line: the
likelihood is even in each, so that a σ of 0 is an ordinary point), free thresholds, covariates.
"""

from dataclasses import dataclass, field

import numpy as np

from afterword.numerics.block_layout import Blocks, blocks_of
from afterword.numerics.blocks import Curvature, curvature, pairs_total
from afterword.numerics.design import Design
from afterword.numerics.errors import NotConverged
from afterword.numerics.link import FAR, Cells, cells
from afterword.numerics.model import Floats

ARRIVED = 1e-20  # Newton decrement of the joint mode: ends of climbs agree to ten digits
MOST_STEPS = 200


@dataclass(frozen=True, eq=False)
class Weak:
    """Weak normal priors for data too thin to stand alone: sds of the σ, and of the thresholds and
    covariates ``about`` what they are expected to be, (q,) or 0."""

    sigma: float = 1.5
    threshold: float = 5.0
    about: Floats | float = 0.0


@dataclass(frozen=True, eq=False)
class Point:
    """The surface at one set of parameters: everything later sums need."""

    parameters: Floats
    value: float
    mode: Floats  # u, (length,)
    cells: Cells
    curvature: Curvature
    steps: int


@dataclass(frozen=True, eq=False)
class Surface:
    """The Laplace log-likelihood of a design; with ``weak``, plus the logarithm of those priors."""

    design: Design
    weak: Weak | None = None
    layout: Blocks = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "layout", blocks_of(self.design))

    @property
    def n_sigmas(self) -> int:
        return len(self.design.components)

    @property
    def n_thresholds(self) -> int:
        return self.design.scale.free

    @property
    def size(self) -> int:
        return self.n_sigmas + self.n_thresholds + int(self.design.covariates.shape[1])

    def in_order(self, parameters: Floats) -> bool:
        """Whether every row's thresholds rise."""
        taus = parameters[self.n_sigmas : self.n_sigmas + self.n_thresholds]
        return bool(np.all((np.diff(taus) > 0) | self.design.scale.first[1:]))

    def at(
        self, parameters: Floats, *, near: Floats | None = None, arrived: float = ARRIVED
    ) -> Point:
        """The surface here, with the joint mode found by Newton from ``near`` (or 0)."""
        mode = np.zeros(self.layout.length) if near is None else near
        scale = self._scale(parameters)
        for step in range(MOST_STEPS):
            found = self._cells(parameters, mode, scale)
            pulled = mode - self._spread(found.pull, scale)
            bent = curvature(self.layout, weight=found.weight, scale=scale)
            move = bent.solve(pulled)
            if pulled @ move < arrived:
                return Point(parameters, self._value(parameters, mode, found, bent), mode, found,
                             bent, step + 1)  # fmt: skip
            mode = self._lower(parameters, mode, move, before=self._energy(mode, found))
        raise NotConverged(iterations=MOST_STEPS, gradient=float(np.abs(pulled).max()))

    def gradient(self, point: Point) -> Floats:
        """d log L / d parameters, (p,)."""
        found, layout = point.cells, self.layout
        scale = point.curvature.scale
        near, leverage = self._leverage(point)
        wa, wb = found.weight_slopes()
        follow = self._shift(point, leverage * (wa + wb))
        felt = (scale[:, None] * follow[layout.at]).sum(axis=0)
        by_eta = found.pull + leverage * (wa + wb) - found.weight * felt
        sigmas = self.design.signs[:, None] * (
            point.mode[layout.at] * by_eta - found.weight * near + found.pull * follow[layout.at]
        )
        upper = found.a - leverage * wa - felt * (found.aa + found.ab)
        lower = found.b - leverage * wb - felt * (found.ab + found.bb)
        out = np.concatenate([sigmas.sum(axis=1), self._by_location(upper, lower)])
        return out + self.prior_slope(point.parameters)

    def shift(self, point: Point) -> Floats:
        """How far the mean of u lies from its mode given σ and τ, (length,).

        To first order, ½ H⁻¹Z'(−W' v), v being variances of η: where the likelihood falls more
        slowly on one side, as for somebody with none but the lowest level, the mean lies there.
        """
        wa, wb = point.cells.weight_slopes()
        return self._shift(point, self._leverage(point)[1] * (wa + wb))

    def _leverage(self, point: Point) -> tuple[Floats, Floats]:
        """Covariances of each effect with η, (k, N), and half the variances of η, (N,)."""
        scale = point.curvature.scale
        covariance = point.curvature.covariances()
        near = pairs_total(covariance.of_pairs(), self.layout, scale=scale)
        return near, 0.5 * (scale[:, None] * near).sum(axis=0)

    def _shift(self, point: Point, pull: Floats) -> Floats:
        return point.curvature.solve(self._spread(pull, point.curvature.scale))

    def with_location(self, point: Point) -> tuple[Floats, Floats]:
        """How the joint mode moves with thresholds and covariates, du/dλ (length, q), and the
        information (q, q) on them that the ratings and u following leave."""
        found = point.cells
        upper, lower = self.ends()
        pull = -(found.aa + found.ab)[:, None] * upper - (found.ab + found.bb)[:, None] * lower
        cross = np.zeros((self.layout.length, upper.shape[1]))
        for at, factor in zip(self.layout.at, point.curvature.scale, strict=True):
            cells = (at[:, None] * upper.shape[1] + np.arange(upper.shape[1])).ravel()
            cross += np.bincount(cells, factor * pull.ravel(), minlength=cross.size).reshape(
                cross.shape
            )
        moved = point.curvature.solve(cross)
        between = (upper * found.ab[:, None]).T @ lower
        own = (upper * found.aa[:, None]).T @ upper + (lower * found.bb[:, None]).T @ lower
        told = -(own + between + between.T) - cross.T @ moved
        return moved, np.asarray(told + np.diag(self.prior_information))

    def ends(self) -> tuple[Floats, Floats]:
        """How both ends of each rating's cell move with thresholds and covariates, (N, q)."""
        scale, free = self.design.scale, self.n_thresholds
        ends = []
        for places in (scale.upper, scale.lower):
            taus = (places[:, None] == np.arange(free)).astype(float)
            ends.append(np.hstack([taus, -self.design.covariates]))
        return ends[0], ends[1]

    def _by_location(self, upper: Floats, lower: Floats) -> Floats:
        """Sum what upper and lower ends contribute over thresholds and covariates."""
        free = self.n_thresholds
        scale = self.design.scale
        taus = np.bincount(scale.upper, upper, minlength=free + 2)
        taus += np.bincount(scale.lower, lower, minlength=free + 2)
        return np.concatenate([taus[:free], -(upper + lower) @ self.design.covariates])

    def _scale(self, parameters: Floats) -> Floats:
        return self.design.signs * parameters[: self.n_sigmas]

    def _cells(self, parameters: Floats, mode: Floats, scale: Floats) -> Cells:
        free = self.n_thresholds
        taus = parameters[self.n_sigmas : self.n_sigmas + free]
        ends = np.concatenate([taus, [FAR, -FAR]])
        eta = scale @ mode[self.layout.at]
        eta += self.design.covariates @ parameters[self.n_sigmas + free :]
        upper, lower = ends[self.design.scale.upper] - eta, ends[self.design.scale.lower] - eta
        return cells(upper, lower, link=self.design.link)

    def _spread(self, values: Floats, scale: Floats) -> Floats:
        """Z' values, (length,)."""
        out = np.zeros(self.layout.length)
        for at, factor in zip(self.layout.at, scale, strict=True):
            out += factor * np.bincount(at, values, minlength=self.layout.length)
        return out

    @staticmethod
    def _energy(mode: Floats, found: Cells) -> float:
        return float(0.5 * mode @ mode - found.log_p.sum())

    def _lower(self, parameters: Floats, mode: Floats, move: Floats, *, before: float) -> Floats:
        """The Newton step, halved until f does not rise."""
        scale = self._scale(parameters)
        for halving in range(40):
            tried = mode - move * 0.5**halving
            energy = self._energy(tried, self._cells(parameters, tried, scale))
            if energy <= before + 1e-9 * abs(before):
                return tried
        return mode

    def _value(self, parameters: Floats, mode: Floats, found: Cells, bent: Curvature) -> float:
        value = -self._energy(mode, found) - 0.5 * bent.log_det
        return value + self.prior(parameters)

    def prior(self, parameters: Floats) -> float:
        if self.weak is None:
            return 0.0
        return float(-0.5 * np.sum((self._from_expected(parameters) / self._prior_sd) ** 2))

    def prior_slope(self, parameters: Floats) -> Floats:
        if self.weak is None:
            return np.zeros_like(parameters)
        return np.asarray(-self._from_expected(parameters) / self._prior_sd**2)

    @property
    def prior_information(self) -> Floats:
        """What the prior tells of thresholds and covariates, (q,)."""
        rest = self.size - self.n_sigmas
        return np.full(rest, 0.0 if self.weak is None else self.weak.threshold**-2)

    def _from_expected(self, parameters: Floats) -> Floats:
        """Parameters (…, p) less what the prior expects."""
        away = parameters.copy()
        away[..., self.n_sigmas :] -= self._prior.about
        return away

    @property
    def _prior_sd(self) -> Floats:
        rest = self.size - self.n_sigmas
        return np.repeat([self._prior.sigma, self._prior.threshold], [self.n_sigmas, rest])

    @property
    def _prior(self) -> Weak:
        return self.weak or Weak()
