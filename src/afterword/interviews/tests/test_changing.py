"""Promises about what happens when something comes up."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from afterword.interviews import actions
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import (
    AlreadyBooked,
    NotCancellable,
    NotMissed,
    NotReschedulable,
    NotUndoable,
)
from afterword.interviews.models import BusyCell, Interview
from afterword.interviews.tests.booked import (
    NOW,
    TOMORROW,
    agreed,
    proposed,
    running,
    seat,
)
from afterword.journal.tests.reading import entries_about
from afterword.people.models import Letter

if TYPE_CHECKING:
    from conftest import Cast

CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER
NEW = [TOMORROW + timedelta(days=3)]

pytestmark = pytest.mark.usefixtures("rubric")


@pytest.fixture
def booked(cast: "Cast") -> Interview:
    interview = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    agreed(interview, by=seat(interview, INTERVIEWER))
    interview.refresh_from_db()
    Letter.objects.all().delete()
    return interview


def test_cancelling_frees_both_and_writes_to_the_other_side_with_the_line(
    cast: "Cast", booked: Interview
) -> None:
    actions.cancel(booked, by=seat(booked, CANDIDATE), because=" My train is late. ", now=NOW)

    booked.refresh_from_db()
    letter = Letter.objects.get()
    assert booked.state == InterviewState.CANCELLED
    assert not BusyCell.objects.exists()
    assert letter.person == cast.ada
    assert "My train is late." in letter.body
    assert entries_about(booked).last().verb == "interview.cancelled"


def test_cancelling_twice_tells_the_second_one(booked: Interview) -> None:
    actions.cancel(booked, by=seat(booked, CANDIDATE), now=NOW)

    with pytest.raises(NotCancellable):
        actions.cancel(booked, by=seat(booked, INTERVIEWER), now=NOW)


def test_a_running_interview_is_not_cancelled(booked: Interview) -> None:
    running(booked)

    with pytest.raises(NotCancellable):
        actions.cancel(booked, by=seat(booked, CANDIDATE), now=NOW)


def test_whoever_cancelled_takes_it_back_within_half_an_hour(
    cast: "Cast", booked: Interview
) -> None:
    by = seat(booked, CANDIDATE)
    actions.cancel(booked, by=by, now=NOW)

    actions.uncancel(booked, by=by, now=NOW + timedelta(minutes=29))

    booked.refresh_from_db()
    assert (booked.state, booked.starts_at) == (InterviewState.BOOKED, TOMORROW)
    assert BusyCell.objects.filter(person=cast.ada).count() == 3
    assert booked.cancelled_because == ""


@pytest.mark.parametrize("who", [CANDIDATE, INTERVIEWER])
def test_nobody_else_and_nobody_later_takes_a_cancelling_back(
    booked: Interview, who: ChairKind
) -> None:
    actions.cancel(booked, by=seat(booked, INTERVIEWER), now=NOW)
    later = timedelta(minutes=31) if who == INTERVIEWER else timedelta()

    with pytest.raises(NotUndoable):
        actions.uncancel(booked, by=seat(booked, who), now=NOW + later)


def test_a_cancelling_is_not_taken_back_into_time_that_is_taken(
    cast: "Cast", booked: Interview
) -> None:
    by = seat(booked, CANDIDATE)
    actions.cancel(booked, by=by, now=NOW)
    other = proposed(cast.cleo, cast.ada, program=cast.program, times=[TOMORROW])
    agreed(other, by=seat(other, INTERVIEWER))

    with pytest.raises(AlreadyBooked):
        actions.uncancel(booked, by=by, now=NOW)

    booked.refresh_from_db()
    assert booked.state == InterviewState.CANCELLED


def test_a_cancelled_proposal_comes_back_as_a_proposal(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)
    by = seat(interview, CANDIDATE)
    actions.cancel(interview, by=by, now=NOW)

    actions.uncancel(interview, by=by, now=NOW)

    interview.refresh_from_db()
    assert interview.state == InterviewState.PROPOSED
    assert interview.proposed_times.count() == 3


def test_moving_gives_the_old_time_back_and_asks_the_other_side(
    cast: "Cast", booked: Interview
) -> None:
    before = booked.calendar_sequence

    actions.reschedule(booked, by=seat(booked, CANDIDATE), times=NEW, now=NOW)

    booked.refresh_from_db()
    assert (booked.state, booked.starts_at) == (InterviewState.PROPOSED, None)
    assert booked.calendar_sequence == before + 1
    assert not BusyCell.objects.exists()
    assert Letter.objects.get().person == cast.ada


def test_moving_to_a_time_that_overlaps_the_old_one_is_fine(booked: Interview) -> None:
    near = [TOMORROW + timedelta(minutes=15)]

    actions.reschedule(booked, by=seat(booked, CANDIDATE), times=near, now=NOW)

    assert [one.starts_at for one in booked.proposed_times.all()] == near


def test_an_interview_that_has_begun_is_not_moved(booked: Interview) -> None:
    running(booked)

    with pytest.raises(NotReschedulable):
        actions.reschedule(booked, by=seat(booked, CANDIDATE), times=NEW, now=NOW)

    assert BusyCell.objects.exists()


def test_not_meeting_is_told_to_both_with_the_way_to_a_new_time(
    cast: "Cast", booked: Interview
) -> None:
    came = seat(booked, INTERVIEWER)

    actions.mark_missed(booked, by=came, now=TOMORROW + timedelta(minutes=10))

    booked.refresh_from_db()
    assert booked.state == InterviewState.MISSED
    assert {letter.person for letter in Letter.objects.all()} == {cast.ada, cast.ben}
    actions.reschedule(booked, by=came, times=NEW, now=TOMORROW)
    booked.refresh_from_db()
    assert booked.state == InterviewState.PROPOSED


def test_ten_minutes_are_waited_before_anybody_says_so(booked: Interview) -> None:
    with pytest.raises(NotMissed):
        actions.mark_missed(
            booked, by=seat(booked, INTERVIEWER), now=TOMORROW + timedelta(minutes=9)
        )


def test_no_letter_calls_anybody_names(booked: Interview) -> None:
    actions.mark_missed(booked, by=seat(booked, INTERVIEWER), now=TOMORROW + timedelta(hours=1))

    for letter in Letter.objects.all():
        words = f"{letter.subject} {letter.body}".lower()
        for word in ("no-show", "failed", "missed", "!", "absent", "rank"):
            assert word not in words
