"""The rating scale and partial credit models: by hand, against TAM and sirt, and on thin data."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate
from scipy.special import expit
from scipy.stats import norm

from afterword.numerics.adjacent import adjacent
from afterword.numerics.errors import AllEqual, TooLittle, WithoutEnd
from afterword.numerics.fit import surprises_by
from afterword.numerics.quadrature import along, along_with_sigma, fixed
from afterword.numerics.rating_scale import fit_rating_scale
from afterword.numerics.ratings import Ratings, ratings_of

SHARED = Path(__file__).parents[5] / "shared" / "data" / "ratings"
TAM = Path(__file__).parent / "parity" / "tam.json"


def simulated(
    *, seed, candidates=60, interviewers=8, questions=4, dims=3, levels=4, visits=6, sigma=1.0
):
    """Ratings drawn from the model, and what made them."""
    rng = np.random.default_rng(seed)
    ability = sigma * rng.standard_normal(candidates)
    severity, difficulty = rng.normal(0, 0.7, interviewers), rng.normal(0, 0.5, questions)
    severity, difficulty = severity - severity.mean(), difficulty - difficulty.mean()
    steps = np.sort(rng.normal(0, 1, (dims, levels - 1)), axis=1)
    hours = candidates * visits
    who = np.repeat(np.arange(candidates), visits * dims)
    rater, asked = (np.repeat(rng.integers(n, size=hours), dims) for n in (interviewers, questions))
    dimension = np.tile(np.arange(dims), hours)
    climb = (ability[who] - severity[rater] - difficulty[asked])[:, None] - steps[dimension]
    logits = np.concatenate([np.zeros((len(who), 1)), np.cumsum(climb, axis=1)], axis=1)
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    level = (rng.random((len(who), 1)) > np.cumsum(chances, axis=1)).sum(axis=1)
    ratings = ratings_of(
        level, n_levels=levels, candidate=who, interviewer=rater, question=asked,
        dimension=dimension,
    )  # fmt: skip
    return ratings, {
        "candidate": ability, "interviewer": severity, "question": difficulty, "steps": steps,
    }  # fmt: skip


def real(name, *, candidate):
    """A file of shared data: a column an item, with the names of raters."""
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"{name} of the shared data is not here")
    with file.open() as lines:
        rows = list(csv.DictReader(lines))
    items = [column for column in rows[0] if column not in (candidate, "rater")]
    given = [(row, item) for row in rows for item in items if row[item] not in ("", "NA")]
    codes = {
        "candidate": [row[candidate] for row, _ in given],
        "interviewer": [row["rater"] for row, _ in given],
        "dimension": [item for _, item in given],
    }
    places = {name: np.unique(one, return_inverse=True)[1] for name, one in codes.items()}
    level = np.array([int(row[item]) for row, item in given])
    return ratings_of(level, n_levels=int(level.max()) + 1, **places)


def test_likelihood_by_hand():
    """Levels 1 and 1 of two with step 0: ∫ expit(θ)² φ(θ) dθ, and as much for levels 0 and 0."""
    ratings = ratings_of([1, 1, 0, 0], n_levels=2, candidate=[0, 0, 1, 1])
    model = adjacent(ratings, kind="partial-credit", grid=along_with_sigma)
    both = integrate.quad(lambda theta: expit(theta) ** 2 * norm.pdf(theta), -12, 12)[0]
    assert model.cost(np.zeros(2))[0] == pytest.approx(-2 * np.log(both), abs=1e-8)


@pytest.mark.parametrize("kind", ["partial-credit", "rating-scale"])
@pytest.mark.parametrize("grid", [along_with_sigma, fixed(-7, 7, 41)])
def test_slopes_are_those_of_the_likelihood(kind, grid):
    ratings, _ = simulated(seed=3, candidates=12)
    model = adjacent(ratings, kind=kind, grid=grid)
    at = np.random.default_rng(1).normal(0, 0.3, model.length)
    steps = 1e-6 * np.eye(model.length)
    differences = [(model.cost(at + s)[0] - model.cost(at - s)[0]) / 2e-6 for s in steps]
    assert model.cost(at)[1] == pytest.approx(np.array(differences), abs=1e-5)


def test_errors_from_many_candidates_slopes_are_like_those_of_the_curvature(monkeypatch):
    ratings, _ = simulated(seed=4, candidates=800, visits=3, interviewers=3, questions=2, dims=1)
    few = fit_rating_scale(ratings)
    monkeypatch.setattr("afterword.numerics.adjacent.EXACT_CURVATURE", 0)
    many = fit_rating_scale(ratings)
    for facet, one in few.facets.items():
        assert many.facets[facet].error == pytest.approx(one.error, rel=0.1)
    assert many.sigma.error == pytest.approx(few.sigma.error, rel=0.1)


def test_data_ex10_as_tam_has_it():
    fit = fit_rating_scale(real("data.ex10.csv", candidate="pid"))
    assert fit.deviance == pytest.approx(3534.357, abs=0.1)
    assert fit.sigma.estimate**2 == pytest.approx(1.783113, abs=0.01)
    assert fit.dimensions.estimate == pytest.approx(
        np.array([-1.957134, -1.026813, -0.068428, 1.061330, 1.984750]), abs=1e-3
    )
    assert fit.facets["interviewer"].estimate == pytest.approx(
        np.array([-0.058412, -0.456715, 0.515127]), abs=1e-3
    )


SIRT = np.array([1.0229, 0.5173, 0.4183, -0.7632, -0.0895, -0.7802, -0.3256])


def test_data_ratings1_as_sirt_has_it_on_the_points_that_sirt_takes():
    fit = fit_rating_scale(real("data.ratings1.csv", candidate="idstud"), grid=fixed(-9, 9, 30))
    assert fit.deviance == pytest.approx(2526.062, abs=0.02)
    assert fit.sigma.estimate == pytest.approx(2.01830, abs=0.002)
    assert fit.reliability == pytest.approx(0.88827, abs=1e-4)
    assert fit.facets["interviewer"].estimate == pytest.approx(SIRT, abs=1e-3)


def test_summed_exactly_data_ratings1_lies_a_little_elsewhere():
    """Thirty points are .62 apart, as far as a posterior is wide; twice as many agree with ours."""
    ratings = real("data.ratings1.csv", candidate="idstud")
    fit, finer = fit_rating_scale(ratings), fit_rating_scale(ratings, grid=fixed(-12, 12, 161))
    assert fit.deviance == pytest.approx(finer.deviance, abs=1e-4)
    assert fit.deviance == pytest.approx(2526.2143, abs=1e-3)
    assert fit.facets["interviewer"].estimate == pytest.approx(SIRT, abs=0.01)


@pytest.mark.parametrize("kind", ["partial-credit", "rating-scale"])
def test_infit_and_outfit_as_tam_has_them(kind):
    """msq.itemfit of tam.mml.mfr: an item there is one rater's ratings of one dimension."""
    told = json.loads(TAM.read_text())[kind]
    ratings = ratings_of(told["level"], n_levels=told["n_levels"], **told["codes"])
    fit = fit_rating_scale(ratings, kind=kind, grid=fixed(*told["grid"]))
    assert fit.deviance == pytest.approx(told["deviance"], abs=1e-3)
    assert fit.sigma.estimate == pytest.approx(told["sigma"], abs=1e-3)
    assert fit.facets["interviewer"].estimate == pytest.approx(np.array(told["severity"]), abs=1e-3)
    pairs = ratings.interviewer * ratings.n_dimensions + ratings.dimension
    both = Ratings(
        level=ratings.level, n_levels=ratings.n_levels, question=pairs.astype(np.int32),
        counts={"question": ratings.counts["interviewer"] * ratings.n_dimensions},
    )  # fmt: skip
    found = surprises_by(fit.squares, both, "question")
    assert found.infit == pytest.approx(np.array(told["infit"]), abs=5e-4)
    assert found.outfit == pytest.approx(np.array(told["outfit"]), abs=5e-4)


def test_what_made_the_ratings_is_found_and_as_far_away_as_errors_say():
    away = {"candidate": [], "interviewer": [], "question": [], "steps": []}
    for seed in range(12):
        ratings, true = simulated(seed=100 + seed)
        fit = fit_rating_scale(ratings)
        found = {**fit.facets, "candidate": fit.abilities, "steps": fit.steps}
        for name, one in found.items():
            away[name] += list(np.ravel((one.estimate - true[name]) / one.error))
    for name, z in away.items():
        assert 0.8 < np.sqrt(np.mean(np.square(z))) < 1.2, name


def test_chance_alone_is_inside_the_bounds_of_infit():
    outside = []
    for seed in range(15):
        fit = fit_rating_scale(simulated(seed=seed, interviewers=12)[0])
        found = surprises_by(fit.squares, fit.of, "interviewer")
        outside += list((found.infit < found.infit_low) | (found.infit > found.infit_high))
    assert np.mean(outside) < 0.1


def test_common_steps_cost_likelihood_but_fewer_parameters():
    ratings, _ = simulated(seed=7)
    partial, common = (
        fit_rating_scale(ratings, kind=kind) for kind in ("partial-credit", "rating-scale")
    )
    assert common.parameters == partial.parameters - 4
    assert common.deviance > partial.deviance
    differences = np.diff(common.steps.estimate, axis=1)
    assert differences == pytest.approx(np.tile(differences[0], (3, 1)), abs=1e-4)


def test_who_gives_only_the_highest_level_is_left_out_and_said():
    ratings, _ = simulated(seed=8, interviewers=3)
    generous = ratings.interviewer == 2
    level = np.where(generous, ratings.n_levels - 1, ratings.level)
    fit = fit_rating_scale(
        ratings_of(level, n_levels=ratings.n_levels, **dict(ratings.facets.items()))
    )
    assert np.isnan(fit.facets["interviewer"].estimate[2])
    assert np.isfinite(fit.facets["interviewer"].estimate[:2]).all()
    assert fit.of.n == int((~generous).sum())
    assert "1 interviewer gave or got only" in fit.conditions[0].sentence


def test_a_level_never_used_has_no_step_and_no_chance():
    ratings, _ = simulated(seed=9)
    level = np.where(ratings.level == 1, 2, ratings.level)
    fit = fit_rating_scale(ratings_of(level, n_levels=4, **dict(ratings.facets.items())))
    assert np.isnan(fit.steps.estimate[:, :2]).all()
    assert np.isfinite(fit.steps.estimate[:, 2]).all()
    assert np.isfinite(fit.abilities.estimate).all()


def test_where_candidates_do_not_differ_sigma_has_only_an_upper_bound():
    ratings, _ = simulated(seed=5, sigma=0.0, candidates=40, visits=1)
    sigma = fit_rating_scale(ratings).sigma
    assert (sigma.error, sigma.low) == (None, 0)
    assert sigma.estimate < 0.3 < sigma.high < 2


@pytest.mark.parametrize(
    ("level", "candidate", "trouble", "says"),
    [
        ([1, 0], [0, 0], TooLittle, "two candidates"),
        ([1, 0, 1], [0, 1, 2], TooLittle, "No candidate has two ratings"),
        ([1, 1, 1, 1], [0, 0, 1, 1], AllEqual, "In each dimension all ratings are equal"),
    ],
)
def test_too_little_is_a_sentence(level, candidate, trouble, says):
    with pytest.raises(trouble, match=says):
        fit_rating_scale(ratings_of(level, n_levels=2, candidate=candidate))


def nested():
    """Three questions with two interviewers of their own each, who all rate 40 candidates."""
    rng = np.random.default_rng(12)
    who, by = (one.ravel() for one in np.meshgrid(np.arange(40), np.arange(6), indexing="ij"))
    eta = rng.normal(size=40)[who] - np.linspace(-1, 1, 6)[by]
    level = np.searchsorted([-1, 0, 1], eta + rng.logistic(size=eta.size))
    return level, {"candidate": who, "interviewer": by, "question": by // 2}


def test_where_nobody_asked_questions_of_two_groups_strictness_holds_both_with_its_error():
    """In which direction the likelihood is flat no error is told; it once came out as 0."""
    level, codes = nested()
    fit = fit_rating_scale(ratings_of(level, n_levels=4, **codes))
    del codes["question"]
    alone = fit_rating_scale(ratings_of(level, n_levels=4, **codes))
    assert [one.name for one in fit.conditions] == ["nested"]
    assert list(fit.facets) == ["interviewer"]
    assert fit.facets["interviewer"].error == pytest.approx(alone.facets["interviewer"].error)
    assert fit.facets["interviewer"].error.min() > 0.1


def test_what_the_ratings_do_not_hold_has_no_estimate_and_an_infinite_error():
    """One gave only levels 3 and 4, the others 1 and 2: how much more lenient one is has no end."""
    rng = np.random.default_rng(2)
    who, by = (one.ravel() for one in np.meshgrid(np.arange(60), np.arange(3), indexing="ij"))
    level = np.where(by == 2, 2 + rng.integers(0, 2, who.size), rng.integers(0, 2, who.size))
    fit = fit_rating_scale(ratings_of(level, n_levels=4, candidate=who, interviewer=by))
    loose = np.isinf(fit.facets["interviewer"].error)
    assert loose.any()
    assert np.isnan(fit.facets["interviewer"].estimate[loose]).all()
    assert fit.conditions[0].sentence.startswith("No finite estimate: 3 interviewers and 3 steps")


def test_candidates_in_one_order_without_an_exception_have_no_finite_spread():
    who, by = (one.ravel() for one in np.meshgrid(np.arange(6), np.arange(4), indexing="ij"))
    with pytest.raises(WithoutEnd, match="follow one order of candidates without an exception"):
        fit_rating_scale(ratings_of(who + by, n_levels=9, candidate=who, interviewer=by))


def test_the_narrowest_posterior_says_at_how_many_points_abilities_are_summed_over():
    """120 ratings each leave an ability a twelfth of σ; 81 points are farther apart than that."""
    rng = np.random.default_rng(6)
    who = np.repeat(np.arange(40), 120)
    level = rng.binomial(3, expit(1.5 * rng.normal(size=40))[who])
    by = np.tile(np.arange(120) % 4, 40)
    ratings = ratings_of(level, n_levels=4, candidate=who, interviewer=by)
    fit = fit_rating_scale(ratings)
    dense, coarse = (fit_rating_scale(ratings, grid=along(count)) for count in (321, 81))
    assert fit.deviance == pytest.approx(dense.deviance, abs=1e-4)
    assert fit.sigma.estimate == pytest.approx(dense.sigma.estimate, abs=1e-4)
    assert abs(coarse.deviance - dense.deviance) > 1e-3
