"""Whose ratings surprise: infit, outfit, and two habits of raters: halo and the middle.

Everything is read from residuals of a fitted model: what was rated less what the model foretold.
Strictness itself is the severity of the fit and is not repeated here. docs/sums/fit.md.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.link import log_between
from afterword.numerics.model import SIGNS, Components, Fit, Floats, Z
from afterword.numerics.ratings import Codes, Facet, Ratings

AT_ONCE = 100_000
CERTAIN = 1e-6  # levels squared, of a rating: less is none
NEARLY_CERTAIN = 1e-12  # so that no ratio to it overflows
# Any: counts of whatever width numpy gives them.
Numbers = NDArray[np.float64] | NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, eq=False)
class Foretold:
    """What the model foretold of each rating, (N,): mean level, variance, fourth central moment."""

    residual: Floats
    expected: Floats
    variance: Floats
    fourth: Floats

    @property
    def standardised(self) -> Floats:
        return np.divide(
            self.residual,
            np.sqrt(self.variance),
            out=np.zeros_like(self.residual),
            where=self.variance > 0,
        )

    @property
    def squares(self) -> "Squares":
        """Squared surprises at the modes."""
        of_variance = _over(self.fourth, self.variance**2)
        return Squares(
            self.residual**2,
            self.variance,
            self.fourth - self.variance**2,
            self.standardised**2,
            of_variance - 1,
        )


@dataclass(frozen=True, eq=False)
class Squares:
    """Squared surprises, (N,), and what chance makes of them.

    ``raw`` has the expectation ``variance`` and varies by ``raw_spread``; ``standardised`` has the
    expectation 1 and varies by ``standardised_spread`` (both are variances).
    """

    raw: Floats
    variance: Floats
    raw_spread: Floats
    standardised: Floats
    standardised_spread: Floats


@dataclass(frozen=True, eq=False)
class Surprises:
    """Mean squares of a facet's members, (count,); 1 is what chance alone gives.

    ``infit`` weighs squared residuals by their variance, ``outfit`` counts them alike. Their bounds
    are where chance would leave 95 % of such values about the mean square of *all* ratings, which
    lies below 1 where effects were estimated from the same ratings. Members without ratings have 1,
    and so have those of whose ratings nothing was uncertain.
    """

    infit: Floats
    infit_low: Floats
    infit_high: Floats
    outfit: Floats
    outfit_low: Floats
    outfit_high: Floats
    rated: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Habit:
    """A habit of each member, (count,), with its 95 % interval; NaN where nothing can be said."""

    estimate: Floats
    low: Floats
    high: Floats
    rated: NDArray[np.intp]


def foretold(ratings: Ratings, fit: Fit) -> Foretold:
    """What a fit foretells of its own ratings, at the modes of all effects."""
    eta = linear_predictor(ratings, fit)
    rows = (
        ratings.dimension if ratings.dimension is not None and not fit.components.common else None
    )
    parts = [
        _moments(
            eta[at : at + AT_ONCE],
            None if rows is None else rows[at : at + AT_ONCE],
            fit.components,
        )
        for at in range(0, ratings.n, AT_ONCE)
    ]
    expected, variance, fourth = (np.concatenate(one) for one in zip(*parts, strict=True))
    return Foretold(ratings.level - expected, expected, variance, fourth)


def linear_predictor(ratings: Ratings, fit: Fit) -> Floats:
    """η of each rating, (N,), at the modes."""
    eta = np.zeros(ratings.n)
    facets = ratings.facets
    for component, effects in fit.effects.items():
        if component == "profile":
            dimension = facets.get("dimension", np.zeros(ratings.n, np.int32))
            eta += effects.mode[facets["candidate"], dimension]
        else:
            eta += SIGNS[component] * effects.mode[facets[component]]
    return eta


def _moments(eta: Floats, rows: Codes | None, components: Components) -> tuple[Floats, ...]:
    thresholds = components.thresholds[np.zeros(len(eta), np.intp) if rows is None else rows]
    edge = np.full((len(eta), 1), np.inf)
    cuts = np.concatenate([-edge, thresholds, edge], axis=1) - eta[:, None]
    chances = np.zeros((len(eta), cuts.shape[1] - 1))
    some = cuts[:, 1:] > cuts[:, :-1]
    upper, lower = cuts[:, 1:][some], cuts[:, :-1][some]
    chances[some] = np.exp(log_between(upper, lower, link=components.link))
    return moments_of(chances)


def moments_of(chances: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, variance and fourth central moment of levels 0..K-1 with these chances (N, K)."""
    levels = np.arange(chances.shape[1])
    mean = chances @ levels
    away = levels[None, :] - mean[:, None]
    return mean, (chances * away**2).sum(axis=1), (chances * away**4).sum(axis=1)


def averaged(level: NDArray[np.int8], chances: Floats, weights: Floats) -> tuple[Floats, ...]:
    """Surprises averaged over abilities (T) instead of taken at one: (N,) each.

    ``chances`` (N, K, T) of each level, ``weights`` (N, T). Gives the mean, variance and fourth
    central moment of the level, then ``raw``, ``raw_spread``, ``standardised`` and
    ``standardised_spread`` of Squares. As in TAM's msq.itemfit (Robitzsch, Kiefer & Wu): an
    estimated ability hides some of the surprise, its posterior does not.
    """
    levels = np.arange(chances.shape[1])
    mean = np.einsum("nkt,k->nt", chances, levels)
    away = levels[None, :, None] - mean[:, None, :]
    variance = np.maximum((chances * away**2).sum(axis=1), NEARLY_CERTAIN)
    fourth = (chances * away**4).sum(axis=1)
    square = (level[:, None] - mean) ** 2
    each = (
        mean, variance, fourth, square, fourth - variance**2,
        square / variance, fourth / variance**2 - 1,
    )  # fmt: skip
    return tuple(np.einsum("nt,nt->n", weights, one) for one in each)


def surprises_of(squares: Squares, codes: Codes, *, count: int) -> Surprises:
    """Infit and outfit of each member with the bounds of chance.

    The bounds are those of Wilson and Hilferty's cube root, as in Wright & Masters 1982,
    Rating Scale Analysis, chapter 5.
    """
    raw, variance, raw_spread, standardised, standardised_spread = (
        np.bincount(codes, weights=getattr(squares, one.name), minlength=count)
        for one in fields(squares)
    )
    rated = np.bincount(codes, minlength=count)
    # Of ratings that were foretold for certain none can surprise.
    number = np.where(variance > CERTAIN * rated, rated, 0).astype(float)
    variance = np.where(number > 0, variance, 0.0)
    infit_sd = np.sqrt(np.maximum(_over(raw_spread, variance**2, empty=0.0), 0.0))
    outfit_sd = np.sqrt(np.maximum(_over(standardised_spread, number**2, empty=0.0), 0.0))
    return Surprises(
        _over(raw, variance),
        *_chance(infit_sd, about=float(squares.raw.sum() / squares.variance.sum())),
        _over(standardised, number),
        *_chance(outfit_sd, about=float(squares.standardised.mean())),
        rated=rated.astype(np.intp),
    )


def _over(above: Numbers, below: Numbers, *, empty: float = 1.0) -> Floats:
    """Their ratio; `empty` where there is nothing below."""
    top, bottom = np.asarray(above, float), np.asarray(below, float)
    return np.asarray(np.divide(top, bottom, out=np.full_like(top, empty), where=bottom > 0))


def _chance(sd: Floats, *, about: float) -> tuple[Floats, Floats]:
    """Where 95 % of mean squares of this sd lie: t = (ms^⅓ − 1)·3/sd + sd/3 about 1."""
    low = np.maximum(1 + (-Z - sd / 3) * sd / 3, 0.0) ** 3
    return about * low, about * np.maximum(1 + (Z - sd / 3) * sd / 3, 0.0) ** 3


def middle(told: Foretold, codes: Codes, *, count: int) -> Habit:
    """How much of the foretold spread a rater leaves unused: 0 none, positive keeps to the middle.

    The slope of residuals on foretold levels within each rater's ratings, with its sign turned:
    .3 means that where others' ratings move by a level, this rater's move by .7.
    """
    rated = np.bincount(codes, minlength=count)
    mean = _over(np.bincount(codes, weights=told.expected, minlength=count), rated.astype(float))
    away = told.expected - mean[codes]
    spread = np.bincount(codes, weights=away**2, minlength=count)
    spread = np.where(spread > CERTAIN * rated, spread, 0.0)  # else nothing was foretold to move
    slope = np.bincount(codes, weights=away * told.residual, minlength=count)
    noise = np.bincount(codes, weights=away**2 * told.variance, minlength=count)
    estimate = -_over(slope, spread, empty=np.nan)
    return _habit(estimate, np.sqrt(_over(noise, spread**2, empty=np.nan)), rated)


def against_others(habit: Habit) -> Habit:
    """The middle beside all raters: .3 where all move by a level, and this one by .7.

    Shrunken effects foretell too little, so that everybody seems to go further to the ends. All
    are their mean, weighed by ratings; NaN where all together do not move.
    """
    known = np.isfinite(habit.estimate)
    if not known.any():
        return habit
    move = 1 - float(np.average(habit.estimate[known], weights=habit.rated[known]))
    if move <= 0:
        nothing = np.full_like(habit.estimate, np.nan)
        return Habit(nothing, nothing, nothing, habit.rated)
    estimate, low, high = (1 - (1 - one) / move for one in (habit.estimate, habit.low, habit.high))
    return Habit(estimate, low, high, habit.rated)


def halo(told: Foretold, ratings: Ratings, codes: Codes, *, count: int) -> Habit:
    """How alike one interview's ratings are beyond the model: the mean product of two residuals.

    Standardised residuals of two dimensions of one interview should have no product on average;
    1 would be the same surprise in every dimension. The interval is of the spread between
    interviews. NaN below three interviews with two dimensions or more.
    """
    interview = ratings.interview
    if interview is None or ratings.n_dimensions < 2:
        nothing = np.full(count, np.nan)
        return Habit(nothing, nothing, nothing, np.zeros(count, np.intp))
    keys, hour = np.unique(interview.astype(np.int64) * count + codes, return_inverse=True)
    rater = (keys % count).astype(np.intp)
    z = told.standardised
    size = np.bincount(hour)
    pairs = size * (size - 1) / 2
    products = (np.bincount(hour, weights=z) ** 2 - np.bincount(hour, weights=z**2)) / 2
    hours = np.bincount(rater[pairs > 0], minlength=count)
    total = np.bincount(rater, weights=pairs, minlength=count)
    estimate = _over(np.bincount(rater, weights=products, minlength=count), total, empty=np.nan)
    away = products - np.nan_to_num(estimate)[rater] * pairs
    noise = np.bincount(rater, weights=away**2, minlength=count)
    few = _over(noise * hours, total**2 * np.maximum(hours - 1, 1), empty=np.nan)
    few[hours < 3] = np.nan
    estimate[hours < 3] = np.nan
    return _habit(estimate, np.sqrt(few), hours)


def _habit(estimate: Floats, error: Floats, rated: NDArray[np.intp]) -> Habit:
    return Habit(estimate, estimate - Z * error, estimate + Z * error, rated.astype(np.intp))


def surprises_by(squares: Squares, ratings: Ratings, facet: Facet) -> Surprises:
    """Infit and outfit of a facet's members."""
    return surprises_of(squares, ratings.facets[facet], count=ratings.counts[facet])
