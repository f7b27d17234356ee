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

import numpy as np
from numpy.typing import NDArray
from scipy import optimize
from scipy.special import softmax

from afterword.numerics.adjacent import EXACT_CURVATURE, Adjacent, Kind, adjacent
from afterword.numerics.alone import on_one_thread
from afterword.numerics.edges import tellable
from afterword.numerics.errors import NotConverged, TooLargeForExact, WithoutEnd
from afterword.numerics.fit import Foretold, Squares, averaged
from afterword.numerics.model import (
    Component,
    Components,
    Condition,
    Effects,
    Fit,
    Floats,
    Interval,
    Z,
)
from afterword.numerics.quadrature import POINTS, Grid, along
from afterword.numerics.ratings import Facet, Ratings

# Half of the 90 % quantile of χ² with one degree: 5 % beyond on one side.
ONE_SIDED = 2.705543454095404 / 2
# Curvature in log σ below which its interval would reach from next to nothing to any size.
FLAT = 1.0
# Logits: candidates so far apart never differ by chance.
WIDEST = 50.0
# Curvature below which something would lie as well 100 logits away: the ratings do not hold it.
LOOSE = 1e-4
FACETS_OF: Mapping[Facet, Component] = {"interviewer": "interviewer", "question": "question"}
STEEP = 1e-4
AT_ONCE = 10_000
MOST_POINTS = 641


@dataclass(frozen=True, eq=False)
class Estimated:
    """Estimates with standard errors and counts of ratings, (count,); NaN where none is finite,
    with an infinite error where there were ratings that do not hold one."""

    estimate: Floats
    error: Floats
    rated: NDArray[np.intp]

    @property
    def effects(self) -> Effects:
        """In the shape of the other models: here all errors include that the rest is estimated."""
        return Effects(self.estimate, self.error, self.error, self.rated)


@dataclass(frozen=True, eq=False)
class RatingScale:
    """A fit. Units are logits; severity and difficulty are positive where harder than most.

    ``steps`` (D, K-1): δ, the ability at which two neighbouring levels are as likely as each other;
    NaN where a level was never used. ``dimensions`` is their mean. ``abilities`` are posterior
    means with sds that include the uncertainty of everything else; ``reliability`` is
    var(mean) / (var(mean) + mean posterior variance). ``deviance`` is −2 log L. ``of`` are the
    ratings it was fitted to: those given, less what a condition says was left out; ``foretold`` and
    ``squares`` are in their order, averaged over what is known of each candidate.
    """

    kind: Kind
    of: Ratings
    sigma: Interval
    steps: Estimated
    dimensions: Estimated
    facets: Mapping[Facet, Estimated]
    abilities: Estimated
    reliability: float
    deviance: float
    parameters: int
    iterations: int
    converged: bool
    foretold: Foretold
    squares: Squares
    conditions: tuple[Condition, ...] = ()

    @property
    def fit(self) -> Fit:
        """The same in the shape that every estimator gives back; its thresholds are the steps."""
        d, k = self.steps.estimate.shape
        known = np.isfinite(self.steps.error)
        used = [(row, at) for row in range(d) for at in range(k) if known[row, at]]
        return Fit(
            method="marginal",
            components=Components(
                {"candidate": self.sigma.estimate}, self.steps.estimate, link="logit"
            ),
            sigmas={"candidate": self.sigma},
            thresholds={
                place: _interval(self.steps.estimate[place], self.steps.error[place])
                for place in used
            },
            effects={
                "candidate": self.abilities.effects,
                **{FACETS_OF[facet]: one.effects for facet, one in self.facets.items()},
            },
            log_likelihood=-self.deviance / 2,
            n=self.of.n,
            iterations=self.iterations,
            converged=self.converged,
            conditions=self.conditions,
        )


@on_one_thread
def fit_rating_scale(
    ratings: Ratings, *, kind: Kind = "partial-credit", grid: Grid | None = None
) -> RatingScale:
    """Fit one of the two models. O(ratings × points) for each step of the search.

    Interviewers and questions whose ratings are all lowest or all highest have no finite estimate:
    they are left out and named in a condition. ``grid`` is for comparison with programs that sum
    over points of theirs; without it there are as many as the narrowest posterior needs. Raises
    TooLittle, AllEqual, WithoutEnd, TooLargeForExact, NotConverged.
    """
    kept, said = tellable(ratings)
    model, found = _arrived(kept, kind=kind, grid=grid)
    steep = float(np.abs(model.cost(found.x)[1]).max())
    if steep > STEEP * max(1.0, np.sqrt(kept.n)):
        raise NotConverged(iterations=int(found.nit), gradient=steep)
    if found.x[0] > np.log(WIDEST):
        raise WithoutEnd
    fit = _read(model, kept, found.x, kind=kind, iterations=int(found.nit))
    return replace(fit, conditions=(*said, *_unheld(fit), *_independence(kept)))


def _unheld(fit: RatingScale) -> tuple[Condition, ...]:
    """What has no finite estimate though it was rated."""
    each = {f"{facet}s": one for facet, one in fit.facets.items()} | {"steps": fit.steps}
    loose = {nouns: int(np.isinf(one.error).sum()) for nouns, one in each.items()}
    listed = " and ".join(f"{count:,} {nouns}" for nouns, count in loose.items() if count)
    if not listed:
        return ()
    sentence = (
        f"No finite estimate: {listed}. The ratings would be as likely with them as far away as "
        "one likes."
    )
    return (Condition("unheld", sentence),)


def _independence(ratings: Ratings) -> tuple[Condition, ...]:
    if ratings.n_dimensions < 2:
        return ()
    return (
        Condition(
            "independent",
            "This model takes the ratings of one interview for independent of each other; they are "
            "not, so its intervals are too narrow. The probit model knows of the interview.",
        ),
    )


def _arrived(
    ratings: Ratings, *, kind: Kind, grid: Grid | None
) -> tuple[Adjacent, optimize.OptimizeResult]:
    """The lowest −log L, where need be again over points twice as dense."""
    model = adjacent(ratings, kind=kind, grid=grid or along(POINTS))
    found = _lowest(model, np.zeros(model.length))
    count = POINTS
    while grid is None and count < MOST_POINTS and not model.is_dense(found.x):
        count = 2 * count - 1
        try:
            finer = adjacent(ratings, kind=kind, grid=along(count))
        except TooLargeForExact:
            break
        model, found = finer, _lowest(finer, found.x)
    return model, found


def _lowest(model: Adjacent, start: Floats) -> optimize.OptimizeResult:
    slope = STEEP / 10
    if model.length <= EXACT_CURVATURE:
        return optimize.minimize(
            model.cost, start, jac=True, method="BFGS", options={"gtol": slope, "maxiter": 5_000}
        )
    return optimize.minimize(
        model.cost, start, jac=True, method="L-BFGS-B",
        options={"gtol": slope, "ftol": 1e-15, "maxcor": 40, "maxiter": 5_000, "maxfun": 10_000},
    )  # fmt: skip


def _read(
    model: Adjacent, ratings: Ratings, parameters: Floats, *, kind: Kind, iterations: int
) -> RatingScale:
    """Everything at the maximum."""
    sigma, beta = float(np.exp(parameters[0])), parameters[1:]
    curvature = model.curvature(parameters)
    held = _held(curvature)
    points = model.grid(sigma)
    log_chances = model.log_chances(beta, points)
    log_likelihood, weights = model.posterior(log_chances, points)
    chances = np.exp(log_chances)
    abilities = _abilities(model, ratings, sigma, held.covariance, chances, weights)
    told, squares = _against(model, ratings, chances, weights)
    steps, dimensions = _steps(model, ratings, beta, held)
    return RatingScale(
        kind=kind,
        of=ratings,
        sigma=_spread(model, parameters, curvature, held.covariance),
        steps=steps,
        dimensions=dimensions,
        facets={
            facet: _of_facet(ratings, facet, members, effect, beta, held)
            for facet, (members, effect) in model.effects.items()
        },
        abilities=abilities,
        reliability=_reliability(model.grid(sigma).ability, weights),
        deviance=-2 * log_likelihood,
        parameters=model.length,
        iterations=iterations,
        converged=True,
        foretold=told,
        squares=squares,
    )


@dataclass(frozen=True, eq=False)
class _Held:
    """The covariance of the parameters, (P, P), as far as the ratings hold them, and the ways in
    which they do not, (P, ways)."""

    covariance: Floats
    loose: Floats

    def errors(self, toward: Floats) -> Floats:
        """Standard errors of linear functions of β, one a row; infinite where not held."""
        within = self.covariance[1:, 1:]
        variance = np.einsum("ij,jk,ik->i", toward, within, toward, optimize=True)
        away = ((toward @ self.loose[1:]) ** 2).sum(axis=1)
        return np.where(away > LOOSE * (toward**2).sum(axis=1), np.inf, np.sqrt(variance))


def _held(curvature: Floats) -> _Held:
    values, ways = np.linalg.eigh(curvature)
    held = values > LOOSE
    kept = ways[:, held]
    return _Held((kept / values[held]) @ kept.T, ways[:, ~held])


def _spread(model: Adjacent, parameters: Floats, curvature: Floats, covariance: Floats) -> Interval:
    """σ with bounds that keep to its side of 0; one-sided where the ratings allow that it is 0."""
    sigma = float(np.exp(parameters[0]))
    if curvature[0, 0] < FLAT:
        return Interval(sigma, None, 0.0, _highest_sigma(model, parameters))
    error = float(np.sqrt(covariance[0, 0]))
    return Interval(sigma, sigma * error, sigma * np.exp(-Z * error), sigma * np.exp(Z * error))


def _highest_sigma(model: Adjacent, parameters: Floats) -> float:
    """The σ up to which the profile of log L falls by no more than chance allows (one side)."""

    def lost(log_sigma: float) -> float:
        def cost(beta: Floats) -> tuple[float, Floats]:
            value, slope = model.cost(np.append(log_sigma, beta))
            return value, slope[1:]

        best = optimize.minimize(cost, parameters[1:], jac=True, method="BFGS")
        return float(best.fun - least - ONE_SIDED)

    least = model.cost(parameters)[0]
    start = float(parameters[0])
    return float(np.exp(optimize.brentq(lost, start, max(start, 0.0) + 5.0, xtol=1e-3)))


def _interval(estimate: float, error: float) -> Interval:
    away = Z * float(error)
    return Interval(float(estimate), float(error), estimate - away, estimate + away)


def _abilities(
    model: Adjacent, ratings: Ratings, sigma: float, covariance: Floats, chances: Floats,
    weights: Floats,
) -> Estimated:  # fmt: skip
    """Posterior means; their sds include that σ, severities and steps are estimated.

    A posterior mean moves with a parameter by the posterior covariance of θ with the slope of
    log P, so what the parameters' uncertainty adds is this times their covariance.
    """
    count = ratings.counts["candidate"]
    ability = model.grid(sigma).ability
    mean, sd = np.full(count, np.nan), np.full(count, np.nan)
    found = weights @ ability
    away = weights * (ability - found[:, None])
    of_sigma = away @ (ability / sigma) ** 2
    toward = np.column_stack([of_sigma, (model.expected(chances, away) @ model.design).toarray()])
    added = np.einsum("cp,pq,cq->c", toward, covariance, toward, optimize=True)
    mean[model.who] = found
    sd[model.who] = np.sqrt(np.maximum(away @ ability + added, 0.0))
    return Estimated(mean, sd, ratings.rated("candidate"))


def _reliability(ability: Floats, weights: Floats) -> float:
    """How much of the spread of abilities the posterior means show."""
    mean = weights @ ability
    within = float((weights @ ability**2 - mean**2).mean())
    between = float(mean.var(ddof=1))
    return between / (between + within)


def _of_facet(
    ratings: Ratings, facet: Facet, members: NDArray[np.intp], effect: Floats, beta: Floats,
    held: _Held,
) -> Estimated:  # fmt: skip
    count = ratings.counts[facet]
    estimate, error = np.full(count, np.nan), np.full(count, np.nan)
    error[members] = held.errors(effect)
    estimate[members] = np.where(np.isinf(error[members]), np.nan, effect @ beta)
    return Estimated(estimate, error, ratings.rated(facet))


def _steps(
    model: Adjacent, ratings: Ratings, beta: Floats, held: _Held
) -> tuple[Estimated, Estimated]:
    """δ (D, K-1) where both levels are in use, and the mean of each dimension (D,)."""
    d, k = ratings.n_dimensions, model.levels
    rows = np.zeros(ratings.n, np.int32) if ratings.dimension is None else ratings.dimension
    rated = np.zeros((d, k), np.intp)
    np.add.at(rated, (rows, ratings.level), 1)
    toward = np.diff(model.table.reshape(d, k, -1), axis=1)
    both = (rated[:, 1:] > 0) & (rated[:, :-1] > 0)
    flat = toward.reshape(d * (k - 1), -1)
    error = np.where(both, held.errors(flat).reshape(d, -1), np.nan)
    each = Estimated(
        np.where(np.isfinite(error), (flat @ beta).reshape(d, -1), np.nan),
        error,
        rated[:, 1:] + rated[:, :-1],
    )
    some = both.sum(axis=1)
    mean = (toward * both[:, :, None]).sum(axis=1) / np.maximum(some, 1)[:, None]
    error = np.where(some > 0, held.errors(mean), np.nan)
    of_all = Estimated(
        np.where(np.isfinite(error), mean @ beta, np.nan),
        error,
        rated.sum(axis=1),
    )
    return each, of_all


def _against(
    model: Adjacent, ratings: Ratings, chances: Floats, weights: Floats
) -> tuple[Foretold, Squares]:
    """What was rated against what was foretold, averaged over the candidate's posterior."""
    cells = chances.reshape(-1, model.levels, chances.shape[1])
    who = np.searchsorted(model.who, ratings.facets["candidate"])
    parts = [
        averaged(ratings.level[some], cells[model.cell[some]], weights[who[some]])
        for some in (slice(at, at + AT_ONCE) for at in range(0, ratings.n, AT_ONCE))
    ]
    expected, variance, fourth, *squares = (np.concatenate(one) for one in zip(*parts, strict=True))
    return Foretold(ratings.level - expected, expected, variance, fourth), Squares(
        squares[0], variance, squares[1], squares[2], squares[3]
    )


def chances_of_steps(ability: Floats, steps: Floats) -> Floats:
    """(abilities, levels): chance of each level between whose neighbours these steps (K-1,) lie.

    A step that is NaN has a level beside it that is never used. Interviewer and question are
    average ones.
    """
    used = np.isfinite(steps)
    climbs = np.where(used, ability[:, None] - np.where(used, steps, 0.0), -np.inf)
    logits = np.concatenate([np.zeros((len(ability), 1)), np.cumsum(climbs, axis=1)], axis=1)
    return np.asarray(softmax(logits, axis=1))
