"""The exact estimator agrees with ordinal::clmm and with its own finite differences."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtr

from afterword.numerics.design import design_of
from afterword.numerics.exact import fit_exact
from afterword.numerics.laplace import Surface
from afterword.numerics.maximum import maximum_of
from afterword.numerics.model import SIGNS
from afterword.numerics.ratings import ratings_of
from afterword.numerics.tests.crossed import simulated

PARITY = Path(__file__).parent / "parity"
CASES = (
    "two_facets", "three_facets", "five_components", "logit", "two_thousand", "edge", "yes_or_no",
    "ten_levels",
)  # fmt: skip
WINE = Path(__file__).parents[5] / "shared" / "data" / "ratings" / "wine.csv"


def clmm(case):
    told = json.loads((PARITY / f"{case}.json").read_text())
    return told, ratings_of(told["level"], n_levels=told["n_levels"], **told["codes"])


def theirs(told, design):
    sigmas = [told["sigma"][one] for one in design.components]
    return np.array(sigmas + told["thresholds"])


@pytest.mark.parametrize("case", CASES)
def test_at_their_parameters_likelihood_modes_and_sds_are_clmms(case):
    told, ratings = clmm(case)
    design = design_of(ratings, link=told["link"], common=True, components=told["components"])
    surface = Surface(design)
    point = surface.at(theirs(told, design))
    assert point.value == pytest.approx(told["log_likelihood"], abs=1e-8)
    variances = point.curvature.covariances().variances()
    for j, one in enumerate(design.components):
        places = surface.layout.places[one]
        places = places[places >= 0]
        mode = SIGNS[one] * point.parameters[j] * point.mode[places]
        assert mode == pytest.approx(np.array(told["modes"][one]), abs=1e-7)
        sds = point.parameters[j] * np.sqrt(variances[places])
        assert sds == pytest.approx(np.array(told["sds"][one]), abs=1e-7)


@pytest.mark.parametrize("case", CASES)
def test_our_maximum_is_clmms_or_a_little_higher(case):
    told, ratings = clmm(case)
    fit = fit_exact(ratings, link=told["link"], common=True, components=told["components"]).fit
    assert fit.log_likelihood == pytest.approx(told["log_likelihood"], abs=1e-4)
    assert fit.log_likelihood > told["log_likelihood"] - 1e-6
    for one, sigma in fit.components.sigmas.items():
        assert sigma == pytest.approx(told["sigma"][one], abs=2e-5)
        effects = fit.effects[one]
        seen = effects.rated > 0
        # Their search stops 1e-8 below our log-likelihood: 1.2e-5 away in one profile.
        assert SIGNS[one] * effects.mode[seen] == pytest.approx(
            np.array(told["modes"][one]), abs=2e-5
        )
        assert effects.sd_given[seen] == pytest.approx(np.array(told["sds"][one]), abs=1e-4)
    assert fit.components.thresholds[0] == pytest.approx(np.array(told["thresholds"]), abs=2e-5)


@pytest.mark.parametrize("case", ["five_components", "logit"])
def test_the_gradient_is_that_of_the_likelihood(case):
    told, ratings = clmm(case)
    design = design_of(ratings, link=told["link"], common=True, components=told["components"])
    surface = Surface(design)
    here = theirs(told, design) * 1.1
    point = surface.at(here)
    steps = np.eye(here.size) * 1e-5
    differences = [
        (surface.at(here + step).value - surface.at(here - step).value) / 2e-5 for step in steps
    ]
    assert surface.gradient(point) == pytest.approx(np.array(differences), abs=1e-6)


def test_means_lie_beside_their_modes_where_summing_says():
    """Of candidates alone each posterior has one dimension, so that it can be summed."""
    ratings, _ = simulated(300, seed=5)
    surface = Surface(design_of(ratings, components=("candidate",)))
    point = maximum_of(surface).point
    sigma, ends = point.parameters[0], np.concatenate([point.parameters[1:], [np.inf, -np.inf]])
    cuts = np.pad(ends[surface.design.scale.table], ((0, 0), (1, 1)), constant_values=np.inf)
    cuts[:, 0] = -np.inf
    u = np.linspace(-8, 8, 2001)
    logs = np.repeat(-0.5 * u[None] ** 2, 20, axis=0)
    each = zip(ratings.candidate, ratings.dimension, ratings.level, strict=True)
    for candidate, dimension, level in each:
        low, high = cuts[dimension, level : level + 2]
        logs[candidate] += np.log(
            np.maximum(ndtr(high - sigma * u) - ndtr(low - sigma * u), 1e-300)
        )
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    places = surface.layout.places["candidate"]
    away = weights @ u / weights.sum(axis=1) - point.mode[places]
    left = away - surface.shift(point)[places]
    assert np.abs(away).max() > 0.1
    assert np.abs(left).max() < 0.06 * np.abs(away).max()


def wine():
    if not WINE.exists():
        pytest.skip("the wine ratings are not beside the repository")
    rows = list(csv.DictReader(WINE.open()))
    judges = [int(row["judge"]) - 1 for row in rows]
    ratings = ratings_of([int(row["rating"]) - 1 for row in rows], n_levels=5, candidate=judges)
    asked = [[row["temp"] == "warm", row["contact"] == "yes"] for row in rows]
    return ratings, np.array(asked, dtype=float)


def test_wine_without_judges_is_clm():
    ratings, covariates = wine()
    exact = fit_exact(ratings, link="logit", components=(), covariates=covariates)
    assert exact.fit.log_likelihood == pytest.approx(-86.49192, abs=1e-5)
    parameters = exact.posterior.nodes[0].point.parameters
    told = [-1.344383, 1.250809, 3.466887, 5.006404, 2.503102, 1.527798]
    assert parameters == pytest.approx(told, abs=2e-6)
    errors = np.sqrt(np.diag(exact.posterior.covariance))[-2:]
    assert errors == pytest.approx([0.52868, 0.47662], abs=2e-4)


def test_wine_with_judges_is_clmm():
    ratings, covariates = wine()
    exact = fit_exact(ratings, link="logit", covariates=covariates)
    parameters = exact.posterior.nodes[0].point.parameters
    assert exact.fit.log_likelihood == pytest.approx(-81.57, abs=0.005)
    assert parameters[0] ** 2 == pytest.approx(1.279, abs=1e-3)
    told = [-1.6237, 1.5134, 4.2285, 6.0888, 3.0630, 1.8349]
    assert parameters[1:] == pytest.approx(told, abs=2e-4)
    errors = np.sqrt(np.diag(exact.posterior.covariance))[-2:]
    assert errors == pytest.approx([0.5954, 0.5125], abs=2e-4)


def test_sds_at_two_thousand_ratings_are_those_of_nuts():
    """Within 3 % for 99 in 100; whoever got only lowest levels has a skewed rest."""
    told, ratings = clmm("two_thousand")
    nuts = json.loads((PARITY / "nuts.json").read_text())
    effects = fit_exact(ratings, common=True, components=told["components"]).fit.effects
    ratios = {one: effects[one].sd / np.array(nuts[one]["sd"]) for one in told["components"]}
    for ratio in ratios.values():
        assert ratio.mean() == pytest.approx(1, abs=0.01)
    every = np.concatenate(list(ratios.values()))
    assert np.mean(np.abs(every - 1) > 0.03) < 0.01
    assert np.abs(every - 1).max() < 0.04
