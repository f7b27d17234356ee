"""Bounds of a σ that may be 0: never empty, and they hold as often as they say."""

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from afterword.numerics.model import Z
from afterword.numerics.near_zero import bounds, bounds_of_a_mean


def test_what_lies_beyond_0_still_leaves_room() -> None:
    """By hand: (θ + 1)² − 1 = 1.96² at θ = √4.8416 − 1."""
    assert bounds_of_a_mean(-1.0) == pytest.approx((0.0, 1.2004), abs=1e-4)
    assert bounds_of_a_mean(0.0) == pytest.approx((0.0, Z))
    assert bounds_of_a_mean(5.0) == pytest.approx((5 - Z, 5 + Z))


@pytest.mark.parametrize(("mean", "holds"), [(0.0, 0.975), (1.0, 0.967), (2.0, 0.95), (4.0, 0.95)])
def test_bounds_hold_95_times_of_100_or_a_little_more_next_to_0(mean: float, holds: float) -> None:
    seen = mean + np.linspace(-6, 6, 4001)
    low, high = np.array([bounds_of_a_mean(float(one)) for one in seen]).T
    chance = np.exp(-0.5 * (seen - mean) ** 2)
    held = (low <= mean) & (mean <= high)
    assert chance[held].sum() / chance.sum() == pytest.approx(holds, abs=2e-3)


def test_far_from_0_bounds_leave_2_5_percent_on_both_sides() -> None:
    sigmas = np.random.default_rng(1).gamma(80, 1 / 80, size=20_000)
    found = bounds(sigmas, np.full(sigmas.size, 1 / sigmas.size), noise=0.01)
    assert found == pytest.approx(tuple(np.quantile(sigmas, [0.025, 0.975])), abs=2e-3)


@pytest.mark.parametrize("rate", [2.0, 5.0])
def test_a_posterior_cut_off_at_0_keeps_what_so_near_a_mean_would(rate: float) -> None:
    """t is gamma, and what lies beyond 1 is not seen: that much lies beyond 0."""
    drawn = np.random.default_rng(2).gamma(3.0, 1 / rate, size=60_000)
    seen = drawn[drawn < 1]
    sigmas = np.sqrt(0.05 / seen - 0.05)
    low, high = bounds(sigmas, np.full(seen.size, 1 / seen.size), noise=0.05)
    inside = seen.size / drawn.size
    away = float(ndtri(inside))
    beyond = ndtr(away - bounds_of_a_mean(away)[1]) / inside
    assert low == 0
    assert np.mean(sigmas > high) == pytest.approx(beyond, rel=0.1)


@pytest.mark.parametrize("sigma", [0.0, 1e-9, 1e-5])
def test_where_no_sigma_differs_from_0_it_is_said_to_lie_there(sigma: float) -> None:
    assert bounds(np.full(50, sigma), np.full(50, 1 / 50), noise=0.05) == (0.0, sigma)


@pytest.mark.parametrize("noise", [0.0, 1e-320, 1e-12])
def test_without_noise_the_bounds_are_those_of_the_sample(noise: float) -> None:
    sigmas = np.linspace(0.1, 0.5, 2001)
    low, high = bounds(sigmas, np.full(sigmas.size, 1 / sigmas.size), noise=noise)
    assert (low, high) == pytest.approx((0.11, 0.49), abs=2e-3)


@pytest.mark.parametrize("power", range(-8, 3))
def test_however_small_or_large_the_noise_is_bounds_are_numbers_in_order(power: int) -> None:
    sigmas = np.random.default_rng(3).gamma(2, 0.1, size=500)
    low, high = bounds(sigmas, np.full(sigmas.size, 1 / sigmas.size), noise=10.0**power)
    assert 0 <= low < high <= sigmas.max()
