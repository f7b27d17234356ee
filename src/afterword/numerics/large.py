"""Calibration of millions of ratings: composite likelihood, joint mode, spreads, surprises.

The exact estimator (laplace.py) is better where it can be afforded, up to about 20,000 ratings;
this one costs the same for every rating. docs/sums/large.md derives it.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from afterword.numerics import kernels
from afterword.numerics.layout import Layout, in_parts, layout_of
from afterword.numerics.model import (
    COMPONENTS,
    Component,
    Components,
    Condition,
    Effects,
    Fit,
    Floats,
    Interval,
)
from afterword.numerics.modes import Mode, mode_of
from afterword.numerics.ratings import Facet, Ratings
from afterword.numerics.shares import Divided, Scaling, divided
from afterword.numerics.slopes import Place, abilities
from afterword.numerics.spreads import Spreads, spreads_of
from afterword.numerics.tables import tables_of

Number = TypeVar("Number", np.float64, np.intp)


@dataclass(frozen=True, eq=False)
class Surprise:
    """Mean squares by member: 1 is what chance alone gives, more is noise, less too smooth.

    ``infit`` weighs each squared residual by its variance, ``outfit`` counts each alike (Wright &
    Masters 1982, ch. 5); nan-free: a member without ratings has 1. Effects are shrunken modes, so
    means lie a little below 1.
    """

    infit: Floats
    outfit: Floats


@dataclass(frozen=True, eq=False)
class Large:
    """A fit with what a later refit starts from."""

    fit: Fit
    layout: Layout
    mode: Mode
    spreads: Spreads
    surprises: Mapping[Facet, Surprise]

    @property
    def place(self) -> Place:
        return self.mode.place


def fit_large(
    ratings: Ratings, *, components: Sequence[Component] | None = None,
    scaling: Scaling = "dimension", start: Place | None = None,
) -> Large:  # fmt: skip
    """σ and τ by composite likelihood, then all effects, their spreads and their surprises.

    ``components`` narrows the model; ``scaling`` says whether dimensions have thresholds of their
    own, the same shifted by a constant, or the same. ``start`` is where an earlier fit ended.
    Raises AllEqual, NothingToSeparate or NotConverged.
    """
    begun = time.perf_counter()
    layout = layout_of(ratings)
    found = divided(layout, wanted=components, scaling=scaling)
    return fit_given(layout, found, start=start, begun=begun)


def fit_given(
    layout: Layout, found: Divided, *, start: Place | None = None, begun: float | None = None
) -> Large:
    """All effects for given σ and τ."""
    begun = time.perf_counter() if begun is None else begun
    mode = mode_of(layout, found.components, start=start)
    spreads = spreads_of(layout, mode, found.components)
    surprises = surprises_of(layout, mode, found.components.thresholds)
    effects = effects_of(layout, mode, found.components, spreads)
    fit = Fit(
        method="composite",
        components=found.components,
        sigmas={one: _unknown(s) for one, s in found.components.sigmas.items()},
        thresholds=_thresholds(found.components.thresholds),
        effects=effects,
        log_likelihood=found.log_likelihood,
        n=layout.n,
        iterations=found.iterations + mode.iterations,
        converged=True,
        conditions=(*found.conditions, UNASKED),
        seconds=time.perf_counter() - begun,
    )
    return Large(fit, layout, mode, spreads, surprises)


RATERS: tuple[Component, ...] = ("interviewer", "question")
UNASKED = Condition(
    "errors_unasked",
    "How far candidates, interviewers and questions differ is told without its interval, which "
    "takes more fits of so much data.",
)


def _unknown(estimate: float) -> Interval:
    return Interval(float(estimate), None, 0.0, np.inf)


def _thresholds(tau: Floats) -> dict[tuple[int, int], Interval]:
    return {
        (d, k): Interval(float(tau[d, k]), None, -np.inf, np.inf)
        for d, k in np.argwhere(np.isfinite(tau)).tolist()
    }


def effects_of(
    layout: Layout, mode: Mode, components: Components, spreads: Spreads
) -> dict[Component, Effects]:
    """Modes and spreads by component, interviews in the order of the input."""
    theta, profile = abilities(mode.place, components)
    place, rated = mode.place, _rated(layout)
    modes: dict[Component, Floats | None] = {
        "candidate": theta,
        "profile": profile,
        "interview": _as_given(layout, place.interview),
        "interviewer": place.severity,
        "question": place.difficulty,
    }
    sds: dict[Component, Floats | None] = {
        "candidate": spreads.candidate,
        "profile": spreads.profile,
        "interview": _as_given(layout, spreads.interview),
        "interviewer": spreads.interviewer,
        "question": spreads.question,
    }
    effects: dict[Component, Effects] = {}
    for one in COMPONENTS:
        at, sd = modes[one], sds[one]
        if one in components.sigmas and at is not None and sd is not None:
            effects[one] = Effects(mode=at, sd_given=sd, sd=sd, rated=rated[one])
    return effects


def sds_against_all(large: Large, component: Component) -> Floats:
    """Sds of effects less the mean of all: without what is unsure of all of them alike.

    By hand: of m that each have variance v and any two covariance c, (v − c)(1 − 1/m).
    """
    given, alike = large.fit.effects[component].sd_given, 0.0
    if component in RATERS:
        alike = float(large.spreads.raters.common[RATERS.index(component)])
    return np.asarray(np.sqrt(np.maximum(given**2 - alike, 0.0) * (1 - 1 / given.size)))


def _as_given(layout: Layout, values: NDArray[Number]) -> NDArray[Number]:
    """Values of interviews in the order of the input."""
    if layout.interview_at is None:
        return values
    given = np.empty_like(values)
    given[layout.interview_at] = values
    return given


def _rated(layout: Layout) -> dict[Component, NDArray[np.intp]]:
    """How many ratings each member has."""
    sizes = np.diff(layout.first)
    by_interview = np.diff(layout.first[np.concatenate([[0], layout.interview_ends])])
    heads = np.concatenate([[0], layout.interview_ends])[np.concatenate([[0], layout.ends])]
    by_candidate = np.diff(layout.first[heads])
    return {
        "candidate": by_candidate,
        "profile": np.broadcast_to(by_candidate[:, None], (by_candidate.size, layout.n_dims)),
        "interview": _as_given(layout, by_interview),
        "interviewer": np.bincount(layout.who, sizes, layout.n_interviewers).astype(np.intp),
        "question": np.bincount(layout.what, sizes, layout.n_questions).astype(np.intp),
    }


def surprises_of(layout: Layout, mode: Mode, thresholds: Floats) -> dict[Facet, Surprise]:
    """Infit and outfit of every candidate, interviewer and question, at the joint mode."""
    tables, place, parts = tables_of(thresholds), mode.place, layout.parts
    of_candidate = np.zeros((layout.n_candidates, 3))
    of_who = np.zeros((parts, layout.n_interviewers, 3))
    of_what = np.zeros((parts, layout.n_questions, 3))

    def part(p: int) -> None:
        kernels.surprise(
            layout.cuts[p], layout.cuts[p + 1], layout.ends, layout.interview_ends, layout.first,
            layout.who, layout.what, layout.code, layout.n_levels, place.ability, place.interview,
            place.severity, place.difficulty, tables.moments, tables.origin, tables.per_unit,
            of_candidate, of_who[p], of_what[p],
        )  # fmt: skip

    in_parts(part, parts)
    rated = _rated(layout)
    return {
        "candidate": _surprise(of_candidate, rated["candidate"]),
        "interviewer": _surprise(of_who.sum(axis=0), rated["interviewer"]),
        "question": _surprise(of_what.sum(axis=0), rated["question"]),
    }


def _surprise(sums: Floats, rated: NDArray[np.intp]) -> Surprise:
    def share(above: Floats, below: Floats) -> Floats:
        return np.divide(above, below, out=np.ones_like(above), where=below > 0)

    return Surprise(
        infit=share(sums[:, 1], sums[:, 2]), outfit=share(sums[:, 0], rated.astype(float))
    )
