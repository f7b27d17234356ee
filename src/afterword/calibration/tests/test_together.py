"""How ratings hang together is said kindly, with its bounds, and no more than is known."""

import pytest

from afterword.calibration.models import Estimate
from afterword.calibration.together import rested_on, together

SURE = {"surprise": [1.0, 0.6, 1.4], "middle": None, "halo": None, "ratings": 30, "hours": 6}


def said(**habits: object) -> str:
    return " ".join(together(Estimate(habits={**SURE, **habits})))


def test_a_fit_from_before_says_nothing():
    assert together(Estimate()) == []
    assert rested_on(Estimate()) == ""


@pytest.mark.parametrize(
    ("surprise", "words"),
    [
        ([1.0, 0.6, 1.4], "surprise as much as chance makes anybody’s (1.00; chance gives 0.60 to"),
        ([1.6, 0.6, 1.4], "surprise more than chance makes them (1.60;"),
        ([0.4, 0.6, 1.4], "follow what the others saw more closely than chance allows (0.40;"),
    ],
)
def test_a_surprise_is_held_against_chance(surprise, words):
    assert words in said(surprise=surprise)


@pytest.mark.parametrize(
    ("middle", "words"),
    [
        ([0.2, 0.1, 0.3], "yours move by 0.80 (0.70 to 0.90 fits): you keep closer to the middle"),
        ([-0.3, -0.5, -0.1], "yours move by 1.30 (1.10 to 1.50 fits): you go further to both ends"),
        (
            [0.2, -0.4, 0.8],
            "yours move by 0.80 (0.20 to 1.40 fits): not told apart from theirs y",
        ),
    ],
)
def test_the_middle_is_told_where_the_interval_tells_it(middle, words):
    assert words in said(middle=middle)


def test_what_is_told_by_little_is_seen_to_be():
    assert "more than chance makes them (1.4012; chance gives 0.60 to 1.4009)" in said(
        surprise=[1.4012, 0.6, 1.4009]
    )
    closer = said(middle=[0.1, 0.004, 0.196])
    assert "by 0.90 (0.80 to 0.996 fits): you keep closer to the middle" in closer
    assert "explains (0.20; 0.001 to 0.40 fits), where" in said(halo=[0.2, 0.001, 0.4])
    assert "explains (0.20; 0.00 to 0.40 fits), where" in said(halo=[0.2, 0.0, 0.4])


def test_less_halo_than_none_is_never_said():
    less = said(halo=[-0.1, -0.13, -0.07])
    assert "no more alike than a good or a bad day explains (−0.10; −0.13 to −0.07 fits)" in less
    more = said(halo=[0.2, 0.1, 0.3])
    assert "are more alike than a good or a bad day explains (0.20; 0.10 to 0.30 fits)" in more
