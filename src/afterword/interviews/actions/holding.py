"""The hour itself: consent, start, end, and what has been shown in it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from afterword.interviews.actions import booking
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import NotAgreed, NotBooked, NotRunning
from afterword.interviews.models import Chair, Interview
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM
from afterword.questions.actions import note_sighting


@transaction.atomic
def give_consent(chair: Chair, *, now: datetime) -> bool:
    """Agree to the record of this interview. Said once; False if it had been said."""
    given = Chair.objects.filter(pk=chair.pk, consented_at=None).update(consented_at=now)
    if given:
        journal.record(chair, "interview.consented", chair.interview, {"chair": chair.kind})
        chair.consented_at = now
    return bool(given)


@transaction.atomic
def start_interview(interview: Interview, *, by: Chair, now: datetime) -> None:
    """Begin, once both have agreed to the record. Raises NotAgreed or NotBooked."""
    if Chair.objects.filter(interview=interview, consented_at=None).exists():
        raise NotAgreed
    if not interview.moved(InterviewState.BOOKED, InterviewState.RUNNING, started_at=now):
        raise NotBooked
    journal.record(by, "interview.started", interview)


@transaction.atomic
def end_interview(interview: Interview, *, by: Chair | None, now: datetime) -> None:
    """End a running interview, once. `by` is None when it was left running. Raises NotRunning."""
    if not interview.moved(InterviewState.RUNNING, InterviewState.ENDED, ended_at=now):
        raise NotRunning
    booking.give_time_back(interview)
    booking.outlive(interview, until=now, now=now)
    journal.record(by or SYSTEM, "interview.ended", interview)


@transaction.atomic
def note_question_seen(interview_id: UUID) -> None:
    """Remember that both have now seen the question; harmless when said again."""
    interview = Interview.objects.select_related("question_version__question").get(pk=interview_id)
    if interview.question_version is None:
        return
    for chair in Chair.objects.filter(interview=interview).select_related("person"):
        if chair.person is not None:
            note_sighting(chair.person, interview.question_version.question)
