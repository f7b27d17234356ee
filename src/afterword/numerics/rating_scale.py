"""The many-facet rating scale and partial credit models, by marginal maximum likelihood.

    log P(y = k) − log P(y = k − 1) = θ_c − s_i − b_q − δ_dk

θ is normal with mean 0 and its own σ; severities s and difficulties b are fixed and sum to 0. In
the partial credit model each dimension has steps δ of its own (Masters 1982); in the rating scale
model δ_dk = δ_d + τ_k with steps τ common to all (Andrich 1978); facets as in Linacre 1989. All
ratings of a candidate are taken as independent given θ: there is no interview effect here, so
intervals of abilities come out narrower than in the probit model. docs/sums/rating-scale.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import optimize
from scipy.special import logsumexp

from afterword.numerics.errors import AllEqual, NotConverged, TooLargeForExact, TooLittle
from afterword.numerics.fit import Foretold, moments_of
from afterword.numerics.model import Condition, Floats
from afterword.numerics.ratings import Facet, Ratings

Kind = Literal["rating-scale", "partial-credit"]
Places = NDArray[np.intp]

# z of the quadrature: with a step of .15 the sum is exact to rounding down to posteriors of a
# tenth of σ, i.e. a reliability of .99.
NODES = np.linspace(-6.0, 6.0, 81)
LOG_WEIGHTS = -0.5 * NODES**2 - logsumexp(-0.5 * NODES**2)
MOST_PARAMETERS = 2_000
MOST_CELLS = 60_000_000
EXACT_HESSIAN = 120
STEEP = 1e-4
STEP = 1e-4
FIXED: tuple[Facet, ...] = ("interviewer", "question")


@dataclass(frozen=True, eq=False)
class Estimated:
    """Estimates with standard errors and counts of ratings, (count,); NaN where none is finite."""

    estimate: Floats
    error: Floats
    rated: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class RatingScale:
    """A fit. Units are logits; severity and difficulty are positive where harder than most.

    ``steps`` (D, K-1): δ, the ability at which two neighbouring levels are as likely as each other;
    NaN where a level was never used. ``dimensions`` is their mean. ``abilities`` are posterior
    means with posterior sds, ``reliability`` is var(mean) / (var(mean) + mean(sd²)). ``deviance``
    is −2 log L.
    """

    kind: Kind
    sigma: float
    sigma_error: float
    steps: Floats
    steps_error: Floats
    dimensions: Estimated
    facets: Mapping[Facet, Estimated]
    abilities: Estimated
    reliability: float
    deviance: float
    parameters: int
    n: int
    iterations: int
    converged: bool
    foretold: Foretold
    kept: NDArray[np.bool_]
    conditions: tuple[Condition, ...] = ()


def fit_rating_scale(ratings: Ratings, *, kind: Kind = "partial-credit") -> RatingScale:
    """Fit one of the two models. O(ratings × nodes) for each step of the search.

    Interviewers and questions whose ratings are all lowest or all highest have no finite estimate:
    they are left out and named in a condition. Raises TooLittle, AllEqual, TooLargeForExact,
    NotConverged.
    """
    kept, said = _tellable(ratings)
    model = _Model(ratings, kept, kind)
    found = optimize.minimize(
        model.cost,
        model.start(),
        jac=True,
        method="BFGS" if model.length <= EXACT_HESSIAN else "L-BFGS-B",
        options={"maxiter": 2_000, "gtol": STEEP / 10},
    )
    steep = float(np.abs(model.cost(found.x)[1]).max())
    if steep > STEEP * max(1.0, np.sqrt(model.n)):
        raise NotConverged(iterations=int(found.nit), gradient=steep)
    return replace(model.fitted(found.x, iterations=int(found.nit)), conditions=said)


def _tellable(ratings: Ratings) -> tuple[NDArray[np.bool_], tuple[Condition, ...]]:
    """Which ratings can be told about: members with only lowest or only highest ones cannot."""
    if ratings.candidate is None or ratings.counts["candidate"] < 2:
        raise TooLittle("This model needs two candidates or more.")
    kept = np.ones(ratings.n, bool)
    left: dict[Facet, int] = {}
    while True:
        if len(np.unique(ratings.level[kept])) < 2:
            raise AllEqual
        dropped = False
        for facet in FIXED:
            if facet not in ratings.facets:
                continue
            edge = _at_an_edge(ratings, kept, facet)
            left[facet] = left.get(facet, 0) + len(np.unique(ratings.facets[facet][edge]))
            kept &= ~edge
            dropped |= bool(edge.any())
        if not dropped:
            return kept, _said(left)


def _at_an_edge(ratings: Ratings, kept: NDArray[np.bool_], facet: Facet) -> NDArray[np.bool_]:
    codes, count = ratings.facets[facet], ratings.counts[facet]
    lowest, highest = ratings.level[kept].min(), ratings.level[kept].max()
    rated = np.bincount(codes[kept], minlength=count)
    low = np.bincount(codes[kept & (ratings.level == lowest)], minlength=count)
    high = np.bincount(codes[kept & (ratings.level == highest)], minlength=count)
    alone = (rated > 0) & ((low == rated) | (high == rated))
    return np.asarray(kept & alone[codes])


def _said(left: Mapping[Facet, int]) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            "at_an_edge",
            f"{count:,} {facet}{'' if count == 1 else 's'} gave only the lowest or only the "
            "highest level: how strict or hard they are has no finite estimate, and their "
            "ratings are left out.",
        )
        for facet, count in left.items()
        if count
    )


class _Model:
    """Parameters in a row: log σ, contrasts of each fixed facet, then what the levels need.

    Ratings are gathered into cells: one for each interviewer, question and dimension that met.
    """

    def __init__(self, ratings: Ratings, kept: NDArray[np.bool_], kind: Kind) -> None:
        self.ratings, self.kept, self.kind = ratings, kept, kind
        assert ratings.candidate is not None  # _tellable has looked
        order = np.argsort(ratings.candidate[kept], kind="stable")
        self.order = order
        self.level = ratings.level[kept][order].astype(np.intp)
        candidate = ratings.candidate[kept][order]
        self.first = np.flatnonzero(np.diff(candidate, prepend=-1))
        self.who = candidate[self.first]
        self.row = np.repeat(np.arange(len(self.first)), np.diff([*self.first, len(candidate)]))
        self.n = len(self.level)
        self._of_cells(order)
        self._of_levels()
        self.length = 1 + sum(len(one) - 1 for one in self.members.values()) + self.intercepts
        if self.length > MOST_PARAMETERS:
            raise TooLargeForExact(f"{self.length:,} parameters")
        if self.n * len(NODES) > MOST_CELLS:
            raise TooLargeForExact(f"{self.n:,} ratings")

    def _of_cells(self, order: Places) -> None:
        facets = [facet for facet in FIXED if facet in self.ratings.facets]
        codes = {facet: self.ratings.facets[facet][self.kept][order] for facet in facets}
        dimension = self.ratings.dimension
        rows = np.zeros(self.n, np.int32) if dimension is None else dimension[self.kept][order]
        columns = np.column_stack([*codes.values(), rows])
        cells, cell = np.unique(columns, axis=0, return_inverse=True)
        self.cell = cell.reshape(-1)
        self.dimension = cells[:, -1].astype(np.intp)
        self.members = {facet: np.unique(codes[facet]) for facet in facets}
        self.member = {
            facet: np.searchsorted(self.members[facet], cells[:, place])
            for place, facet in enumerate(facets)
        }

    def _of_levels(self) -> None:
        """Which levels each dimension uses, and where their intercepts stand."""
        k, d = self.ratings.n_levels, self.ratings.n_dimensions
        self.used = np.zeros((d, k), bool)
        self.used[self.dimension[self.cell], self.level] = True
        self.rated = self.used.any(axis=1)
        lowest = self.used & (np.cumsum(self.used, axis=1) == 1)
        self.free = self.used & ~lowest
        if self.kind == "partial-credit":
            self.intercepts = int(self.free.sum())
            return
        every = self.used.any(axis=0)
        # The steps common to all: those between the lowest and the highest level in use.
        self.common = np.flatnonzero(every)[1:-1]
        self.span = (int(np.flatnonzero(every)[0]), int(np.flatnonzero(every)[-1]))
        self.intercepts = int(self.rated.sum()) + len(self.common)

    def start(self) -> Floats:
        theta = np.zeros(self.length)
        if self.kind == "partial-credit":
            counts = np.zeros(self.used.shape)
            np.add.at(counts, (self.dimension[self.cell], self.level), 1.0)
            logs = np.log(np.where(self.used, counts, 1.0))
            lowest = np.argmax(self.used, axis=1)
            base = logs[np.arange(len(lowest)), lowest]
            theta[self._intercepts] = (base[:, None] - logs)[self.free]
        return theta

    @property
    def _intercepts(self) -> slice:
        return slice(self.length - self.intercepts, self.length)

    def _split(self, theta: Floats) -> tuple[float, dict[Facet, Floats], Floats]:
        """σ, effects that sum to 0, and the intercepts (D, K) of the levels."""
        at, effects = 1, dict[Facet, Floats]()
        for facet, members in self.members.items():
            free = theta[at : at + len(members) - 1]
            effects[facet] = np.append(free, -free.sum())
            at += len(members) - 1
        return float(np.exp(theta[0])), effects, self._table(theta[self._intercepts])

    def _table(self, free: Floats) -> Floats:
        table = np.zeros(self.used.shape)
        if self.kind == "partial-credit":
            table[self.free] = free
            return table
        hard = np.zeros(len(self.rated))
        hard[self.rated] = free[: int(self.rated.sum())]
        away = np.arange(self.used.shape[1]) - self.span[0]
        table += hard[:, None] * away
        table[:, self.common] += free[int(self.rated.sum()) :]
        return table

    def _back(self, of_effects: dict[Facet, Floats], of_table: Floats) -> list[Floats]:
        """The chain rule of _split, for everything after σ."""
        parts = [one[:-1] - one[-1] for one in of_effects.values()]
        if self.kind == "partial-credit":
            return [*parts, of_table[self.free]]
        away = np.arange(self.used.shape[1]) - self.span[0]
        return [*parts, (of_table @ away)[self.rated], of_table[:, self.common].sum(axis=0)]

    def log_chances(self, theta: Floats) -> Floats:
        """(cells, K, nodes): log P of each level at each ability."""
        sigma, effects, table = self._split(theta)
        hard = np.zeros(len(self.dimension))
        for facet, one in effects.items():
            hard += one[self.member[facet]]
        levels = np.arange(table.shape[1])
        ability = sigma * NODES[None, :] - hard[:, None]
        logits = levels[None, :, None] * ability[:, None, :] - table[self.dimension][:, :, None]
        logits[~self.used[self.dimension]] = -np.inf
        return np.asarray(logits - logsumexp(logits, axis=1, keepdims=True))

    def posterior(self, log_chances: Floats) -> tuple[float, Floats]:
        """log L, and (candidates, nodes) how likely each ability is given the ratings."""
        of_rating = log_chances[self.cell, self.level]
        joint = np.add.reduceat(of_rating, self.first, axis=0) + LOG_WEIGHTS
        each = logsumexp(joint, axis=1, keepdims=True)
        return float(each.sum()), np.exp(joint - each)

    def cost(self, theta: Floats) -> tuple[float, Floats]:
        """−log L and its gradient."""
        log_chances = self.log_chances(theta)
        log_likelihood, weights = self.posterior(log_chances)
        return -log_likelihood, -self._slope(theta, log_chances, weights)

    def _slope(self, theta: Floats, log_chances: Floats, weights: Floats) -> Floats:
        cells, levels, nodes = log_chances.shape
        seen = np.zeros((cells * levels, nodes))
        np.add.at(seen, self.cell * levels + self.level, weights[self.row])
        seen = seen.reshape(log_chances.shape)
        surplus = seen - seen.sum(axis=1, keepdims=True) * np.exp(log_chances)
        of_ability = np.einsum("ckt,k->ct", surplus, np.arange(levels))
        of_effects = {
            facet: -np.bincount(
                self.member[facet], weights=of_ability.sum(axis=1), minlength=len(members)
            )
            for facet, members in self.members.items()
        }
        of_table = np.zeros(self.used.shape)
        np.add.at(of_table, self.dimension, -surplus.sum(axis=2))
        of_sigma = np.exp(theta[0]) * float((of_ability @ NODES).sum())
        return np.concatenate([[of_sigma], *self._back(of_effects, of_table)])

    def covariance(self, theta: Floats) -> Floats:
        """Of the parameters: from the curvature, or for many of them from candidates' slopes."""
        if self.length <= EXACT_HESSIAN:
            steps = STEP * np.eye(self.length)
            rows = [(self.cost(theta + s)[1] - self.cost(theta - s)[1]) / (2 * STEP) for s in steps]
            bend = np.array(rows)
            return np.asarray(np.linalg.pinv((bend + bend.T) / 2))
        return np.asarray(np.linalg.pinv(self._outer(theta)))

    def _outer(self, theta: Floats) -> Floats:
        """Σ over candidates of slope times slope (Berndt, Hall, Hall & Hausman 1974)."""
        log_chances = self.log_chances(theta)
        _, weights = self.posterior(log_chances)
        levels = np.arange(log_chances.shape[1])
        chances = np.einsum("nkt,nt->nk", np.exp(log_chances)[self.cell], weights[self.row])
        surplus = np.eye(len(levels))[self.level] - chances
        slopes = np.zeros((len(self.who), self.length))
        for n in range(self.n):
            of_effects = {
                facet: -surplus[n] @ levels * np.eye(len(members))[self.member[facet][self.cell[n]]]
                for facet, members in self.members.items()
            }
            of_table = np.zeros(self.used.shape)
            of_table[self.dimension[self.cell[n]]] = -surplus[n]
            slopes[self.row[n], 1:] += np.concatenate(self._back(of_effects, of_table))
        ability = np.exp(log_chances)
        expected = np.einsum("nkt,k->nt", ability[self.cell], levels)
        pulls = (self.level[:, None] - expected) * weights[self.row] * NODES
        np.add.at(slopes[:, 0], self.row, np.exp(theta[0]) * pulls.sum(axis=1))
        return slopes.T @ slopes

    def fitted(self, theta: Floats, *, iterations: int) -> RatingScale:
        sigma, effects, table = self._split(theta)
        covariance = self.covariance(theta)
        log_chances = self.log_chances(theta)
        log_likelihood, weights = self.posterior(log_chances)
        abilities = self._abilities(sigma, weights)
        known = np.isfinite(abilities.estimate)
        between = float(abilities.estimate[known].var(ddof=1))
        steps, steps_error = self._steps(table, covariance)
        return RatingScale(
            kind=self.kind,
            sigma=sigma,
            sigma_error=float(sigma * np.sqrt(max(covariance[0, 0], 0.0))),
            steps=steps,
            steps_error=steps_error,
            dimensions=self._dimensions(steps, covariance),
            facets=self._facets(effects, covariance),
            abilities=abilities,
            reliability=between / (between + float((abilities.error[known] ** 2).mean())),
            deviance=-2 * log_likelihood,
            parameters=self.length,
            n=self.n,
            iterations=iterations,
            converged=True,
            foretold=self._foretold(theta, abilities),
            kept=self.kept,
        )

    def _abilities(self, sigma: float, weights: Floats) -> Estimated:
        count = self.ratings.counts["candidate"]
        mean, sd = np.full(count, np.nan), np.full(count, np.nan)
        mean[self.who] = sigma * weights @ NODES
        sd[self.who] = np.sqrt(sigma**2 * weights @ NODES**2 - mean[self.who] ** 2)
        return Estimated(mean, sd, self.ratings.rated("candidate"))

    def _facets(self, effects: Mapping[Facet, Floats], covariance: Floats) -> dict[Facet, Estimated]:
        found, at = dict[Facet, Estimated](), 1
        for facet, members in self.members.items():
            free = slice(at, at + len(members) - 1)
            inner = covariance[free, free]
            last = float(inner.sum())
            errors = np.sqrt(np.maximum(np.append(np.diag(inner), last), 0.0))
            count = self.ratings.counts[facet]
            estimate, error = np.full(count, np.nan), np.full(count, np.nan)
            estimate[members], error[members] = effects[facet], errors
            found[facet] = Estimated(estimate, error, self.ratings.rated(facet))
            at += len(members) - 1
        return found

    def _steps(self, table: Floats, covariance: Floats) -> tuple[Floats, Floats]:
        """δ and its errors: differences of neighbouring intercepts, both levels in use."""
        inner = covariance[self._intercepts, self._intercepts]
        turned = np.array([self._table(one) for one in np.eye(self.intercepts)])
        both = self.used[:, 1:] & self.used[:, :-1]
        steps = np.where(both, np.diff(table, axis=1), np.nan)
        toward = np.diff(turned, axis=2).reshape(self.intercepts, -1)
        errors = np.sqrt(np.maximum(np.einsum("pj,pq,qj->j", toward, inner, toward), 0.0))
        return steps, np.where(both, errors.reshape(steps.shape), np.nan)

    def _dimensions(self, steps: Floats, covariance: Floats) -> Estimated:
        inner = covariance[self._intercepts, self._intercepts]
        turned = np.array([self._table(one) for one in np.eye(self.intercepts)])
        low = np.argmax(self.used, axis=1)
        high = self.used.shape[1] - 1 - np.argmax(self.used[:, ::-1], axis=1)
        rows = np.arange(len(low))
        span = np.maximum(high - low, 1)
        toward = (turned[:, rows, high] - turned[:, rows, low]) / span
        errors = np.sqrt(np.maximum(np.einsum("pj,pq,qj->j", toward, inner, toward), 0.0))
        rated = np.bincount(self.dimension[self.cell], minlength=len(low))
        mean = np.array([row[np.isfinite(row)].mean() if np.isfinite(row).any() else np.nan
                         for row in steps])  # fmt: skip
        return Estimated(mean, errors, rated.astype(np.intp))

    def _foretold(self, theta: Floats, abilities: Estimated) -> Foretold:
        """At posterior means, in the order the ratings were given."""
        _, effects, table = self._split(theta)
        hard = np.zeros(len(self.dimension))
        for facet, one in effects.items():
            hard += one[self.member[facet]]
        ability = abilities.estimate[self.who][self.row] - hard[self.cell]
        rows = self.dimension[self.cell]
        logits = np.arange(table.shape[1]) * ability[:, None] - table[rows]
        logits[~self.used[rows]] = -np.inf
        mean, variance, fourth = moments_of(
            np.exp(logits - logsumexp(logits, axis=1, keepdims=True))
        )
        back = np.argsort(self.order)
        return Foretold((self.level - mean)[back], mean[back], variance[back], fourth[back])
