"""An hour that was held outside of our room, with a scorecard file."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from afterword.interviews.actions import booking
from afterword.interviews.actions.holding import note_question_seen
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import NotBooked
from afterword.interviews.models import Chair, Interview
from afterword.journal import actions as journal


@transaction.atomic
def hold_elsewhere(interview: Interview, *, by: Chair, now: datetime) -> None:
    """Somebody says that a booked hour was held. Both halves count from now. Raises NotBooked."""
    held = {"started_at": interview.starts_at, "ended_at": now}
    if not interview.moved(InterviewState.BOOKED, InterviewState.ENDED, **held):
        raise NotBooked
    booking.give_time_back(interview)
    booking.outlive(interview, until=now, now=now)
    journal.record(by, "interview.ended", interview, {"elsewhere": True})


@transaction.atomic
def ask_elsewhere(interview: Interview, *, version: UUID, by: Chair) -> None:
    """The interviewer says which question she asked; both have seen it now."""
    Interview.objects.filter(pk=interview.pk).update(question_version=version)
    journal.record(by, "interview.question_chosen", interview)
    note_question_seen(interview.pk)
