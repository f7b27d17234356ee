"""Somebody has gone from a program: their coming hours there are called off."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from afterword.interviews import emails
from afterword.interviews.actions import booking
from afterword.interviews.actions.telling import tell_dated
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import hours_ahead_in
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM
from afterword.people.models import Person, Program
from afterword.people.post import write_to


@transaction.atomic
def call_off_hours(program: Program, *, person: Person, now: datetime) -> int:
    """Call off what somebody who has gone had agreed to, or was asked for. How many it were.

    The other side of each is told; the one who has gone gets one letter. What runs, or was held,
    stays.
    """
    before = {one.pk: one.starts_at for one in hours_ahead_in(program, person)}
    gone = [
        one for one in Interview.objects.filter(pk__in=before) if _called_off(one, now=now)
    ]  # fmt: skip
    for interview in gone:
        _tell_the_other(interview, person=person, now=now)
    if gone:
        write_to(person, emails.hours_called_off(program, count=len(gone)))
    return len(gone)


def _called_off(interview: Interview, *, now: datetime) -> bool:
    if not interview.moved(
        (InterviewState.PROPOSED, InterviewState.BOOKED),
        InterviewState.CANCELLED,
        cancelled_at=now,
        calendar_sequence=F("calendar_sequence") + 1,
    ):
        return False
    booking.give_time_back(interview)
    journal.record(SYSTEM, "interview.cancelled", interview, {"left": True})
    return True


def _tell_the_other(interview: Interview, *, person: Person, now: datetime) -> None:
    pair = list(Chair.objects.filter(interview=interview).select_related("person", "interview"))
    theirs = next(one for one in pair if one.person == person)
    across = next(one for one in pair if one != theirs)
    letter = partial(emails.gone, interview, to=across, other=theirs)
    tell_dated(across, letter, of=interview, now=now)
