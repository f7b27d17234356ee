"""σ where few carry it: looked at side by side, weighed by priors that match, open where 0 fits."""

import numpy as np
import pytest

from afterword.numerics.bounds import sigma_intervals
from afterword.numerics.design import design_of
from afterword.numerics.exact import fit_exact
from afterword.numerics.laplace import Surface
from afterword.numerics.maximum import maximum_of
from afterword.numerics.model import COMPONENTS, Z
from afterword.numerics.stacked import Stacked
from afterword.numerics.tests.crossed import SIGMAS, simulated


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
