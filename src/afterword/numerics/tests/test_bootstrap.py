"""What samples of a large fit promise: bounds that hold, also where members are few."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from afterword.numerics import bootstrap, modes
from afterword.numerics import layout as layouts
from afterword.numerics.bootstrap import with_errors
from afterword.numerics.bootstrap_bounds import freedom_of, of_sigma, of_threshold, students
from afterword.numerics.large import Large, fit_large, sds_against_all
from afterword.numerics.layout import layout_of
from afterword.numerics.model import Component, Effects, Z
from afterword.numerics.ratings import ratings_of
from afterword.numerics.refit import Visit, refitted
from afterword.numerics.shares import concentration
from afterword.numerics.tests.crossed import SIGMAS, simulated
from afterword.numerics.threads import rows_of, threads_of
from afterword.numerics.unsure import with_unsure

COMPONENTS: tuple[Component, ...] = tuple(SIGMAS)
PROGRAMS = range(40, 52)


@pytest.fixture(scope="module")
def few() -> list[tuple[Large, dict[str, np.ndarray]]]:
    """Programs of 41 interviewers and six questions, with their samples and what made them."""
    programs = []
    for seed in PROGRAMS:
        ratings, true = simulated(30_000, seed=seed, dims=4, per_interviewer=731, n_questions=6)
        programs.append((with_errors(fit_large(ratings, components=COMPONENTS), seed=seed), true))
    return programs


def test_six_questions_of_which_all_is_known_have_the_textbook_interval():
    """By hand: 5/σ² is χ² of 5 degrees, whose outer fortieths begin at .831 and 12.83."""
    found = of_sigma(1.0, np.full(40, 1.0), freedom=5)
    assert (found.low, found.high) == pytest.approx((0.624, 2.453), abs=1e-3)


def test_a_sigma_of_many_members_has_what_its_samples_say_on_both_sides():
    """By hand: σ² of 1 with sd .1, by t of 39 degrees: 1 ± 2.023 · .1, and a little by χ²."""
    drawn = np.sqrt(1 + 0.1 * np.tile([1.0, -1.0], 20) * np.sqrt(39 / 40))
    found = of_sigma(1.0, drawn, freedom=1e6)
    assert (found.low**2, found.high**2) == pytest.approx((0.798, 1.202), abs=2e-3)


def test_a_sigma_of_nothing_has_one_bound_and_one_near_it_begins_at_nothing():
    drawn = np.sqrt(np.maximum(0.1 * np.random.default_rng(1).standard_normal(4_000), 0))
    found = of_sigma(0.0, drawn, freedom=100)
    assert (found.estimate, found.error, found.low) == (0.0, None, 0.0)
    assert found.high**2 == pytest.approx(0.1 * 1.645, rel=0.05)
    near = of_sigma(0.1, np.sqrt(np.maximum(0.01 + drawn**2 - 0.05, 0)), freedom=100)
    assert near.low == 0.0 < 0.1 < near.high


def test_thresholds_are_as_sure_as_the_few_questions_whose_mean_they_hold():
    assert freedom_of(2.0, parts=[(2.0, 5)], samples=1_000_000) == pytest.approx(5, abs=1e-3)
    assert students(5) * Z == pytest.approx(2.571, abs=1e-3)
    drawn = np.array([-1.0, 1.0] * 20)
    known, held = of_threshold(0.0, drawn, parts=[]), of_threshold(0.0, drawn, parts=[(1.0, 5)])
    assert (known.high, held.high) == pytest.approx((2.05, 2.67), abs=0.01)


def test_a_level_that_a_sample_never_saw_leaves_its_bounds_to_the_others():
    drawn = np.array([0.9, 1.1] * 20 + [np.inf])
    assert of_threshold(1.0, drawn, parts=[]).high == pytest.approx(1.2, abs=0.02)
    assert of_threshold(1.0, np.full(40, np.inf), parts=[]).high == np.inf


def test_members_count_as_many_as_their_ratings_make_them():
    """By hand: two of whom one gave 3 of 4 ratings are 1/(9/16 + 1/16) = 1.6."""
    layout = layout_of(ratings_of([0, 1, 0, 1], n_levels=2, interviewer=[0, 0, 0, 1]))
    assert 1 / concentration(layout, "interviewer") == pytest.approx(1.6)


def test_sigmas_are_right_on_average_though_thresholds_take_the_mean_of_six_questions(few):
    for one, sigma in SIGMAS.items():
        found = np.array([large.fit.components.sigmas[one] ** 2 for large, _ in few])
        away = found.mean() - sigma**2
        assert abs(away) < 3 * found.std(ddof=1) / np.sqrt(found.size)
    interviews = [large.fit.components.sigmas["interview"] for large, _ in few]
    assert np.mean(interviews) == pytest.approx(0.4, abs=0.04)


def test_sds_of_few_questions_hold_that_their_mean_is_unknown(few):
    def away(effects: Effects, true: np.ndarray, sd: np.ndarray) -> float:
        return float(np.sqrt((((effects.mode - true) / sd) ** 2).mean()))

    found = [(large.fit.effects["question"], true["question"]) for large, true in few]
    given = np.mean([away(one, true, one.sd_given) for one, true in found])
    whole = np.mean([away(one, true, one.sd) for one, true in found])
    assert given > 1.5
    assert 0.4 < whole < 1.2


def test_against_the_mean_of_all_six_questions_are_as_sure_as_they_turn_out_to_be(few):
    away = np.concatenate([
        (effects.mode - effects.mode.mean() - true["question"] + true["question"].mean())
        / sds_against_all(large, "question")
        for large, true in few
        for effects in [large.fit.effects["question"]]
    ])  # fmt: skip
    assert np.sqrt((away**2).mean()) == pytest.approx(1.0, abs=0.3)


def test_most_bounds_hold_what_made_the_ratings(few):
    inside = [
        one.low <= SIGMAS[name] <= one.high
        for large, _ in few
        for name, one in large.fit.sigmas.items()
    ] + [
        bool(one.low <= true["thresholds"][at] <= one.high)
        for large, true in few
        for at, one in large.fit.thresholds.items()
    ]
    assert np.mean(inside) > 0.85


def test_all_ratings_of_an_interviewer_with_few_questions_are_compared():
    ratings, _ = simulated(30_000, seed=1, per_interviewer=3_000, n_questions=3)
    layout = layout_of(ratings)
    threads = threads_of(layout, rows_of(layout, "interviewer", among=COMPONENTS))
    assert threads.n > 0.9 * ratings.n


def test_one_more_interview_leaves_everybody_as_unsure_as_sigma_made_them(few):
    large, _ = few[0]
    visit = Visit(17, 3, 6, np.array([4, 4, 3, 4], np.int8), np.arange(4, dtype=np.int32))
    before, after = large.fit.effects, refitted(large, visit).fit.effects
    for one in COMPONENTS:
        added = [found[one].sd ** 2 - found[one].sd_given ** 2 for found in (before, after)]
        assert added[1][: added[0].size] == pytest.approx(added[0], abs=1e-12)
    assert after["question"].sd[6] > after["question"].sd_given[6]


def test_on_one_core_the_same_ratings_give_the_same_bounds_to_the_last_bit(monkeypatch):
    ratings, _ = simulated(12_000, seed=17)
    many = with_errors(fit_large(ratings, components=COMPONENTS), samples=10).fit
    alone = ThreadPoolExecutor(1)
    monkeypatch.setattr(layouts, "_pool", lambda: alone)
    one = with_errors(fit_large(ratings, components=COMPONENTS), samples=10).fit
    assert one.sigmas == many.sigmas
    assert one.thresholds == many.thresholds
    assert one.effects["question"].sd.tobytes() == many.effects["question"].sd.tobytes()


def test_a_level_given_once_leaves_out_samples_that_have_none_of_it_and_says_so():
    level = np.zeros(3_000, int)
    level[[5, 11]] = 1
    ratings = ratings_of(
        level, n_levels=2, candidate=np.arange(3_000) // 6, interviewer=np.arange(3_000) % 50
    )
    fit = with_errors(fit_large(ratings)).fit
    said = fit.condition("samples_left_out")
    assert said is not None
    assert "of which" in said.sentence
    assert fit.thresholds[0, 0].low < fit.thresholds[0, 0].estimate


def test_where_no_mode_follows_effects_are_as_sure_as_before(monkeypatch, few):
    (large, _), nothing = few[0], dict.fromkeys(COMPONENTS, 0.0)
    monkeypatch.setattr(modes, "MOST_STEPS", 1)
    for effects in with_unsure(large, np.eye(5), means=nothing).values():
        assert effects.sd == pytest.approx(effects.sd_given)


def test_where_hardly_a_sample_tells_anything_apart_nothing_is_claimed(monkeypatch):
    ratings, _ = simulated(6_000, seed=19)
    large = fit_large(ratings, components=COMPONENTS)
    monkeypatch.setattr(bootstrap, "FEWEST", 11)
    fit = with_errors(large, samples=10).fit
    assert (fit.sigmas, fit.thresholds) == (large.fit.sigmas, large.fit.thresholds)
    assert fit.condition("errors_unasked") is None
    said = fit.condition("samples_too_few")
    assert said is not None
    assert "Of 10 samples of such ratings 10 tell anything apart, and intervals take 11" in (
        said.sentence
    )
