"""What stands out, and what is well inside luck."""

import pytest

from afterword.debriefs.patterns import Case, differences, newcombe


def cases(trait, value, went_on, whole):
    return [Case(number < went_on, {trait: value}) for number in range(whole)]


def test_the_interval_is_the_published_one():
    """Newcombe 1998, table II, (a): 56/70 less 48/80, method 10: .0524 to .3339."""
    assert newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_wide_gap_stands_out():
    found = differences([*cases("How", "referral", 9, 10), *cases("How", "site", 4, 60)])
    assert [one.value for one in found if one.stands_out] == ["referral", "site"]
    assert (found[0].part, found[0].whole, found[0].others_part, found[0].others_whole) == (
        9, 10, 4, 60,
    )  # fmt: skip


def test_a_small_gap_does_not():
    found = differences([*cases("How", "referral", 2, 10), *cases("How", "site", 8, 60)])
    assert [one.stands_out for one in found] == [False, False]


def test_fewer_than_five_are_not_compared():
    assert differences([*cases("How", "referral", 4, 4), *cases("How", "site", 0, 60)]) == []


def test_nothing_is_found_in_nothing():
    assert differences([]) == []
