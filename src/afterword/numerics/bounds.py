"""95 % intervals of σ and of thresholds: from the likelihood, and of σ from the posterior."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from afterword.numerics.design import Places
from afterword.numerics.laplace import Surface
from afterword.numerics.maximum import BEYOND, Maximum
from afterword.numerics.model import Component, Floats, Interval, Z
from afterword.numerics.places import FLAT
from afterword.numerics.stacked import Stack, Stacked
from afterword.numerics.uncertainty import Posterior

SIDES = (-1, 1)
MOST_TRIED = 13
NEAR, ROUGH = 0.1, 0.5  # of the root; ROUGH where the posterior has the last word
CHORDS, SETTLED = 8, 0.02  # of Newton for the others; the decrement at which they have arrived
SURE = 8.0  # a σ this many standard errors from 0 has a symmetric interval on the log scale


def with_posterior(
    sigmas: Mapping[Component, Interval], posterior: Posterior
) -> dict[Component, Interval]:
    """The same estimates with the posterior's bounds where σ was sampled.

    A likelihood that 0 or any large σ suits leaves that side open, for there the prior alone would
    speak.
    """
    return {one: _bounded(found, posterior.sigma_between(one)) for one, found in sigmas.items()}


def _bounded(found: Interval, between: tuple[float, float] | None) -> Interval:
    if between is None:
        return found
    low = min(between[0], found.estimate) if found.low > 0 else 0.0
    high = max(between[1], found.estimate) if np.isfinite(found.high) else np.inf
    return replace(found, low=low, high=high)


def sigma_intervals(
    surface: Surface, maximum: Maximum, *, enough: float = NEAR
) -> dict[Component, Interval]:
    """95 % intervals of each σ: on the log scale where it is sure, else by profile likelihood.

    A bound is sought until its root is ``enough`` near to 1.96; what is left is interpolated.
    """
    errors = np.sqrt(np.diag(np.linalg.inv(maximum.information)))
    places = list(zip(surface.design.components, maximum.parameters, errors, strict=False))
    unsure = [j for j, (_, estimate, error) in enumerate(places) if estimate <= SURE * error]
    bounds = _profiled(surface, maximum, errors, unsure, enough) if unsure else {}
    out: dict[Component, Interval] = {}
    for j, (one, estimate, error) in enumerate(places):
        low, high = bounds.get(j) or _sure(estimate, error)
        out[one] = Interval(float(estimate), float(error) if estimate else None, low, high)
    return out


def _sure(estimate: float, error: float) -> tuple[float, float]:
    width = float(np.exp(Z * error / estimate))
    return float(estimate) / width, float(estimate) * width


def _profiled(
    surface: Surface, maximum: Maximum, errors: Floats, unsure: list[int], enough: float
) -> dict[int, tuple[float, float]]:
    """Where the profile likelihood of each σ has fallen by 1.92 on both sides; 0 or inf if it never
    does. All bounds are sought side by side."""
    profiles = _Profiles(surface, maximum)
    centre, error = maximum.parameters.tolist(), errors.tolist()
    both = {
        j: tuple(_Search(j, side, centre[j], error[j], enough) for side in SIDES) for j in unsure
    }
    every = [one for pair in both.values() for one in pair]
    for _ in range(MOST_TRIED):
        still = [one for one in every if not one.ended]
        if not still:
            break
        where = np.array([one.j for one in still]), np.array([one.tried for one in still])
        for one, root in zip(still, profiles.roots(*where).tolist(), strict=True):
            one.hear(root)
    return {j: (low.tried, high.tried) for j, (low, high) in both.items()}


class _Search:
    """The search for one bound: what is tried next, and between where it must lie."""

    def __init__(self, j: int, side: int, centre: float, error: float, enough: float) -> None:
        self.j, self.side, self.centre, self.enough = j, side, centre, enough
        self.near, self.near_root = centre, 0.0
        self.far, self.far_root = np.inf, np.inf
        self.guess = _guessed(centre, error, side=side)
        self.tried = self.guess if side > 0 else 0.0
        self.ended = side < 0 and centre == 0

    def hear(self, root: float) -> None:
        """Take the root at what was tried, and say what to try next."""
        if self.side < 0 and self.tried == 0:
            self.far, self.tried, self.ended = 0.0, self.guess * (root >= Z), root < Z
            return
        if root < Z - self.enough and self.tried > BEYOND:
            self.tried, self.ended = np.inf, True
            return
        if abs(root - Z) < self.enough:
            straight = self.centre + (self.tried - self.centre) * Z / root
            self.tried, self.ended = max(straight, 0.5 * self.tried), True
            return
        if root < Z:
            self.near, self.near_root = self.tried, root
        else:
            self.far, self.far_root = self.tried, root
        self.tried = self._next()

    def _next(self) -> float:
        """Between where it fell too little and too much; further out while it never fell enough."""
        if not np.isfinite(self.far):
            further = min(max(1.05 * Z / max(self.near_root, 0.1), 1.1), 3.0)
            return self.centre + (self.near - self.centre) * further
        if not np.isfinite(self.far_root):
            return 0.5 * (self.near + self.far)
        share = (Z - self.near_root) / (self.far_root - self.near_root)
        return self.near + (self.far - self.near) * share


def _guessed(centre: float, error: float, *, side: int) -> float:
    """The Wald bound, on the log scale where that is sensible."""
    if centre > 2.5 * error:
        return centre * float(np.exp(side * Z * error / centre))
    return max(centre + side * Z * min(error, FLAT), centre * 0.2)


class _Profiles:
    """Roots of the profile likelihoods of σ, all other parameters following by chord Newton."""

    def __init__(self, surface: Surface, maximum: Maximum) -> None:
        self.stacked, self.maximum = Stacked(surface), maximum
        p = surface.size
        self.inverse = np.zeros((surface.n_sigmas, p, p))  # of the others' information
        for j in range(surface.n_sigmas):
            others = np.delete(np.arange(p), j)
            inner = np.linalg.inv(maximum.information[np.ix_(others, others)])
            self.inverse[j][np.ix_(others, others)] = inner

    def roots(self, j: Places, sigmas: Floats) -> Floats:
        """How far, in standard deviations, each σ of these components is from the maximum, (b,)."""
        parts = self.stacked.parts(j.size)
        return np.concatenate([self._roots(j[part], sigmas[part]) for part in parts])

    def _roots(self, j: Places, sigmas: Floats) -> Floats:
        stack, open_ = self._start(j, sigmas), np.arange(j.size)
        value = stack.value.copy()
        for _ in range(CHORDS):
            slope = self.stacked.gradient(stack)
            moves = np.einsum("bpq,qb->pb", self.inverse[j[open_]], slope)
            gain = (slope * moves).sum(axis=0)
            value[open_] = stack.value + 0.5 * gain
            still = gain >= SETTLED
            if not still.any():
                break
            after = self.stacked.climbed(stack.take(still), moves[:, still])
            rose = after.value > stack.value[still]
            open_, stack = open_[still][rose], after.take(rose)
            if not rose.any():
                break
        return np.asarray(np.sqrt(np.maximum(2 * (self.maximum.point.value - value), 0.0)))

    def _start(self, j: Places, sigmas: Floats) -> Stack:
        """The others where the information sends them, or where they were if that is better."""
        top, b = self.maximum, np.arange(j.size)
        stayed = np.repeat(top.parameters[:, None], j.size, axis=1)
        stayed[j, b] = sigmas
        away = sigmas - top.parameters[j]
        towards = np.einsum("bpq,qb->pb", self.inverse[j], top.information[:, j])
        there = self.stacked.in_order(stayed - away * towards)
        followed = np.where(there, stayed - away * towards, stayed)
        near = np.repeat(top.point.mode[:, None], j.size, axis=1)
        both = self.stacked.at(np.hstack([followed, stayed]), near=np.hstack([near, near]))
        better = both.value[: j.size] >= both.value[j.size :]
        return both.take(np.where(better, b, b + j.size))


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
