"""Where all effects stand, and which way the log posterior rises from there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterword.numerics import kernels
from afterword.numerics.layout import Layout, in_parts
from afterword.numerics.model import Component, Components, Floats
from afterword.numerics.tables import Tables


@dataclass(frozen=True, eq=False)
class Priors:
    """Precisions: ``ability`` (W, W), W = D with a profile, else 1; infinite where not modelled."""

    ability: Floats
    interview: float
    interviewer: float
    question: float


@dataclass(frozen=True, eq=False)
class Place:
    """Where all effects stand: ability (C, W), interview (V,), severity (I,), difficulty (Q,)."""

    ability: Floats
    interview: Floats
    severity: Floats
    difficulty: Floats

    def moved(self, by: "Place", *, share: float) -> "Place":
        """This place, a share of a step further."""
        return Place(
            self.ability + share * by.ability,
            self.interview + share * by.interview,
            self.severity + share * by.severity,
            self.difficulty + share * by.difficulty,
        )

    @property
    def farthest(self) -> float:
        """The largest of all entries."""
        parts = (self.ability, self.interview, self.severity, self.difficulty)
        return max(float(max(one.max(initial=0.0), -one.min(initial=0.0))) for one in parts)


@dataclass(frozen=True, eq=False)
class Slopes:
    """Log-likelihood at a place, its slopes there, and curvatures: by cell, by who, by what."""

    log_likelihood: float
    log_posterior: float
    up: Place
    weight: NDArray[np.float32]
    who: Floats
    what: Floats


def priors_of(components: Components, *, n_dims: int) -> Priors:
    """Precisions of the effects: a candidate's abilities share θ, their profiles differ."""
    common, own = components.sigma("candidate") ** 2, components.sigma("profile") ** 2
    width = n_dims if own > 0 else 1
    ability: Floats = np.array([[_precision(common)]])
    if own > 0:
        covariance = np.full((width, width), common) + own * np.eye(width)
        ability = np.linalg.inv(covariance).astype(np.float64)
    others: tuple[Component, ...] = ("interview", "interviewer", "question")
    return Priors(ability, *(_precision(components.sigma(one) ** 2) for one in others))


def _precision(variance: float) -> float:
    return 1.0 / variance if variance > 0 else np.inf


def nowhere(layout: Layout, priors: Priors) -> Place:
    """All effects at zero."""
    return Place(
        np.zeros((layout.n_candidates, priors.ability.shape[0])),
        np.zeros(layout.n_interviews),
        np.zeros(layout.n_interviewers),
        np.zeros(layout.n_questions),
    )


def slopes_at(layout: Layout, place: Place, *, tables: Tables, priors: Priors) -> Slopes:
    """One pass over all ratings: log posterior, slopes and curvatures at a place."""
    parts, width = layout.parts, priors.ability.shape[0]
    weight = np.empty(layout.n if width > 1 else layout.who.size, np.float32)
    up_ability, up_nu = np.empty_like(place.ability), np.empty_like(place.interview)
    who = np.zeros((parts, layout.n_interviewers, 2))
    what = np.zeros((parts, layout.n_questions, 2))

    def part(p: int) -> float:
        total: float = kernels.curvature(
            layout.cuts[p], layout.cuts[p + 1], *layout.arrays, place.ability, place.interview,
            place.severity, place.difficulty, tables.probit, tables.origin, tables.per_unit,
            weight, up_ability, up_nu, who[p], what[p],
        )  # fmt: skip
        return total

    likelihood = sum(in_parts(part, parts))
    who_sum, what_sum = who.sum(axis=0), what.sum(axis=0)
    pulls = _prior_pulls(place, priors)
    up = Place(up_ability, up_nu, who_sum[:, 0], what_sum[:, 0]).moved(pulls, share=-1.0)
    penalty = 0.5 * _dot(place, pulls)
    return Slopes(likelihood, likelihood - penalty, up, weight, who_sum[:, 1], what_sum[:, 1])


def _prior_pulls(place: Place, priors: Priors) -> Place:
    """Precision times effect; 0 where an effect is not modelled."""
    ability = (
        np.einsum("cd,de->ce", place.ability, priors.ability)
        if np.isfinite(priors.ability).all()
        else np.zeros_like(place.ability)
    )
    return Place(
        ability,
        held_by(priors.interview) * place.interview,
        held_by(priors.interviewer) * place.severity,
        held_by(priors.question) * place.difficulty,
    )


def held_by(precision: float) -> float:
    """The precision of a prior; 0 for what is not modelled, which nothing pulls back."""
    return precision if np.isfinite(precision) else 0.0


def _dot(one: Place, other: Place) -> float:
    return (
        inner(one.ability.ravel(), other.ability.ravel())
        + inner(one.interview, other.interview)
        + inner(one.severity, other.severity)
        + inner(one.difficulty, other.difficulty)
    )


def inner(one: Floats, other: Floats) -> float:
    """The inner product in one fixed order: a threaded library's sums would vary by machine."""
    return float(np.einsum("i,i->", one, other))


def abilities(place: Place, components: Components) -> tuple[Floats, Floats | None]:
    """θ (C,) and δ (C, W) of a place; δ is None without a profile."""
    common, own = components.sigma("candidate") ** 2, components.sigma("profile") ** 2
    if own == 0:
        return place.ability[:, 0], None
    width = place.ability.shape[1]
    theta = place.ability.sum(axis=1) * (common / (own + width * common))
    return theta, place.ability - theta[:, None]
