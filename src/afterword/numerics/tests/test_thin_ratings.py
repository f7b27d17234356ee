"""Ratings too few, too equal or too clean: a sentence or a wide interval, never NaN."""

import numpy as np
import pytest

from afterword.numerics import errors, uncertainty
from afterword.numerics.design import design_of
from afterword.numerics.exact import fit_exact
from afterword.numerics.laplace import Surface, Weak
from afterword.numerics.maximum import guess
from afterword.numerics.ratings import ratings_of
from afterword.numerics.second_opinion import chance_below, second_opinion
from afterword.numerics.stacked import Stacked


def club(candidates=12, dimensions=4, seed=0):
    """Two interviews each, by one of six interviewers with one of five questions."""
    rng = np.random.default_rng(seed)
    interviews = candidates * 2
    candidate = np.repeat(np.arange(candidates), 2 * dimensions)
    interviewer = rng.integers(0, 6, interviews)
    latent = 1.5 + 0.7 * rng.standard_normal(candidates)[candidate]
    return {
        "level": np.clip(np.round(latent + rng.standard_normal(candidate.size)), 0, 3),
        "candidate": candidate,
        "interviewer": np.repeat(interviewer, dimensions),
        "question": np.repeat(rng.integers(0, 5, interviews), dimensions),
        "interview": np.repeat(np.arange(interviews), dimensions),
        "dimension": np.tile(np.arange(dimensions), interviews),
    }


def fitted(given, **more):
    exact = fit_exact(ratings_of(**{"n_levels": 4, **given, **more}))
    for effects in exact.fit.effects.values():
        for values in (effects.mode, effects.sd, effects.sd_given):
            assert np.isfinite(values).all()
    assert not np.isnan(exact.fit.components.thresholds).any()
    return exact


def names(exact):
    return {one.name for one in exact.fit.conditions}


def test_one_interviewer_leaves_severity_out_and_says_so():
    given = club()
    exact = fitted({**given, "interviewer": given["interviewer"] * 0})
    assert "one_interviewer" in names(exact)
    assert "interviewer" not in exact.fit.effects


def test_one_candidate_leaves_ability_out_and_says_so():
    given = club()
    exact = fitted({**given, "candidate": given["candidate"] * 0})
    assert "one_candidate" in names(exact)


def test_a_question_for_each_interviewer_cannot_be_told_from_them():
    given = club()
    exact = fitted({**given, "question": given["interviewer"]})
    assert "question_aliased" in names(exact)
    assert "question" not in exact.fit.effects


def test_all_ratings_equal_is_refused():
    with pytest.raises(errors.AllEqual):
        fitted({**club(), "level": np.full(96, 2)})


def test_a_level_never_used_has_no_probability():
    given = club()
    exact = fitted({**given, "level": np.where(given["level"] == 3, 2, given["level"])})
    assert "level_never_used" in names(exact)
    assert np.isposinf(exact.fit.components.thresholds[:, 2]).all()
    with pytest.raises(errors.NotCrossed):
        second_opinion(exact.posterior, candidate=0, line=3)


def test_separated_ratings_lean_on_weak_priors_and_say_so():
    given = club()
    exact = fitted({**given, "level": given["candidate"] % 4})
    assert exact.fit.penalised
    assert "penalised" in names(exact)
    with pytest.raises(errors.NotConverged):
        fit_exact(ratings_of(**{**given, "level": given["candidate"] % 4}, n_levels=4),
                  rescue=False)  # fmt: skip


def test_what_weak_priors_say_of_thresholds_is_counted_as_known():
    design = design_of(ratings_of(**club(), n_levels=4))
    bare, weak = Surface(design), Surface(design, Weak(threshold=5.0))
    parameters = guess(bare)
    more = []
    for surface in (bare, weak):
        point, stacked = surface.at(parameters), Stacked(surface)
        stack = stacked.at(parameters[:, None], near=point.mode[:, None])
        more.append((surface.with_location(point)[1], stacked.with_location(stack)[1][0]))
    told = np.eye(bare.n_thresholds) / 25
    assert more[1][0] - more[0][0] == pytest.approx(told)
    assert more[1][1] - more[0][1] == pytest.approx(told)


def test_ten_ratings_give_wide_intervals():
    given = club(candidates=5, dimensions=1)
    exact = fitted(given)
    low, high = exact.fit.effects["candidate"].interval()
    assert (high - low).min() > 1.0


def test_members_without_ratings_are_as_unsure_as_the_population():
    exact = fitted(club(), counts={"candidate": 14})
    effects = exact.fit.effects["candidate"]
    assert effects.rated[12:].tolist() == [0, 0]
    assert effects.mode[12:].tolist() == [0.0, 0.0]
    assert effects.sd_given[12] == pytest.approx(exact.fit.components.sigma("candidate"))


def test_whole_sds_are_not_smaller_than_given_ones_where_sigma_is_zero():
    exact = fitted(club())
    for one, sigma in exact.fit.sigmas.items():
        if sigma.estimate == 0:
            assert sigma.error is None
            assert sigma.high > 0
            assert f"{one}_at_zero" in names(exact)
            assert (exact.fit.effects[one].sd > 0).all()


@pytest.mark.filterwarnings("error")
def test_bounds_where_a_sigma_is_nothing_are_finite_and_warn_of_nothing(monkeypatch):
    monkeypatch.setattr(uncertainty, "FEW_RATINGS", 0)  # as for many ratings: σ is not sampled
    exact = fitted(club())
    assert exact.fit.sigmas["interviewer"].estimate == 0
    for effects in exact.fit.effects.values():
        low, high = effects.between
        assert np.isfinite([low, high]).all()
        assert ((low <= effects.mode) & (effects.mode <= high)).all()


def test_the_chance_below_by_hand():
    assert chance_below(1.0, mean=0.0, variance=3.0, link="probit") == pytest.approx(
        0.691462, abs=1e-6
    )
    assert chance_below(0.0, mean=0.0, variance=2.0, link="logit") == pytest.approx(0.5)


def test_odds_of_another_opinion_rise_with_the_line():
    exact = fitted(club())
    odds = [second_opinion(exact.posterior, candidate=0, line=line) for line in (1, 2, 3)]
    assert odds[0].above > odds[1].above > odds[2].above
    assert odds[1].other_side(3) == odds[1].below
    assert odds[1].other_side(0) == odds[1].above


@pytest.mark.filterwarnings("error")
def test_a_component_without_variation_costs_no_warning_however_many_the_ratings():
    at = np.arange(3_200)
    given = {"candidate": at // 8, "interviewer": at % 8, "level": (at + at // 8) % 2}
    exact = fitted(given)
    assert exact.fit.components.sigmas["candidate"] == 0
    assert np.isfinite(exact.fit.effects["candidate"].interval()).all()


def test_two_readers_who_nearly_always_agree_are_told_that_the_sums_are_rough() -> None:
    """Laplace's σ of such essays is 3.9 where the exact sum has 4.6."""
    rng = np.random.default_rng(3)
    who = np.repeat(np.arange(150), 2)
    for noise, told in ((0.2, ["rough"]), (1.0, [])):
        eta = rng.normal(size=150)[who] + noise * rng.normal(size=300)
        level = np.searchsorted([-1, -0.3, 0.3, 1], eta)
        fit = fit_exact(ratings_of(level, n_levels=5, candidate=who)).fit
        assert [one.name for one in fit.conditions] == told
