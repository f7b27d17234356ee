"""Where the spread of ratings comes from, and how many interviews make an estimate dependable.

On the latent scale the residual variance is 1 (π²/3 for the logit link), so the shares are latent
intraclass correlations. Dependability is Brennan's Φ (2001, Generalizability Theory, ch. 1 and 2)
for interviews by different interviewers with different questions, over fixed dimensions.
Bounds come from draws of σ that follow each one's own interval and their correlations.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from afterword.numerics.model import RESIDUAL, Component, Fit, Floats, Interval, Link, Z

DRAWS = 4000
CHANGING: tuple[Component, ...] = ("interview", "interviewer", "question")


@dataclass(frozen=True)
class Dependability:
    """Φ of an ability after each number of interviews, and how many reach the goal.

    ``needed`` is None where no number up to ``most`` reaches it.
    """

    by_interviews: Mapping[int, Interval]
    goal: float
    needed: int | None
    most: int

    @property
    def reached(self) -> tuple[int | None, int | None]:
        """The fewest and the most interviews that may reach the goal; None for more than ``most``.

        Φ rises with their number, so these are where its bounds reach the goal.
        """
        return self._first("high"), self._first("low")

    def _first(self, end: str) -> int | None:
        reached = (n for n, one in self.by_interviews.items() if getattr(one, end) >= self.goal)
        return next(reached, None)


def variance_shares(fit: Fit, *, rng: np.random.Generator) -> dict[str, Interval]:
    """The share of latent variance of each component and of the residual; they add up to 1.

    Bounds are 0 and 1 where the estimator did not say how sure the σ are.
    """
    names = [*fit.components.sigmas, "residual"]
    link = fit.components.link
    point = shares_of(np.array([list(fit.components.sigmas.values())]), link=link)[0]
    if not _bounded(fit):
        return {n: Interval(float(p), None, 0.0, 1.0) for n, p in zip(names, point, strict=True)}
    drawn = shares_of(sigma_draws(fit, rng=rng), link=link)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return {
        name: Interval(float(point[j]), float(drawn[:, j].std()), float(low[j]), float(high[j]))
        for j, name in enumerate(names)
    }


def shares_of(sigmas: Floats, *, link: Link = "probit") -> Floats:
    """Shares for σ (draws, k): (draws, k + 1), the residual last.

    By hand: σ of 1 and 1 beside a residual of 1 are a third each.
    """
    variances = np.column_stack([sigmas**2, np.full(len(sigmas), RESIDUAL[link])])
    return np.asarray(variances / variances.sum(axis=1, keepdims=True))


def sigma_draws(fit: Fit, *, rng: np.random.Generator, draws: int = DRAWS) -> Floats:
    """Draws of σ (draws, k): each follows its interval, a normal half on either side."""
    intervals = [fit.sigmas[one] for one in fit.components.sigmas]
    k = len(intervals)
    z = rng.standard_normal((draws, k)) @ _root(fit.covariance, k).T
    centre = np.array([one.estimate for one in intervals])
    up = np.array([one.high - one.estimate for one in intervals]) / Z
    down = np.array([one.estimate - one.low for one in intervals]) / Z
    return np.asarray(np.maximum(centre + np.where(z > 0, up, down) * z, 0.0))


def _bounded(fit: Fit) -> bool:
    """Whether the estimator said how sure every σ is."""
    return all(np.isfinite(one.high) for one in fit.sigmas.values())


def _root(covariance: Floats | None, k: int) -> Floats:
    """A root of the correlations of the σ; of the identity where there are none."""
    if covariance is None:
        return np.eye(k)
    inner = covariance[:k, :k]
    spread = np.sqrt(np.diag(inner))
    alike = np.divide(inner, np.outer(spread, spread), out=np.eye(k), where=inner != 0)
    values, vectors = np.linalg.eigh(alike)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0)))


def dependability(
    fit: Fit, *, n_dimensions: int, rng: np.random.Generator, goal: float = 0.8, most: int = 50
) -> Dependability:
    """How dependable an ability is after 1..most interviews in which all dimensions are rated."""
    names = tuple(fit.components.sigmas)
    link = fit.components.link
    counts = np.arange(1, most + 1)
    estimate = np.array([list(fit.components.sigmas.values())])
    drawn = sigma_draws(fit, rng=rng) if _bounded(fit) else None
    point = phi(estimate, names, counts, n_dimensions=n_dimensions, link=link)[0]
    low, high = np.zeros(most), np.ones(most)
    if drawn is not None:
        spread = phi(drawn, names, counts, n_dimensions=n_dimensions, link=link)
        low, high = np.quantile(spread, [0.025, 0.975], axis=0)
    reached = np.flatnonzero(point >= goal)
    return Dependability(
        by_interviews={
            int(n): Interval(float(p), None, float(a), float(b))
            for n, p, a, b in zip(counts, point, low, high, strict=True)
        },
        goal=goal, most=most, needed=int(counts[reached[0]]) if reached.size else None,
    )  # fmt: skip


def phi(
    sigmas: Floats, names: tuple[Component, ...], counts: np.ndarray[tuple[int], np.dtype[np.intp]],
    *, n_dimensions: int, link: Link = "probit",
) -> Floats:  # fmt: skip
    """Φ for σ (draws, k) after each count of interviews, (draws, counts).

    By hand: a candidate's σ of 1, an interviewer's of 1, one dimension, the residual 1: after one
    interview 1/(1+2) = 1/3; after eight 1/(1+2/8) = .8.
    """
    squares = {name: sigmas[:, j] ** 2 for j, name in enumerate(names)}
    none = np.zeros(len(sigmas))
    own = squares.get("candidate", none) + squares.get("profile", none) / n_dimensions
    changing = sum((squares.get(one, none) for one in CHANGING), none)
    noise = changing + RESIDUAL[link] / n_dimensions
    return np.asarray(own[:, None] / (own[:, None] + noise[:, None] / counts))
