"""How an application stands: whatever the order in which its events are told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.cycle.enums import Stage
from afterword.cycle.standing import Happening, Standing, standing

happenings = st.lists(
    st.builds(
        Happening,
        on=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)),
        place=st.integers(0, 2),
        stage=st.sampled_from([one.value for one in Stage]),
        words=st.sampled_from(["", "a chat"]),
    ),
    max_size=8,
)


@given(happenings, st.randoms())
def test_events_in_any_order_give_the_same_standing(told, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert standing(shuffled) == standing(told)


@given(happenings)
def test_an_answer_is_there_whenever_its_day_is(told):
    stands = standing(told)
    assert not stands.answered_on or stands.answer
    assert stands.outcome == "open" or any(one.stage == stands.outcome for one in told)
    assert stands.ended_on is None or stands.outcome != "open"


def stands(*told: tuple[str, int | None]) -> Standing:
    return standing(Happening(date(2026, 3, day) if day else None, 0, stage) for stage, day in told)


def test_letting_go_is_no_news():
    assert stands(("applied", 1), ("phone", 3), ("silence", 20)).last_on == date(2026, 3, 3)
    assert stands(("silence", 20)).last_on is None


@pytest.mark.parametrize(
    ("told", "stage", "outcome"),
    [
        ([], "noted", "open"),
        ([("applied", 1)], "applied", "open"),
        ([("applied", 1), ("rejected", 4)], "applied", "rejected"),
        ([("applied", 1), ("phone", 3), ("rejected", None)], "phone", "rejected"),
        ([("applied", None), ("rejected", 4)], "applied", "rejected"),
        ([("rejected", 4), ("phone", 4)], "phone", "rejected"),
        ([("rejected", 4), ("phone", 5)], "phone", "open"),
        ([("rejected", 4), ("phone", None)], "phone", "rejected"),
        ([("rejected", 4), ("noted", 5)], "applied", "rejected"),
        ([("rejected", 4), ("reopened", 4)], "applied", "open"),
        ([("rejected", None), ("reopened", 4)], "applied", "open"),
        ([("rejected", 4), ("reopened", 5), ("rejected", 9)], "applied", "rejected"),
        ([("applied", 1), ("silence", 8), ("phone", 9)], "phone", "open"),
        ([("applied", 1), ("silence", 8), ("recruiter", 8)], "recruiter", "open"),
        ([("applied", 1), ("silence", 8), ("rejected", 8)], "applied", "rejected"),
        ([("applied", 1), ("silence", 1)], "applied", "silence"),
        ([("applied", 1), ("recruiter", 7), ("silence", 8)], "recruiter", "silence"),
        ([("applied", 1), ("silence", 8), ("recruiter", None)], "recruiter", "silence"),
        ([("applied", 1), ("silence", 8), ("rejected", 9)], "applied", "rejected"),
        ([("applied", 1), ("rejected", 8), ("silence", 9)], "applied", "rejected"),
        ([("applied", 1), ("rejected", 8), ("silence", None)], "applied", "rejected"),
        ([("offer", 3), ("declined", 5)], "offer", "declined"),
        ([("offer", 3), ("rejected", 5)], "offer", "rejected"),
        ([("applied", 1), ("accepted", 5)], "offer", "accepted"),
        ([("declined", 3), ("offer", 5)], "offer", "open"),
    ],
)
def test_how_it_stands(told, stage, outcome):
    assert (stands(*told).stage, stands(*told).outcome) == (stage, outcome)


def test_the_first_answer_is_kept_with_its_day():
    after = stands(("applied", 1), ("challenge", 5), ("rejected", 9))
    assert (after.answer, after.answered_on, after.ended_on) == (
        "challenge", date(2026, 3, 5), date(2026, 3, 9),
    )  # fmt: skip
    assert after.interested


def test_letting_go_is_no_answer():
    after = stands(("applied", 1), ("silence", 9))
    assert (after.answer, after.answered_on, after.interested) == ("", None, False)


def test_the_order_that_a_person_gave_to_one_day_holds():
    day = date(2026, 3, 4)
    told = [Happening(day, 1, "rejected"), Happening(day, 2, "reopened")]
    assert standing(told).outcome == "open"
    told.append(Happening(day, 3, "rejected"))
    assert standing(told).outcome == "rejected"
    told = [Happening(day, 1, "phone"), Happening(day, 2, "silence")]
    assert standing(told).outcome == "silence"
