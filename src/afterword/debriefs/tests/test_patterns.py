"""What stands out, and what is well inside luck."""

import pytest

from afterword.debriefs.patterns import Case, Tally, chart, compared, tallied


def cases(trait, value, went_on, whole):
    return [Case(number < went_on, {trait: value}) for number in range(whole)]


def found(*groups):
    return compared(tallied([one for group in groups for one in group]))[0]


def test_a_wide_gap_stands_out_once():
    seen = found(cases("How", "referral", 9, 10), cases("How", "site", 4, 60))

    assert [one.name for one in seen.standing_out] == ["referral"]
    assert (seen.found[0].mine, seen.found[0].others_part, seen.found[0].others_whole) == (
        Tally("How", "referral", 9, 10), 4, 60,
    )  # fmt: skip


def test_a_small_gap_does_not_and_says_what_would():
    seen = found(cases("How", "referral", 2, 10), cases("How", "site", 4, 60))

    assert seen.standing_out == []
    assert seen.found[0].words == "within luck; twice as many going the same way would tell"


def test_of_three_values_each_is_held_against_the_rest():
    seen = found(cases("How", "a", 1, 9), cases("How", "b", 1, 8), cases("How", "c", 1, 7))

    assert sorted(one.mine.value for one in seen.found) == ["a", "b", "c"]
    assert {one.mine.whole + one.others_whole for one in seen.found} == {24}


def test_what_is_alike_is_said_to_be():
    seen = found(cases("How", "referral", 5, 20), cases("How", "site", 10, 40))

    assert seen.found[0].words == "within luck, and as good as alike"


def test_fewer_than_five_are_not_compared_but_named():
    seen = found(cases("How", "referral", 4, 4), cases("How", "site", 0, 60))

    assert (seen.found, seen.thin) == ([], [Tally("How", "referral", 4, 4)])


def test_what_all_have_is_no_difference():
    assert found(cases("How", "site", 3, 60)) == compared([])[0]


def test_the_more_is_looked_at_the_more_it_takes():
    one = tallied([*cases("How", "referral", 6, 12), *cases("How", "site", 9, 60)])
    noise = [Tally(f"Noise {at}", value, 10, 36) for at in range(30) for value in ("a", "b")]

    assert compared(one)[0].standing_out != []
    assert compared(one, noise)[0].standing_out == []


def test_the_picture_has_the_numbers_of_the_table():
    seen = found(cases("How", "referral", 9, 10), cases("How", "site", 4, 60))

    drawn = chart(seen, name="x", sentence="One stands out.")

    assert drawn.rows == [
        ("referral", "9 of 10 (90%)", "4 of 60 (7%)", "+83 (+52 to +92)", "beyond luck")
    ]
    assert drawn.spec["rows"][0]["value"] == pytest.approx(0.8333)


def test_large_numbers_have_their_thousands_apart():
    seen = compared([Tally("How", "referral", 1200, 2400), Tally("How", "site", 1400, 7600)])[0]
    drawn = chart(seen, name="x", sentence="One stands out.")
    assert drawn.rows[0][1:3] == ("1,200 of 2,400 (50%)", "1,400 of 7,600 (18%)")
    assert drawn.spec["rows"][0]["note"] == "1,200 of 2,400; others 1,400 of 7,600"
