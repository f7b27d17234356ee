"""Numbers as a reader hears them."""

import pytest

from afterword.calibration.amounts import in_levels, percent, percents, sided, sides
from afterword.calibration.found import Sure, Whole
from afterword.calibration.models import Estimate
from afterword.calibration.sentences import (
    changed,
    dependable_sentence,
    grows_sentence,
    level_words,
    settled_sentence,
    span_words,
)


def strictness(low: float, moved: float, high: float) -> Estimate:
    return Estimate(facet="interviewer", moved=moved, moved_low=low, moved_high=high, hours=5)


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (0.0, "less than 0.1 of a level"), (-0.31, "0.3 of a level"), (0.96, "1 level"),
        (1.44, "1.4 levels"),
    ],
)  # fmt: skip
def test_a_distance_is_said_in_levels(moved, said):
    assert in_levels(moved) == said


def test_a_distance_has_a_side():
    assert sided(0.3, "interviewer") == "0.3 of a level stricter"
    assert sided(-0.3, "interviewer") == "0.3 of a level more lenient"
    assert sided(-0.3, "question") == "0.3 of a level easier"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.12, 0.34, "0.1 to 0.3 of a level stricter"),
        (-0.34, -0.12, "0.1 to 0.3 of a level more lenient"),
        (0.01, 0.2, "less than 0.1 to 0.2 of a level stricter"),
        (0.4, 1.24, "0.4 of a level to 1.2 levels stricter"),
        (0.31, 0.33, "0.3 of a level stricter"),
        (-0.4, 0.2, "0.4 of a level more lenient to 0.2 of a level stricter"),
    ],
)  # fmt: skip
def test_bounds_on_one_side_say_it_once(low, high, said):
    assert sides(low, high, "interviewer") == said


def test_a_share_is_none_only_where_it_is_none():
    assert percent(0.004) == "less than 1\N{NO-BREAK SPACE}%"
    assert percent(0.0) == "0\N{NO-BREAK SPACE}%"
    said = percents(Sure(0.18, 0.002, 0.46)).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "18 % (0 % to 46 %)"


def whole(**said: object) -> Whole:
    needed = {"needed": 12, "reached": (3, None), "settles": {"interviewer": 9}, "spread": 0.8}
    shares = {"shares": {}, "dependable": {"1": Sure(0.26, 0.05, 0.6)}, "goal": 0.8}
    return Whole(**{"conditions": [], **shares, **needed, **said})


def test_how_many_interviews_it_takes_has_bounds():
    said = dependable_sentence(whole()).replace("\N{NO-BREAK SPACE}", " ")
    assert "come out, 26 % (5 % to 60 %) is the candidate;" in said
    assert "over about 12 interviews each (3 to more than 50 fits) would be 80 % the cand" in said


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"interviewer": 5}, "either way; half of them have had 5 or fewer, so about 4 more."),
        ({"interviewer": 9}, "either way; half of them have had 9 or more, so that is there."),
        ({}, "either way."),
    ],
)
def test_how_many_more_interviews_settle_a_strictness(held, said):
    assert settled_sentence(whole(held=held), "interviewer").endswith(said)


@pytest.mark.parametrize(
    ("grows", "said"),
    [
        (Sure(0.2, 0.1, 0.3), "move about 0.2 of a level up (0.1 to 0.3 of a level higher fits)."),
        (Sure(0.0, -0.3, 0.3), "do not say yet whether candidates grow"),
        (Sure(-0.01, -0.02, 0.0), "candidates here hardly move on average"),
    ],
)
def test_growth_of_a_program_is_told_or_said_to_be_none_to_speak_of(grows, said):
    assert said in grows_sentence(whole(grows=grows))


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (0.2, "not yet"), (1.2, "not yet"), (1.5, "between not yet and mixed"), (2.9, "good"),
        (3.4, "between good and excellent"), (4.0, "excellent"), (5.0, "excellent"),
    ],
)  # fmt: skip
def test_a_level_that_is_not_whole_lies_between_two_words(level, said):
    assert level_words(level) == said


def test_a_span_goes_from_word_to_word():
    assert span_words(1.7, 3.2) == "mixed to good"
    assert span_words(2.6, 3.3) == "good"


def test_what_a_strictness_changed_is_counted_in_ratings():
    assert changed(strictness(0.1, 0.4, 0.7), 20) == (
        "Of 20 ratings of yours, an interviewer of average strictness would have given about 8 one "
        "level higher (from 2 to 14)."
    )
    assert changed(strictness(-0.7, -0.4, -0.1), 20).endswith("8 one level lower (from 2 to 14).")
    assert changed(strictness(-0.2, 0.1, 0.4), 20).endswith(
        "anything from 4 one level lower to 8 one level higher."
    )
    assert changed(strictness(0.1, 0.4, 0.7), 0) == ""
