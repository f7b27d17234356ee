"""What is said in a sentence: how many interviews it takes, whose ratings surprise, what a
letter of a design means."""

import numpy as np
import pytest

from afterword.numerics.dependability import Dependability
from afterword.numerics.fit import Habit, Surprises
from afterword.numerics.model import Interval
from afterword.numerics.variance import Component
from afterword.study.classic import named
from afterword.study.in_short import needed_sentence
from afterword.study.surprising import said_of
from afterword.study.words import bounds


def known(*, low: float, high: float, needed: int | None) -> Dependability:
    """Φ of n/(n + k) after n interviews: k is 2, at worst `low`, at best `high`."""
    by = {n: Interval(n / (n + 2), None, n / (n + low), n / (n + high)) for n in range(1, 51)}
    return Dependability(by, goal=0.8, needed=needed, most=50)


def test_how_many_interviews_it_takes_is_said_with_how_many_it_may_take():
    """By hand: n/(n + 1) is .8 at 4, n/(n + 2) at 8, n/(n + 5) at 20."""
    said = needed_sentence(known(low=5, high=1, needed=8), bounded=True)
    assert said == (
        "It takes about 8 interviews each (4 to 20 fits) to make an estimate of a candidate "
        "dependable (0.8 of 1)."
    )
    open_above = needed_sentence(known(low=99, high=1, needed=8), bounded=True)
    assert "(4 to more than 50 fits)" in open_above
    exactly = needed_sentence(known(low=2, high=2, needed=8), bounded=True)
    assert "8 interviews each (no other number fits) to" in exactly
    assert "fits" not in needed_sentence(known(low=5, high=1, needed=8), bounded=False)
    assert needed_sentence(known(low=99, high=20, needed=None), bounded=True).startswith(
        "Not even 50 interviews each would make estimates of candidates dependable (0.8 of 1): "
    )
    assert "(0.8 of 1) (at best 40 may): " in needed_sentence(
        known(low=99, high=10, needed=None), bounded=True
    )


def told_of(*, infit: list[float], middle: list[float]) -> list[str]:
    """Of as many interviewers, with bounds of chance from .5 to .9, and of habits ± .1."""
    many, one, two = np.ones(len(infit), int), np.array(infit), np.array(middle)
    square = Surprises(one, 0.5 * many, 0.9 * many, one, 0.5 * many, 0.9 * many, many)
    habit = Habit(two, two - 0.1, two + 0.1, many)
    return said_of([f"i{n}" for n in range(many.size)], surprises=square, middle=habit, halo=None)


def test_who_surprises_is_named_with_the_most_that_chance_gives():
    assert told_of(infit=[0.95, 0.7, 0.8], middle=[0.0, 0.3, 0.05]) == [
        "More surprises than chance gives (infit, and the most that chance gives): "
        "i0 (0.95, 0.90).",
        "Keeps closer to the middle than the others "
        "(0 is as they do, 1 all the way, more the other way round): i1 (0.30).",
        "By chance alone each of these would name about 1 in 40 of 3.",
    ]
    assert told_of(infit=[0.7, 0.7], middle=[0.0, 0.0]) == [
        "Nobody's ratings surprise more than chance allows."
    ]


def test_who_surprises_by_little_is_seen_to_do_so():
    (said, _) = told_of(infit=[0.9004, 0.7], middle=[0.0, 0.0])
    assert said.endswith(": i0 (0.9004, 0.9000).")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.55, -0.0021, "-0.550 to -0.002"),
        (0.25, 1.5, "+0.25 to +1.50"),
        (0.0, 0.3, "+0.00 to +0.30"),
        (-np.inf, np.inf, "-inf to +inf"),
        (np.nan, np.nan, "+nan to +nan"),
        (-1e-12, 0.3, "+0.00 to +0.30"),
    ],
)
def test_bounds_have_the_digits_that_their_side_of_the_average_takes(low, high, said):
    assert bounds(low, high) == said


def test_of_many_who_surprise_the_first_are_named_and_the_others_counted():
    (said, _) = told_of(infit=[1.5] * 9, middle=[0.0] * 9)
    assert said.endswith("i5 (1.50, 0.90) and 3 more.")


@pytest.mark.parametrize(
    ("letters", "words"),
    [("c", "candidate"), ("i:q", "interviewer within question"), ("cq", "candidate × question")],
)
def test_letters_of_a_design_are_said_in_words(letters, words):
    assert named(Component(letters, 1.0, 0.1, 0.5, 2.0, 9)) == words
