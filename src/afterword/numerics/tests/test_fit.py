"""Fit statistics: by hand, and what chance, a halo and a love of the middle look like."""

import numpy as np
import pytest
from scipy.special import ndtr

from afterword.numerics.fit import (
    Foretold,
    Habit,
    against_others,
    foretold,
    halo,
    middle,
    moments_of,
    surprises_of,
)
from afterword.numerics.model import Components, Effects, Fit
from afterword.numerics.ratings import Ratings

NOBODY = np.zeros(4, np.int32)


def told(residual, *, variance, fourth=3.0, expected=None):
    n = len(residual)
    return Foretold(
        np.asarray(residual, float),
        np.zeros(n) if expected is None else np.asarray(expected, float),
        np.broadcast_to(variance, n).astype(float),
        np.broadcast_to(fourth, n).astype(float),
    )


def test_moments_by_hand():
    # Levels 0, 1, 2 with chances 1/4, 1/2, 1/4: mean 1, variance 1/2, fourth moment 1/2.
    mean, variance, fourth = moments_of(np.array([[0.25, 0.5, 0.25]]))
    assert (mean[0], variance[0], fourth[0]) == (1, 0.5, 0.5)


def test_infit_and_outfit_by_hand():
    # Residuals 1, -1, 2, 0 with variances 1, 2, 1, 4.
    # Outfit: (1/1 + 1/2 + 4/1 + 0) / 4 = 1.375. Infit: (1 + 1 + 4 + 0) / (1 + 2 + 1 + 4) = .75.
    found = surprises_of(told([1, -1, 2, 0], variance=[1, 2, 1, 4]).squares, NOBODY, count=1)
    assert found.outfit[0] == pytest.approx(1.375)
    assert found.infit[0] == pytest.approx(0.75)


def test_a_member_without_ratings_does_not_surprise():
    found = surprises_of(told([1, -1, 2, 0], variance=1).squares, NOBODY, count=2)
    assert (found.infit[1], found.outfit[1], found.rated[1]) == (1, 1, 0)


def test_bounds_hold_what_chance_alone_gives():
    rng = np.random.default_rng(1)
    chances = rng.dirichlet(np.ones(4) * 2, size=40_000)
    level = (rng.random((40_000, 1)) > np.cumsum(chances, axis=1)).sum(axis=1)
    mean, variance, fourth = moments_of(chances)
    codes = np.repeat(np.arange(1000, dtype=np.int32), 40)
    found = surprises_of(Foretold(level - mean, mean, variance, fourth).squares, codes, count=1000)
    inside = (found.infit >= found.infit_low) & (found.infit <= found.infit_high)
    assert 0.93 < inside.mean() < 0.97


def test_who_keeps_to_the_middle_is_seen_and_who_does_not_is_not():
    rng = np.random.default_rng(2)
    expected = rng.uniform(0, 4, 4000)
    codes = np.repeat(np.array([0, 1], np.int32), 2000)
    noise = rng.normal(size=4000)
    shrunk = np.where(codes == 1, -0.3 * (expected - 2), 0) + noise
    found = middle(told(shrunk, variance=1, expected=expected), codes, count=2)
    assert found.low[0] < 0 < found.high[0]
    assert found.low[1] < 0.3 < found.high[1]
    assert found.low[1] > 0.1


def test_middle_by_hand():
    # Foretold 1, 2, 3; rated .2 lower at 3 and .2 higher at 1: the slope is −.4/2 = −.2.
    found = middle(told([0.2, 0, -0.2], variance=1, expected=[1, 2, 3]), NOBODY[:3], count=1)
    assert found.estimate[0] == pytest.approx(0.2)
    assert found.high[0] - found.estimate[0] == pytest.approx(1.96 / np.sqrt(2), abs=1e-3)


def test_a_habit_against_the_others_by_hand():
    """As in docs/sums/fit.md; whoever has none counts for nothing."""
    nan = np.nan
    one = np.array([0.2, -0.2, nan])
    habit = Habit(one, one - 0.1, one + 0.1, np.array([10, 30, 7]))
    told = against_others(habit)  # all together move by 1.1
    np.testing.assert_allclose(told.estimate, [3 / 11, -1 / 11, nan])
    np.testing.assert_allclose(told.low, [2 / 11, -2 / 11, nan])
    np.testing.assert_allclose(told.high, [4 / 11, 0, nan], atol=1e-12)


def test_where_nobody_moves_nobody_is_told_from_the_others():
    for one in (np.full(2, np.nan), np.array([1.5, 0.5])):
        assert np.isnan(against_others(Habit(one, one, one, np.array([3, 3]))).estimate).all()


def test_what_is_foretold_follows_the_thresholds():
    """Thresholds 0 and 1 with η = 0: chances 1/2, Φ(1) − 1/2 and 1 − Φ(1)."""
    ratings = Ratings(
        level=np.array([0, 2], np.int8),
        n_levels=3,
        candidate=np.zeros(2, np.int32),
        counts={"candidate": 1},
    )
    effects = Effects(np.zeros(1), np.ones(1), np.ones(1), np.array([2]))
    fit = Fit(
        method="laplace",
        components=Components({"candidate": 1.0}, np.array([[0.0, 1.0]])),
        sigmas={},
        thresholds={},
        effects={"candidate": effects},
        log_likelihood=0.0,
        n=2,
        iterations=1,
        converged=True,
    )
    mean = (ndtr(1) - 0.5) + 2 * (1 - ndtr(1))
    found = foretold(ratings, fit)
    assert found.expected == pytest.approx([mean, mean])
    assert found.residual == pytest.approx([-mean, 2 - mean])
    assert found.variance[0] == pytest.approx((ndtr(1) - 0.5) + 4 * (1 - ndtr(1)) - mean**2)


def hours(n, dimensions):
    each = np.repeat(np.arange(n, dtype=np.int32), dimensions)
    return Ratings(
        level=np.zeros(n * dimensions, np.int8),
        n_levels=4,
        candidate=each,
        interview=each,
        dimension=np.tile(np.arange(dimensions, dtype=np.int32), n),
        counts={"candidate": n, "interview": n, "dimension": dimensions},
    )


def test_halo_by_hand():
    # Three hours of two dimensions with residuals (1, 1), (1, -1), (2, 1): products 1, -1, 2.
    residual = [1, 1, 1, -1, 2, 1]
    found = halo(told(residual, variance=1), hours(3, 2), np.zeros(6, np.int32), count=1)
    assert found.estimate[0] == pytest.approx(2 / 3)


def test_a_halo_is_seen_and_independent_dimensions_are_none():
    rng = np.random.default_rng(3)
    ratings = hours(600, 4)
    codes = (ratings.facets["interview"] % 2).astype(np.int32)
    alone = rng.normal(size=2400)
    shared = np.repeat(rng.normal(size=600), 4)
    z = np.where(codes == 1, 0.6 * shared + 0.8 * alone, alone)
    found = halo(told(z, variance=1), ratings, codes, count=2)
    assert found.low[0] < 0 < found.high[0]
    assert found.low[1] < 0.36 < found.high[1]
    assert found.low[1] > 0.1


def test_without_dimensions_nothing_is_said_of_a_halo():
    found = halo(told([1, 2], variance=1), hours(2, 1), np.zeros(2, np.int32), count=1)
    assert np.isnan(found.estimate[0])
