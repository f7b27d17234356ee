"""One more interview of a fit: followed where a whole fit is long, fitted anew where it is not."""

from collections.abc import Mapping

import numpy as np
import pytest

from afterword.numerics.ratings import FACETS, Facet
from afterword.numerics.tests.crossed import simulated
from afterword.study.adding import CannotAdd
from afterword.study.calibrated import Calibrated
from afterword.study.calibration import Calibration

RATED = {"coding": 5, "design": 4, "testing": None}
MET = {"candidate": "Ben", "interviewer": "Ada", "question": "Two sums"}


def named(n: int, *, seed: int) -> dict[str, list[object]]:
    """Simulated ratings with names, of which some are MET."""
    ratings, _ = simulated(n, seed=seed, dims=3, levels=5)
    columns: dict[str, list[object]] = {"level": (ratings.level + 1).tolist()}
    for facet, codes in ratings.facets.items():
        names = [f"{facet} {code}" for code in range(ratings.counts[facet])]
        names[0] = MET.get(facet, names[0])
        if facet == "dimension":
            names = list(RATED)
        columns[facet] = [names[code] for code in codes]
    return columns


def with_rows(columns: Mapping[str, list[object]], **more: str) -> dict[str, list[object]]:
    """The same with what RATED says behind it."""
    heard = {name: one for name, one in RATED.items() if one is not None}
    added = {**more, "dimension": list(heard), "level": list(heard.values())}
    return {
        name: [*column, *(one if isinstance(one := added[name], list) else [one] * len(heard))]
        for name, column in columns.items()
    }


@pytest.fixture(scope="module")
def columns() -> dict[str, list[object]]:
    return named(6_000, seed=3)


@pytest.fixture(scope="module")
def large(columns) -> Calibrated:
    return Calibration(estimator="large", bootstrap=0).fit(columns)


def test_a_large_fit_follows_an_interview_to_about_where_a_whole_fit_ends(columns, large):
    before = large.abilities["Ben"]
    fit = large.with_interview(RATED, **MET, interview="tuesday")
    whole = Calibration(estimator="large", bootstrap=0).fit(
        with_rows(columns, **MET, interview="tuesday")
    )
    for table in ("abilities", "severities", "difficulties"):
        for one, other in ((fit, whole), (whole, fit)):
            found, expected = getattr(one, table), getattr(other, table)
            assert [(row.name, row.rated, row.part) for row in found] == [
                (row.name, row.rated, row.part) for row in expected
            ]
            assert [row.estimate for row in found] == pytest.approx(
                [row.estimate for row in expected], abs=0.03
            )
    assert fit.abilities["Ben"].rated == before.rated + 2
    assert fit.abilities["Ben"].estimate > before.estimate
    assert fit.interviews["tuesday"].rated == 2
    assert fit.second_opinion("Ben", line=4, dimension="coding").above == pytest.approx(
        whole.second_opinion("Ben", line=4, dimension="coding").above, abs=0.01
    )
    assert fit.foretold.residual.size == fit.ratings.n == fit.estimates.n == large.ratings.n + 2
    assert fit.summary().startswith("5,996 ratings of 666 candidates")


def test_what_a_large_fit_held_is_said_once(large):
    twice = large.with_interview(RATED, **MET).with_interview(RATED, **MET)
    assert [one.name for one in twice.conditions].count("spreads_held") == 1
    assert "spreads_held" not in [one.name for one in large.conditions]
    assert twice.sigmas == large.sigmas
    assert [row.name for row in twice.interviews[-2:]] == ["added 1999", "added 2000"]


def test_the_fit_before_stays_as_it_was(large):
    before = {one: effects.mode.tobytes() for one, effects in large.estimates.effects.items()}
    first = large.with_interview(RATED, **MET).abilities["Ben"]
    assert before == {
        one: effects.mode.tobytes() for one, effects in large.estimates.effects.items()
    }
    assert large.with_interview(RATED, **MET).abilities["Ben"] == first


def test_whoever_is_new_stands_last_and_is_less_sure_than_who_is_known(large):
    fit = large.with_interview(RATED, candidate="Zoe", interviewer="Cleo", question="Maze")
    for table, name in (
        (fit.abilities, "Zoe"),
        (fit.severities, "Cleo"),
        (fit.difficulties, "Maze"),
    ):
        assert table[-1].name == name
        assert table[-1].rated == 2
        assert table[-1].sd > max(row.sd for row in table if row.rated > 5)
    assert fit.abilities["Zoe"].estimate > 0


def test_an_exact_fit_is_fitted_anew_to_the_last_bit_of_a_whole_fit():
    columns = named(300, seed=5)
    fit = Calibration().fit(columns).with_interview(RATED, **MET, interview="tuesday")
    whole = Calibration().fit(with_rows(columns, **MET, interview="tuesday"))
    assert fit.sigmas == whole.sigmas
    assert {row.name: row for row in fit.abilities} == {row.name: row for row in whole.abilities}
    assert fit.conditions == whole.conditions


def test_an_exact_fit_is_fitted_anew_as_it_was_fitted():
    fit = Calibration(link="logit", common=True).fit(named(300, seed=5))
    more = fit.with_interview(RATED, **MET)
    assert (more.components.link, more.components.common) == ("logit", True)


@pytest.mark.parametrize(
    ("rated", "met", "sentence"),
    [
        (4, MET, "Say the dimension of each level: {'coding': …}."),
        ({"charm": 4}, MET, "There is no dimension 'charm' in these ratings, but coding, design"),
        ({"coding": 6}, MET, "6 is no level: they are whole numbers from 1 to 5."),
        ({"coding": 2.5}, MET, "2.5 is no level"),
        ({"coding": None}, MET, "This interview has no rating with a level."),
        (RATED, {"candidate": "Ben"}, "Every rating here has its interviewer: say interviewer=…"),
        (RATED, {**MET, "candidate": 99_999}, "A name is text: '99999'."),
        (RATED, {**MET, "interview": "interview 7"}, "There is an interview 'interview 7' already"),
    ],
)
def test_an_interview_that_cannot_be_added_is_refused_in_a_sentence(large, rated, met, sentence):
    with pytest.raises(CannotAdd) as no:
        large.with_interview(rated, **met)
    assert sentence in str(no.value)


def test_what_the_ratings_do_not_name_is_to_be_left_out():
    ratings, _ = simulated(600, seed=7, dims=1)
    bare = Calibration().fit({"candidate": ratings.candidate, "level": ratings.level + 1})
    with pytest.raises(CannotAdd, match="name no interviewer: leave 'Ada' out"):
        bare.with_interview(3, candidate="1", interviewer="Ada")
    with pytest.raises(CannotAdd, match="have no dimensions: give the levels alone"):
        bare.with_interview({"coding": 3}, candidate="1")
    assert bare.with_interview([3, 4], candidate="1").ratings.n == bare.ratings.n + 2


def test_a_level_that_nobody_had_before_needs_a_whole_fit(columns):
    few = {**columns, "level": [min(int(str(one)), 4) for one in columns["level"]]}
    fit = Calibration(estimator="large", bootstrap=0).fit(few, n_levels=5)
    with pytest.raises(CannotAdd, match="Level 5 was never given in that dimension before"):
        fit.with_interview({"coding": 5}, **MET)


def test_where_nobody_has_a_name_places_say_who(large):
    places = Calibration(estimator="large", bootstrap=0).fit(large.ratings)
    counts: Mapping[Facet, int] = large.ratings.counts
    fit = places.with_interview({"0": 5}, candidate=0, interviewer=0, question=counts["question"])
    assert [fit.ratings.counts[one] - counts[one] for one in FACETS] == [0, 0, 1, 1, 0]
    with pytest.raises(CannotAdd, match="Here each candidate is a number: 0 to"):
        places.with_interview({"0": 5}, candidate="Ben", interviewer=0, question=0)


def test_the_models_of_other_programs_follow_no_interview():
    rng = np.random.default_rng(2)
    scaled = Calibration(model="rating-scale").fit(
        {
            "candidate": np.repeat(np.arange(40), 3),
            "interviewer": np.tile(["Ada", "Cleo", "Dov"], 40),
            "level": rng.integers(1, 4, 120),
        }
    )
    with pytest.raises(CannotAdd, match="A rating-scale fit follows no interview: fit anew"):
        scaled.with_interview(3, candidate="1", interviewer="Ada")
