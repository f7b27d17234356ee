"""Estimates in the unit that people rate in: levels.

What an average interviewer with an average question would have given in an hour; how many levels a
strictness or a difficulty moves a rating; how much an hour with a question tells.
docs/sums/levels.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from afterword.numerics.design import Places
from afterword.numerics.mixture import bounds, moments
from afterword.numerics.model import Component, Components, Fit, Floats, Interval
from afterword.numerics.places import Node
from afterword.numerics.ratings import Codes
from afterword.numerics.uncertainty import Posterior

EVEN = 21  # places of equal chance at which an unknown is looked at
AT_ONCE = 256
MOST_NODES = 16  # of those where σ is looked at
LOW, HIGH = 0.025, 0.975
REACH = 4.0
OWN: tuple[Component, ...] = ("candidate", "profile", "interview")
_PLACES = ndtri((np.arange(EVEN) + 0.5) / EVEN)
_POINTS, _WEIGHTS = np.polynomial.hermite_e.hermegauss(31)
_SHARES = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True, eq=False)
class Asked:
    """Of whom, in which hour and dimension a level is asked: codes, (m,) each."""

    candidate: Codes
    interview: Codes
    dimension: Codes

    def of(self, component: Component, *, n_dimensions: int) -> Codes:
        """The members of a component that are asked about."""
        if component == "profile":
            return np.asarray(self.candidate * n_dimensions + self.dimension)
        return self.candidate if component == "candidate" else self.interview

    def some(self, begin: int) -> "Asked":
        """As many of them as are worked on at once."""
        part = slice(begin, begin + AT_ONCE)
        return Asked(self.candidate[part], self.interview[part], self.dimension[part])


@dataclass(frozen=True, eq=False)
class Levels:
    """Mean levels, counted from 0, with 95 % intervals, (m,) each."""

    estimate: Floats
    low: Floats
    high: Floats


def mean_level(eta: Floats, thresholds: Floats) -> Floats:
    """The mean level, counted from 0, for η and thresholds whose last axis is the levels'.

    By hand: thresholds −1, 0, 1 and η = 0 give Φ(1) + Φ(0) + Φ(−1) = .84 + .50 + .16 = 1.5.
    """
    return np.asarray(ndtr(np.asarray(eta)[..., None] - thresholds).sum(axis=-1))


def adjusted(posterior: Posterior, asked: Asked) -> Levels:
    """What an interviewer and a question of mean strictness here would have given, on average.

    The hour keeps its candidate, their profile and its own good or bad day; how strict the
    interviewer and how hard the question was is taken out. Everything unknown is in the interval.
    """
    parts = [
        _adjusted(posterior, asked.some(begin)) for begin in range(0, asked.candidate.size, AT_ONCE)
    ]
    return Levels(*(np.concatenate([getattr(one, name) for one in parts]) for name in _NAMES))


_NAMES = ("estimate", "low", "high")


def _adjusted(posterior: Posterior, asked: Asked) -> Levels:
    nodes = _few(posterior)
    levels = np.concatenate([_levels_at(posterior, one, asked) for one in nodes], axis=1)
    shares = np.array([one.weight for one in nodes])
    weights = np.repeat(shares / shares.sum(), EVEN) / EVEN
    return _summed(levels, weights)


def _few(posterior: Posterior) -> list[Node]:
    """Some of the places where σ is looked at: every so-manieth of an even sequence is even."""
    weighed = [one for one in posterior.nodes if one.weight]
    return weighed[:: -(-len(weighed) // MOST_NODES)]


def _levels_at(posterior: Posterior, node: Node, asked: Asked) -> Floats:
    """The mean level at even places of η, (m, EVEN), at one node."""
    surface = posterior.surface
    rows = np.zeros_like(asked.dimension) if surface.design.common else asked.dimension
    table = surface.design.scale.table[rows]
    mean, variance = _eta(posterior, node, asked, table)
    taus = node.point.parameters[surface.n_sigmas : surface.n_sigmas + surface.n_thresholds]
    ends = np.concatenate([taus, [np.inf, -np.inf]])  # the table's -2 and -1
    eta = mean[:, None] + np.sqrt(variance)[:, None] * _PLACES
    return mean_level(eta, ends[table][:, None, :])


def _eta(posterior: Posterior, node: Node, asked: Asked, table: Places) -> tuple[Floats, Floats]:
    """Mean and variance, (m,), of η with everybody's mean strictness and difficulty in it.

    The variance is of η less the thresholds it is held against, which moves with all of them.
    """
    surface, many = posterior.surface, asked.candidate.size
    weights, fresh = np.zeros((surface.layout.length, many)), np.zeros(many)
    for component in surface.design.components:
        sigma = _sigma_at(posterior, node, component)
        if component in OWN:
            members = asked.of(component, n_dimensions=surface.design.ratings.n_dimensions)
            places = surface.layout.places[component][members]
            seen = places >= 0
            weights[places[seen], np.flatnonzero(seen)] += sigma
            fresh += np.where(seen, 0.0, sigma**2)
        else:
            everybody = surface.layout.places[component]
            everybody = everybody[everybody >= 0]
            weights[everybody] -= sigma / everybody.size
    known = (weights * node.point.curvature.solve(weights)).sum(axis=0)
    moved = weights.T @ node.by_location - _of_row(table, node.location.shape[0])
    shifted = ((moved @ node.location) * moved).sum(axis=1)
    return weights.T @ node.mean, known + shifted + fresh


def _of_row(table: Places, free: int) -> Floats:
    """The mean of each row's own thresholds, as weights on all of them, (m, q)."""
    shares = (table[:, :, None] == np.arange(free)).sum(axis=1).astype(float)
    return np.asarray(shares / np.maximum(shares.sum(axis=1, keepdims=True), 1))


@dataclass(frozen=True, eq=False)
class Against:
    """Members' effects less the mean of all that were seen, their sds about ``estimate``, and 95 %
    bounds: (count,) each."""

    estimate: Floats
    sd: Floats
    low: Floats
    high: Floats


def against_all(posterior: Posterior, component: Component) -> Against:
    """Each member's effect less the mean of all that were seen.

    Narrower than the effect itself, which also holds how little a few say of their population. The
    bounds are those of what lies over all σ, which reaches further out than σ at the maximum says.
    """
    layout = posterior.surface.layout
    places = layout.places[component]
    seen = np.flatnonzero(places >= 0)
    less_mean = np.zeros((layout.length, seen.size))
    less_mean[places[seen]] = np.eye(seen.size) - 1 / seen.size
    top = _sigma_at(posterior, posterior.nodes[0], component) * (
        less_mean.T @ posterior.nodes[0].point.mode
    )
    weighed = [one for one in posterior.nodes if one.weight]
    each = np.array([_of(posterior, one, component, less_mean) for one in weighed])
    shares = np.array([one.weight for one in weighed])
    mean, sd = moments(each, shares / shares.sum())
    low, high = bounds(each, shares / shares.sum())
    found = np.zeros((4, places.size))
    found[:, seen] = top, np.hypot(sd, mean - top), np.minimum(low, top), np.maximum(high, top)
    return Against(*found)


def _of(posterior: Posterior, node: Node, component: Component, weights: Floats) -> Floats:
    """Mean and sd of σ·(weights'u) at one node, thresholds unknown, (m, 2)."""
    known = (weights * node.point.curvature.solve(weights)).sum(axis=0)
    moved = weights.T @ node.by_location
    shifted = ((moved @ node.location) * moved).sum(axis=1)
    return np.stack([weights.T @ node.mean, np.sqrt(known + shifted)], axis=1) * _sigma_at(
        posterior, node, component
    )


def _sigma_at(posterior: Posterior, node: Node, component: Component) -> float:
    return float(node.point.parameters[posterior.surface.design.components.index(component)])


def adjusted_apart(fit: Fit, asked: Asked) -> Levels:
    """The same from a fit alone: effects are taken as independent, σ and τ as known."""
    mean, variance = np.zeros(asked.candidate.size), np.zeros(asked.candidate.size)
    n_dimensions = len(fit.components.thresholds)
    for component in (one for one in OWN if one in fit.effects):
        members = asked.of(component, n_dimensions=n_dimensions)
        mean += fit.effects[component].mode.ravel()[members]
        variance += fit.effects[component].sd.ravel()[members] ** 2
    rows = np.zeros_like(asked.dimension) if fit.components.common else asked.dimension
    eta = mean[:, None] + np.sqrt(variance)[:, None] * _PLACES
    levels = mean_level(eta, fit.components.thresholds[rows][:, None, :])
    return _summed(levels, np.full(EVEN, 1 / EVEN))


def _summed(levels: Floats, weights: Floats) -> Levels:
    """Mean and bounds of weighed levels along each row."""
    low, high = _quantile(levels, weights, LOW), _quantile(levels, weights, HIGH)
    return Levels(levels @ weights, low, high)


def _quantile(levels: Floats, weights: Floats, share: float) -> Floats:
    """A quantile of weighed values along each row, (m,)."""
    order = np.argsort(levels, axis=1, kind="stable")
    below = np.cumsum(weights[order], axis=1)
    at = np.minimum((below < share * below[:, -1:]).sum(axis=1), levels.shape[1] - 1)
    place = np.take_along_axis(order, at[:, None], axis=1)
    return np.asarray(np.take_along_axis(levels, place, axis=1)[:, 0])


def levels_moved(
    components: Components, effect: float, *, of: Component, rows: Sequence[int] | None = None
) -> float:
    """By how many levels ratings move for this effect of a component; up for a positive one.

    The mean over dimensions (``rows`` of the thresholds) and over everybody and everything else.
    By hand: one threshold at 0, the rest of the variance 1, an effect of 1: Φ(1) − Φ(0) = .34.
    """
    spread = np.sqrt(components.variance - components.sigma(of) ** 2)
    chosen = components.thresholds if rows is None else components.thresholds[list(rows)]
    away = np.array([effect, 0.0]) / spread
    means = np.array([mean_level(away, row / spread) for row in chosen]).mean(axis=0)
    return float(means[0] - means[1])


def given(components: Components, threshold: Interval) -> Interval:
    """The share of all ratings that come over a threshold, whoever is asked by whom.

    The bounds are those of the threshold, σ taken as known. By hand: a threshold at 1 and all
    variances together 4 give Φ(−1/2) = .31.
    """
    ends = (threshold.estimate, threshold.high, threshold.low)
    share, low, high = (float(ndtr(-one / np.sqrt(components.variance))) for one in ends)
    return Interval(share, None, low, high)


def informations(
    components: Components, difficulties: Sequence[tuple[float, float, float]], *,
    rows: Sequence[int] | None = None,
) -> list[Interval]:  # fmt: skip
    """How much one hour with such a question tells of a candidate, of the most that any could.

    Fisher's information on η, summed over dimensions and averaged over candidates: 1 for a question
    of the best difficulty here. Of each difficulty with its bounds, with the least and the most of
    it between them: bounds of what an hour tells wherever those are bounds of the difficulty.
    """
    chosen = range(len(components.thresholds)) if rows is None else rows
    grid = np.linspace(-2 * REACH, 2 * REACH, 321)
    told = np.array([_told(components, at, chosen) for at in grid])
    told = told / max(told.max(), 1e-300)
    return [_between(grid, told, *one) for one in difficulties]


def _between(grid: Floats, told: Floats, value: float, low: float, high: float) -> Interval:
    inside = told[(grid > low) & (grid < high)]
    ends = np.append(np.interp([value, low, high], grid, told), inside)
    return Interval(float(ends[0]), None, float(ends.min()), float(ends.max()))


def _told(components: Components, difficulty: float, rows: Sequence[int]) -> float:
    spread = np.sqrt(components.variance - components.sigma("question") ** 2 - 1)
    eta = spread * _POINTS - difficulty
    return float(sum(_SHARES @ _information(eta, components.thresholds[row]) for row in rows))


def _information(eta: Floats, thresholds: Floats) -> Floats:
    """Σ (dp_k/dη)²/p_k over levels, at each η."""
    cuts = np.concatenate([[-np.inf], thresholds, [np.inf]])[None, :] - eta[:, None]
    chances = np.diff(ndtr(cuts), axis=1)
    slopes = np.diff(np.exp(-0.5 * cuts**2) / np.sqrt(2 * np.pi), axis=1)
    squares = np.divide(slopes**2, chances, out=np.zeros_like(chances), where=chances > 1e-12)
    return np.asarray(squares.sum(axis=1))


def interviews_needed(sd: float, *, sigma: float, held: int, wanted: float) -> int | None:
    """After how many interviews an effect's standard deviation is about ``wanted``.

    Each interview adds as much precision as those so far did on average: 1/sd² = 1/σ² + n·i.
    None where those so far added nothing. By hand: σ = 1, after 3 interviews sd = .5, so i = 1; for
    .25, n = 16 − 1 = 15.
    """
    if not held or sigma <= 0 or sd >= sigma:
        return None
    each = (1 / sd**2 - 1 / sigma**2) / held
    return max(int(np.ceil((1 / wanted**2 - 1 / sigma**2) / each - 1e-9)), 0)
