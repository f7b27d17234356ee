"""Numbers as a reader hears them."""

import pytest

from afterword.calibration.models import Estimate
from afterword.calibration.sentences import (
    changed,
    in_levels,
    level_words,
    sided,
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
