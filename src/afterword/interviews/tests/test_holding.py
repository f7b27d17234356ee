"""Promises about the hour itself, its second half, and hours that were forgotten."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from afterword.interviews import actions, tasks
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import (
    AlreadyStarted,
    NotAgreed,
    NotBooked,
    NotRunning,
    NotSwappable,
    YouAreBooked,
)
from afterword.interviews.models import BusyCell, Interview
from afterword.interviews.queries import unseen_questions
from afterword.interviews.tests.booked import (
    NOW,
    TOMORROW,
    agreed,
    proposed,
    question,
    running,
    seat,
)
from afterword.journal.tests.reading import entries_about
from afterword.people.models import Letter
from afterword.questions.models import Sighting

if TYPE_CHECKING:
    from conftest import Cast

CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER

pytestmark = pytest.mark.usefixtures("rubric")


@pytest.fixture
def booked(cast: "Cast") -> Interview:
    interview = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    agreed(interview, by=seat(interview, INTERVIEWER))
    interview.refresh_from_db()
    Letter.objects.all().delete()
    return interview


def test_nothing_starts_before_both_agree_to_the_record(booked: Interview) -> None:
    actions.give_consent(seat(booked, CANDIDATE), now=NOW)

    with pytest.raises(NotAgreed):
        actions.start_interview(booked, by=seat(booked, INTERVIEWER), now=NOW)


def test_consent_is_given_once(booked: Interview) -> None:
    chair = seat(booked, CANDIDATE)

    assert actions.give_consent(chair, now=NOW) is True
    assert actions.give_consent(chair, now=TOMORROW) is False
    chair.refresh_from_db()
    assert chair.consented_at == NOW
    assert [e.verb for e in entries_about(booked)].count("interview.consented") == 1


def test_an_interview_starts_once_and_ends_once(booked: Interview) -> None:
    running(booked)
    by = seat(booked, INTERVIEWER)

    with pytest.raises(NotBooked):
        actions.start_interview(booked, by=by, now=TOMORROW)
    actions.end_interview(booked, by=by, now=TOMORROW + timedelta(minutes=41))
    with pytest.raises(NotRunning):
        actions.end_interview(booked, by=by, now=TOMORROW + timedelta(minutes=42))

    booked.refresh_from_db()
    assert (booked.state, booked.started_at) == (InterviewState.ENDED, TOMORROW)
    assert booked.ended_at == TOMORROW + timedelta(minutes=41)
    assert not BusyCell.objects.exists()


def test_an_hour_that_began_without_a_question_may_still_take_one(booked: Interview) -> None:
    running(booked)
    first, other = question("parcel-lockers"), question("tidal-path")
    ada = seat(booked, ChairKind.INTERVIEWER)

    actions.choose_question(booked, question=first, by=ada)
    with pytest.raises(AlreadyStarted):
        actions.choose_question(booked, question=other, by=ada)

    booked.refresh_from_db()
    assert booked.question_version == first.current


def test_a_shown_question_has_been_seen_by_both(cast: "Cast", booked: Interview) -> None:
    asked = question("parcel-lockers")
    actions.choose_question(booked, question=asked, by=seat(booked, INTERVIEWER))
    assert not Sighting.objects.exists()

    actions.note_question_seen(booked.pk)
    actions.note_question_seen(booked.pk)

    assert set(Sighting.objects.values_list("person", flat=True)) == {cast.ada.pk, cast.ben.pk}


def test_the_second_half_turns_the_chairs_and_asks_something_new(
    cast: "Cast", booked: Interview
) -> None:
    seen, unseen = question("seen"), question("unseen")
    actions.choose_question(booked, question=seen, by=seat(booked, INTERVIEWER))
    running(booked)
    actions.note_question_seen(booked.pk)

    second = actions.swap_chairs(booked, by=seat(booked, CANDIDATE), now=TOMORROW)

    assert second.first_half == booked
    assert seat(second, CANDIDATE).person == cast.ada
    assert seat(second, INTERVIEWER).person == cast.ben
    assert second.starts_at == TOMORROW + timedelta(minutes=45)
    assert second.question_version is None
    assert list(unseen_questions(second)) == [unseen]
    assert Letter.objects.get().person == cast.ada


def test_the_second_half_begins_at_once_when_the_first_is_over(booked: Interview) -> None:
    running(booked)
    over = TOMORROW + timedelta(minutes=33)
    actions.end_interview(booked, by=None, now=over)

    second = actions.swap_chairs(booked, by=seat(booked, CANDIDATE), now=over)

    assert second.starts_at == over


def test_there_is_one_second_half_and_it_has_none_itself(booked: Interview) -> None:
    running(booked)
    by = seat(booked, CANDIDATE)
    second = actions.swap_chairs(booked, by=by, now=TOMORROW)

    with pytest.raises(NotSwappable):
        actions.swap_chairs(booked, by=by, now=TOMORROW)
    running(second)
    with pytest.raises(NotSwappable):
        actions.swap_chairs(second, by=seat(second, CANDIDATE), now=TOMORROW)


def test_a_booked_interview_is_not_swapped_yet(booked: Interview) -> None:
    with pytest.raises(NotSwappable):
        actions.swap_chairs(booked, by=seat(booked, CANDIDATE), now=TOMORROW)


def test_no_second_half_into_somebody_elses_hour(cast: "Cast", booked: Interview) -> None:
    next_hour = proposed(
        cast.ben, cast.cleo, program=cast.program, times=[TOMORROW + timedelta(minutes=45)]
    )
    agreed(next_hour, by=seat(next_hour, INTERVIEWER))
    running(booked)

    with pytest.raises(YouAreBooked):
        actions.swap_chairs(booked, by=seat(booked, CANDIDATE), now=TOMORROW)

    assert Interview.objects.count() == 2


def test_each_reminder_is_written_once(cast: "Cast", booked: Interview) -> None:
    Interview.objects.update(reminders=0)
    day, hour = TOMORROW - timedelta(hours=23), TOMORROW - timedelta(minutes=50)

    for now in (TOMORROW - timedelta(hours=25), day, day, hour, hour):
        actions.remind_all(now=now)

    written = sorted((letter.person.name, letter.subject) for letter in Letter.objects.all())
    assert written == [
        ("Ada", "Your interview with Ben is a day away"),
        ("Ada", "Your interview with Ben is in about an hour"),
        ("Ben", "Your interview with Ada is a day away"),
        ("Ben", "Your interview with Ada is in about an hour"),
    ]


def test_a_cancelled_interview_is_not_reminded_of(booked: Interview) -> None:
    Interview.objects.update(reminders=0)
    actions.cancel(booked, by=seat(booked, CANDIDATE), now=NOW)
    Letter.objects.all().delete()

    assert actions.remind_all(now=TOMORROW - timedelta(minutes=50)) == 0
    assert not Letter.objects.exists()


def test_what_was_booked_for_today_is_not_a_day_away(cast: "Cast") -> None:
    soon = NOW + timedelta(hours=3)
    interview = proposed(cast.ben, cast.ada, program=cast.program, times=[soon])
    agreed(interview, by=seat(interview, INTERVIEWER))
    Letter.objects.all().delete()

    actions.remind_all(now=NOW)

    assert not Letter.objects.exists()


def test_an_hour_that_nobody_began_is_closed_kindly(cast: "Cast", booked: Interview) -> None:
    assert actions.close_forgotten(now=TOMORROW + timedelta(hours=2)) == 0

    assert actions.close_forgotten(now=TOMORROW + timedelta(hours=2, minutes=1)) == 1

    booked.refresh_from_db()
    assert booked.state == InterviewState.MISSED
    assert {letter.person for letter in Letter.objects.all()} == {cast.ada, cast.ben}


def test_an_hour_that_nobody_ended_ends_after_three(booked: Interview) -> None:
    running(booked)
    assert actions.close_forgotten(now=TOMORROW + timedelta(hours=3)) == 0

    assert actions.close_forgotten(now=TOMORROW + timedelta(hours=3, minutes=1)) == 1

    booked.refresh_from_db()
    assert booked.state == InterviewState.ENDED


def test_the_worker_s_sweep_closes_what_was_forgotten(booked: Interview) -> None:
    long_ago = timezone.now() - timedelta(days=1)
    Interview.objects.filter(pk=booked.pk).update(starts_at=long_ago)
    tasks.remind.func()
    tasks.close_forgotten.func()

    booked.refresh_from_db()
    assert booked.state == InterviewState.MISSED
