"""σ where few carry it: looked at side by side, weighed by priors that match, open where 0 fits."""

import json
from pathlib import Path

import numpy as np
import pytest

from afterword.numerics.axes import axes_of
from afterword.numerics.bounds import sigma_intervals
from afterword.numerics.design import design_of
from afterword.numerics.exact import fit_exact
from afterword.numerics.laplace import Surface
from afterword.numerics.matching import told_of
from afterword.numerics.maximum import maximum_of
from afterword.numerics.model import COMPONENTS, Interval, Z
from afterword.numerics.places import path_from
from afterword.numerics.sampled import sampled
from afterword.numerics.spline import Spline
from afterword.numerics.stacked import Stacked
from afterword.numerics.tests.crossed import SIGMAS, simulated

PARITY = Path(__file__).parent / "parity"


def test_places_side_by_side_are_those_places_one_by_one() -> None:
    ratings, _ = simulated(300, seed=1)
    surface = Surface(design_of(ratings, components=COMPONENTS))
    top = maximum_of(surface)
    rng = np.random.default_rng(1)
    parameters = top.parameters[:, None] * (1 + 0.1 * rng.standard_normal((1, 5)))
    stacked = Stacked(surface)
    stack = stacked.at(parameters, near=np.repeat(top.point.mode[:, None], 5, axis=1))
    gradient, (moved, told) = stacked.gradient(stack), stacked.with_location(stack)
    for b, one in enumerate(parameters.T):
        alone = surface.at(one)
        assert stack.value[b] == pytest.approx(alone.value, abs=1e-6)
        assert gradient[:, b] == pytest.approx(surface.gradient(alone), abs=1e-3)
        by_location, information = surface.with_location(alone)
        assert moved[b] == pytest.approx(by_location, abs=1e-3)
        assert told[b] == pytest.approx(information, rel=1e-3, abs=1e-3)
        variances = alone.curvature.covariances().variances()
        assert stacked.variances(stack)[:, b] == pytest.approx(variances, abs=1e-4)
        again = stack.one(surface, b).curvature
        assert again.solve(alone.mode) == pytest.approx(alone.curvature.solve(alone.mode), abs=1e-4)


def test_at_a_likelihood_bound_the_profile_has_fallen_by_1_92() -> None:
    ratings, _ = simulated(300, seed=2)
    surface = Surface(design_of(ratings, components=("candidate",)))
    top = maximum_of(surface)
    found = sigma_intervals(surface, top)["candidate"]
    for bound in (found.low, found.high):
        fallen = top.point.value - _profile(surface, bound)
        assert np.sqrt(2 * fallen) == pytest.approx(Z, abs=0.03)


def _profile(surface: Surface, sigma: float) -> float:
    """The likelihood at this σ, thresholds at their best."""
    from scipy.optimize import minimize  # here, for only this test climbs by itself

    def lost(taus: np.ndarray) -> tuple[float, np.ndarray]:
        point = surface.at(np.append(sigma, taus))
        return -point.value, -surface.gradient(point)[1:]

    start = np.sort(maximum_of(surface).parameters[1:].reshape(5, -1), axis=1).ravel()
    return float(-minimize(lost, start, jac=True).fun)


def test_five_interviewers_hold_a_wider_interval_than_their_likelihood() -> None:
    """It has spent nothing on the thresholds: with five of them its upper bound is too low."""
    higher = []
    for seed in range(6):
        ratings, _ = simulated(300, seed=seed)
        surface = Surface(design_of(ratings, components=tuple(SIGMAS)))
        by_likelihood = sigma_intervals(surface, maximum_of(surface))["interviewer"]
        told = fit_exact(ratings, components=tuple(SIGMAS)).fit.sigmas["interviewer"]
        assert told.low <= told.estimate <= told.high
        assert (told.low == 0) == (by_likelihood.low == 0)
        higher.append(told.high > by_likelihood.high)
    assert np.mean(higher) > 0.5


def test_bounds_are_not_those_of_the_places_that_happened_to_be_looked_at() -> None:
    """With 128 places and no spline between them the σ of candidates came out too narrow."""
    ratings, _ = simulated(300, seed=4)
    surface = Surface(design_of(ratings, components=tuple(SIGMAS)))
    top = maximum_of(surface)
    by_likelihood = list(sigma_intervals(surface, top).values())
    path = path_from(surface, top)
    few = sampled(path, by_likelihood).between()
    many = sampled(path, by_likelihood, many=900).between()
    assert np.all(np.abs(few - many).max(axis=1) < 0.05 * (many[:, 1] - many[:, 0]))


def test_what_is_told_of_five_is_told_of_how_they_differ() -> None:
    """Thresholds take their mean: chance in it does not count as chance between interviewers."""
    ratings, _ = simulated(300, seed=7)
    surface = Surface(design_of(ratings, components=("interviewer",)))
    sigma = 0.6
    point = surface.at(np.append(sigma, maximum_of(surface).parameters[1:]))
    stacked = Stacked(surface)
    stack = stacked.at(point.parameters[:, None], near=point.mode[:, None])
    location = stacked.with_location(stack)
    told = told_of(stacked, stack, *location)[0, 0]
    moved, thresholds = location[0][0], np.linalg.inv(location[1][0])
    left = point.curvature.solve(np.eye(5)) + moved @ thresholds @ moved.T
    # Interviewers apart from each other, ratings of 60 each: ρ = σ²/(σ² + chance) of four ways to
    # differ, and nothing of the fifth, their mean.
    kept = np.linalg.eigvalsh(np.eye(5) - left)
    assert kept[0] == pytest.approx(0, abs=1e-6)
    assert told == pytest.approx(np.sqrt((kept[1:] ** 2).mean()), abs=1e-6)
    assert sigma**2 * (1 - told) / told == pytest.approx(1 / 60, rel=0.3)


def test_a_slope_that_points_far_beyond_what_is_finite_is_not_followed_there() -> None:
    """Where information is next to nothing; thresholds hundreds away have no finite likelihood."""
    ratings, _ = simulated(300, seed=1)
    surface = Surface(design_of(ratings, components=("candidate",)))
    top = maximum_of(surface)
    stacked = Stacked(surface)
    stack = stacked.at(top.parameters[:, None], near=top.point.mode[:, None])
    for far in (1e3, 1e6):
        moves = far * np.arange(1.0, top.parameters.size + 1)[:, None]
        after = stacked.climbed(stack, moves)
        assert np.isfinite(after.value).all()
        assert (np.abs(after.parameters - stack.parameters) <= 5).all()


def test_a_spline_keeps_what_is_straight_and_weighs_as_it_is_weighed() -> None:
    rng = np.random.default_rng(5)
    places, where = rng.standard_normal((40, 3)), rng.standard_normal((200, 3))
    spline = Spline(places, where)
    assert spline.values(1 + places @ [2.0, -1.0, 0.5]) == pytest.approx(
        1 + where @ [2.0, -1.0, 0.5]
    )
    weights = rng.dirichlet(np.ones(200))
    known = np.sin(places).sum(axis=1)
    assert spline.weights(weights) @ known == pytest.approx(weights @ spline.values(known))


def test_axes_begin_where_sigma_is_0_and_go_back_to_sigma() -> None:
    ratings, _ = simulated(300, seed=6)
    design = design_of(ratings, components=("candidate", "interviewer"))
    axes = axes_of(design, [Interval(0.0, None, 0.0, 0.8), Interval(0.6, 0.2, 0.3, 1.4)])
    assert axes.sigmas(axes.least[None]) == pytest.approx(np.zeros((1, 2)), abs=1e-7)
    assert axes.sigmas(axes.centre[None])[0] == pytest.approx([0.0, 0.6], abs=1e-7)
    drawn = axes.drawn(500)
    assert np.all(drawn >= axes.least)
    step = 1e-6
    stretched = (axes.sigmas(drawn + step) - axes.sigmas(drawn)) / step
    assert np.log(stretched).sum(axis=1) == pytest.approx(axes.log_stretch(drawn), abs=1e-2)


def test_three_hundred_ratings_leave_what_a_sampler_of_everything_finds() -> None:
    """drawn.json: Hamiltonian Monte Carlo over effects, thresholds and σ, no approximation."""
    for told in json.loads((PARITY / "drawn.json").read_text()):
        ratings, _ = simulated(300, seed=told["seed"])
        fit = fit_exact(ratings, components=tuple(SIGMAS)).fit
        low, _, high = told["sigma"]["candidate"]
        assert fit.sigmas["candidate"].low == pytest.approx(low, rel=0.03)
        assert fit.sigmas["candidate"].high == pytest.approx(high, rel=0.03)
        ratio = fit.effects["candidate"].sd / np.array(told["sd"])
        assert ratio.mean() == pytest.approx(1, abs=0.01)
        assert np.abs(ratio - 1).max() < 0.04
