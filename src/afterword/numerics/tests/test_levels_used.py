"""What is said of levels that nobody gave, by both estimators alike."""

import numpy as np

from afterword.numerics.exact import fit_exact
from afterword.numerics.large import fit_large
from afterword.numerics.levels_used import never_used, of_one_level
from afterword.numerics.ratings import ratings_of

USED = np.array([[1, 1, 1, 1], [1, 0, 0, 1], [0, 0, 0, 0], [1, 0, 0, 1]], bool)


def test_levels_that_the_same_dimensions_leave_out_are_said_together():
    (one,) = never_used(USED)
    assert one.sentence == (
        "Levels 2, 3 are never used in dimensions 2, 4: they have no probability here."
    )
    assert never_used(USED[1:2])[0].sentence.startswith("Levels 2, 3 are never used: they")
    assert never_used(USED[:1]) == []


def test_a_dimension_of_one_level_is_named_by_number_from_one():
    (one,) = of_one_level(np.array([[1, 1], [0, 1]], bool), so="it tells nobody apart")
    assert one.sentence == "Every rating of dimension 2 is level 2: it tells nobody apart."


def test_both_estimators_name_the_same_dimension():
    rng = np.random.default_rng(5)
    at = np.arange(600)
    level = rng.integers(4, size=600)
    level[(at % 3 == 2) & (level == 3)] = 0
    ratings = ratings_of(
        level, n_levels=4, candidate=at // 12, interviewer=rng.integers(8, size=600),
        dimension=at % 3,
    )  # fmt: skip
    for fit in (fit_exact(ratings).fit, fit_large(ratings).fit):
        said = fit.condition("level_never_used")
        assert said is not None
        assert said.sentence.startswith("Level 4 is never used in dimension 3: it has")
