"""The joint mode of all abilities, interviews, severities and difficulties, for given σ and τ.

Newton's method on the log posterior, which is concave. Each candidate's block (abilities and
interviews) is eliminated exactly; what is left, severities and difficulties, is solved by
conjugate gradients preconditioned with their curvature (Hestenes & Stiefel 1952; inexact Newton:
Dembo, Eisenstat & Steihaug 1982). One pass over the ratings a step, one over the bundles a
gradient: cost is linear in both.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from afterword.numerics import kernels
from afterword.numerics.errors import NotConverged
from afterword.numerics.layout import Layout, in_parts
from afterword.numerics.model import Components, Floats
from afterword.numerics.slopes import (
    Place,
    Priors,
    Slopes,
    held_by,
    inner,
    nowhere,
    priors_of,
    slopes_at,
)
from afterword.numerics.tables import Tables, tables_of

MOST_STEPS = 60
ARRIVED = 2e-4
CLOSE = 1e-3
MOST_GRADIENTS = 400
NO_SLOPES = np.empty((0, 0)), np.empty(0)


@dataclass(frozen=True, eq=False)
class Mode:
    """The joint mode, and the slopes (with curvatures) one step before it."""

    place: Place
    slopes: Slopes
    priors: Priors
    iterations: int
    gradients: int


def mode_of(layout: Layout, components: Components, *, start: Place | None = None) -> Mode:
    """The joint mode, from zero or from where an earlier fit ended.

    Ends with a step under ARRIVED, or one after which the next would be far under it. Raises
    NotConverged after MOST_STEPS steps.
    """
    priors = priors_of(components, n_dims=layout.n_dims)
    tables = tables_of(components.thresholds)
    place = start or nowhere(layout, priors)
    slopes = slopes_at(layout, place, tables=tables, priors=priors)
    gradients, tolerance, before = 0, 0.1, 0.0
    for iteration in range(1, MOST_STEPS + 1):
        step, used = _step(layout, slopes, priors=priors, tolerance=tolerance)
        gradients += used
        far = step.farthest
        if far < ARRIVED or _next(far, before, tolerance=tolerance) < ARRIVED / 10:
            return Mode(place.moved(step, share=1.0), slopes, priors, iteration, gradients)
        place, slopes = _uphill(layout, place, slopes, step, tables=tables, priors=priors)
        tolerance, before = min(tolerance, max(CLOSE, 0.02 * far)), far
    raise NotConverged(iterations=MOST_STEPS, gradient=far)


def _next(far: float, before: float, *, tolerance: float) -> float:
    """How long the next step would be: Newton's steps shrink by a square, where solved exactly."""
    if far >= before:
        return far
    return max(far * (far / before) ** 2, far * tolerance)


def _uphill(
    layout: Layout, place: Place, slopes: Slopes, step: Place, *, tables: Tables, priors: Priors
) -> tuple[Place, Slopes]:
    """The step, halved until the log posterior does not fall."""
    floor = slopes.log_posterior - 1e-9 * abs(slopes.log_posterior)
    share = 1.0
    while True:
        there = place.moved(step, share=share)
        found = slopes_at(layout, there, tables=tables, priors=priors)
        if found.log_posterior >= floor or share < 1e-6:
            return there, found
        share /= 2


def _step(layout: Layout, slopes: Slopes, *, priors: Priors, tolerance: float) -> tuple[Place, int]:
    """The Newton step, to a relative tolerance, and the gradients it took."""
    system, up = System(layout, slopes.weight, priors, slopes.up), slopes.up
    right = np.concatenate([up.severity, up.difficulty]) - system.asked()
    x, used = system.solved(right, slopes=slopes, tolerance=tolerance)
    severity, difficulty = x[: layout.n_interviewers], x[layout.n_interviewers :]
    return Place(*system.settled(severity, difficulty), severity, difficulty), used


@dataclass(frozen=True, eq=False)
class System:
    """The Newton system with candidates eliminated: severities first, then difficulties.

    ``up`` are the slopes that the step is for.
    """

    layout: Layout
    weight: NDArray[np.float32]
    priors: Priors
    up: Place

    def asked(self) -> Floats:
        """What the slopes of abilities and interviews pull at severities and difficulties."""
        if self.condensed is not None:
            return self.condensed.asked
        zero = np.zeros(self.layout.n_interviewers), np.zeros(self.layout.n_questions)
        return self.pulled(*zero, up=self.up)

    def settled(self, severity: Floats, difficulty: Floats) -> tuple[Floats, Floats]:
        """Steps of abilities and interviews for steps of severities and difficulties."""
        into = np.empty_like(self.up.ability), np.empty_like(self.up.interview)
        if self.condensed is None:
            self.pulled(severity, difficulty, up=self.up, into=into)
        else:
            self.condensed.settle(self, severity, difficulty, into=into)
        return into

    def pulled(
        self, severity: Floats, difficulty: Floats, *, up: Place | None = None,
        into: tuple[Floats, Floats] | None = None,
    ) -> Floats:  # fmt: skip
        """The Schur complement times a step, without its prior; see kernels.eliminate."""
        layout, parts = self.layout, self.layout.parts
        who = np.zeros((parts, layout.n_interviewers))
        what = np.zeros((parts, layout.n_questions))
        up_ability, up_nu = (up.ability, up.interview) if up else NO_SLOPES
        ability, nu = into or NO_SLOPES
        one = self.priors.ability.shape[0] == 1
        kernel = kernels.eliminate_one if one else kernels.eliminate

        def part(p: int) -> None:
            kernel(
                layout.cuts[p], layout.cuts[p + 1], *layout.arrays, self.weight,
                self.priors.ability, self.priors.interview, up is not None, up_ability, up_nu,
                severity, difficulty, into is not None, ability, nu, who[p], what[p],
            )  # fmt: skip

        in_parts(part, parts)
        return np.concatenate([who.sum(axis=0), what.sum(axis=0)])

    def times(self, x: Floats) -> Floats:
        """The Schur complement with its prior, times x."""
        at = self.layout.n_interviewers
        severity, difficulty = x[:at], x[at:]
        condensed = self.condensed
        if condensed is None:
            return self.pulled(severity, difficulty) + self.held * x
        return condensed.times(self.layout, severity, difficulty) + self.held * x

    @cached_property
    def condensed(self) -> "Condensed | None":
        """The system without its interviews, where each of them is one bundle or has no effect."""
        layout, priors = self.layout, self.priors
        apart = layout.who.size == layout.n_interviews or not np.isfinite(priors.interview)
        if priors.ability.shape[0] > 1 or not apart:
            return None
        left, held = np.empty(layout.who.size, np.float32), np.empty(layout.n_candidates)
        who = np.zeros((layout.parts, layout.n_interviewers))
        what = np.zeros((layout.parts, layout.n_questions))

        def part(p: int) -> None:
            kernels.condense(
                layout.cuts[p], layout.cuts[p + 1], layout.ends, layout.interview_ends, layout.who,
                layout.what, self.weight, priors.ability[0, 0], priors.interview,
                self.up.ability, self.up.interview, left, held, who[p], what[p],
            )  # fmt: skip

        in_parts(part, layout.parts)
        return Condensed(left, held, np.concatenate([who.sum(axis=0), what.sum(axis=0)]))

    @property
    def held(self) -> Floats:
        """Prior precisions of severities and difficulties; 0 where not modelled."""
        sizes = [self.layout.n_interviewers, self.layout.n_questions]
        return np.repeat([held_by(self.priors.interviewer), held_by(self.priors.question)], sizes)

    @property
    def free(self) -> Floats:
        """1 for what is modelled, 0 for what is held at zero."""
        sizes = [self.layout.n_interviewers, self.layout.n_questions]
        modelled = np.isfinite([self.priors.interviewer, self.priors.question])
        return np.repeat(modelled.astype(float), sizes)

    def solved(self, right: Floats, *, slopes: Slopes, tolerance: float) -> tuple[Floats, int]:
        """Preconditioned conjugate gradients to a relative tolerance in the preconditioned norm."""
        inverse = self.free / (np.concatenate([slopes.who, slopes.what]) + self.held + 1e-300)
        x = np.zeros_like(right)
        rest = right * self.free
        toward = inverse * rest
        direction, size = toward, inner(rest, toward)
        goal = size * tolerance**2
        for gradient in range(MOST_GRADIENTS):
            if size <= goal or size == 0.0:
                return x, gradient
            image = self.times(direction)
            length = size / inner(direction, image)
            x = x + length * direction
            rest = (rest - length * image) * self.free
            toward = inverse * rest
            size, before = inner(rest, toward), size
            direction = toward + (size / before) * direction
        raise NotConverged(iterations=MOST_GRADIENTS, gradient=size**0.5)


@dataclass(frozen=True, eq=False)
class Condensed:
    """What is left of each bundle's weight, the inverse of what holds each ability, and what the
    slopes pull at severities and difficulties."""

    left: NDArray[np.float32]
    held: Floats
    asked: Floats

    def times(self, layout: Layout, severity: Floats, difficulty: Floats) -> Floats:
        """The Schur complement without its prior, times a step."""
        who = np.zeros((layout.parts, layout.n_interviewers))
        what = np.zeros((layout.parts, layout.n_questions))

        def part(p: int) -> None:
            kernels.times(
                layout.cuts[p], layout.cuts[p + 1], layout.bundle_ends, layout.who, layout.what,
                self.left, self.held, severity, difficulty, who[p], what[p],
            )  # fmt: skip

        in_parts(part, layout.parts)
        return np.concatenate([who.sum(axis=0), what.sum(axis=0)])

    def settle(
        self, system: System, severity: Floats, difficulty: Floats, *, into: tuple[Floats, Floats]
    ) -> None:
        """Write the steps of abilities and interviews."""
        layout, up = system.layout, system.up

        def part(p: int) -> None:
            kernels.settle(
                layout.cuts[p], layout.cuts[p + 1], layout.ends, layout.interview_ends, layout.who,
                layout.what, system.weight, system.priors.interview, up.ability, up.interview,
                self.left, self.held, severity, difficulty, *into,
            )  # fmt: skip

        in_parts(part, layout.parts)
