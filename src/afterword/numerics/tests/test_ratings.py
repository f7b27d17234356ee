"""Ratings are checked once, on the way in, and a refusal names the row."""

import numpy as np
import pytest

from afterword.numerics import errors
from afterword.numerics.ratings import Ratings, ratings_of


def test_rows_without_a_level_are_left_out_and_counted():
    ratings = ratings_of([0, np.nan, 3, -1], n_levels=4, candidate=[0, 1, 1, 0])
    assert (ratings.n, ratings.left_out) == (2, 2)
    assert ratings.level.tolist() == [0, 3]
    assert ratings.facets["candidate"].tolist() == [0, 1]


def test_arrays_are_contiguous_and_small():
    ratings = ratings_of([0, 1, 2], n_levels=4, question=np.arange(6)[::2], counts={"question": 9})
    assert ratings.level.dtype == np.int8
    assert ratings.facets["question"].dtype == np.int32
    assert ratings.facets["question"].flags.c_contiguous
    assert ratings.count("question") == 9
    assert ratings.rated("question").tolist() == [1, 0, 1, 0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"level": [0, 5]}, errors.LevelOutside, "Row 1 has level 5; levels here are 0 to 3."),
        ({"level": [0, 1.5]}, errors.LevelOutside, "Row 1 has level 1.5; levels here are 0 to 3."),
        ({"level": [np.nan, 7]}, errors.LevelOutside, "Row 1 has level 7; levels here are 0 to 3."),
        ({"level": [-1]}, errors.NoRatings, "There is no rating here with a level."),
        (
            {"level": [0, 1], "question": [0]},
            errors.LengthsDiffer,
            "question has 1 entries for 2 levels.",
        ),
        (
            {"level": [0, 1], "question": [0, -1]},
            errors.CodeOutside,
            "Row 1 has question -1; there are 1, counted from 0.",
        ),
        (
            {"level": [0, 1], "candidate": [0, 1], "interview": [0, 0]},
            errors.InterviewOfTwo,
            "Interview 0 has ratings of two candidates; it is of one.",
        ),
    ],
)
def test_what_cannot_be_ratings_is_refused(given, error, sentence):
    with pytest.raises(error) as caught:
        ratings_of(**given, n_levels=4)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("n_levels", [1, 128])
def test_a_scale_that_is_none_is_refused(n_levels):
    with pytest.raises(errors.OddLevels):
        Ratings(level=np.zeros(3, dtype=np.int8), n_levels=n_levels)
