"""The one sentence at the top of a search: true, with its count, and never comforting falsely."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.cycle.sentences import Waited, first_sentence, wilson

TODAY = date(2026, 11, 20)


def sent(ago: int, answered_after: int | None = None, *, is_open: bool = True) -> Waited:
    day = TODAY - timedelta(days=ago)
    answered = None if answered_after is None else day + timedelta(days=answered_after)
    return Waited(day, answered, answered_after is not None, is_open)


def undated(ago: int) -> Waited:
    """Answered, and nobody noted when."""
    return Waited(TODAY - timedelta(days=ago), None, is_answered=True, is_open=False)


def test_two_say_nothing_yet():
    assert first_sentence([sent(3), sent(4)], today=TODAY) == ""


def test_three_without_an_answer_are_told_how_long_it_took_others():
    told = first_sentence([sent(0), sent(3), sent(12)], today=TODAY)
    assert told.startswith("3 applications, no answer noted yet; the first went out 12 days ago.")
    assert "within 6 days, in another it took 46" in told


def test_answers_are_told_with_what_luck_could_make_of_them():
    some = [sent(40, 12), sent(40, 2), sent(40, 20), sent(40, 12)]
    some += [sent(5)] * 9 + [sent(60)] * 5
    assert first_sentence(some, today=TODAY) == (
        "Of 18 applications 4 were answered (by luck alone it could be 9 to 45 in a hundred), "
        "half of them within 12 days; 14 still wait, 9 of them for no longer than that."
    )


def test_an_answer_whose_day_nobody_noted_is_an_answer():
    """Most sheets hold a status and one date: seven refusals are not “no answer noted yet”."""
    some = [undated(40)] * 7 + [sent(12)] * 3
    assert first_sentence(some, today=TODAY) == (
        "Of 10 applications 7 were answered (by luck alone it could be 40 to 89 in a hundred), "
        "on days that are not noted; 3 still wait."
    )
    some += [sent(40, 4)] * 2
    assert ", half of the 2 with a noted day within 4 days; 3 " in first_sentence(some, today=TODAY)


def test_what_has_no_day_is_not_passed_over_in_silence():
    told = first_sentence([sent(40, 3), sent(2), sent(2)], left_out=True, today=TODAY)
    assert told.startswith("Of 3 sent on a known day 1 was answered")


def test_what_is_let_go_waits_no_more():
    some = [sent(40, 3), sent(40, is_open=False), sent(40, is_open=False)]
    assert "wait" not in first_sentence(some, today=TODAY)


waits = st.builds(undated, st.integers(0, 900)) | st.builds(
    sent, st.integers(-5, 900), st.none() | st.integers(-20, 400), is_open=st.booleans()
)


@given(st.lists(waits, min_size=3, max_size=30))
def test_whatever_is_noted_a_sentence_comes(some):
    told = first_sentence(some, today=TODAY)
    assert told.endswith(".")
    assert "!" not in told


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(4, 18, 0.0900, 0.4521), (0, 10, 0.0, 0.2775)]
)
def test_the_interval_is_wilsons(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-4)
