"""Somebody has gone, or wants no hour with somebody: what was ahead is called off."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from afterword.interviews import emails
from afterword.interviews.actions import booking
from afterword.interviews.actions.changing import called_off
from afterword.interviews.actions.telling import tell_dated
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import NotCancellable
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import (
    hours_ahead_between,
    hours_ahead_in,
    hours_ahead_of,
    other_chair,
)
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
        one for one in Interview.objects.filter(pk__in=before) if _gone_with_them(one, now=now)
    ]  # fmt: skip
    for interview in gone:
        _tell_the_other(interview, person=person, now=now)
    if gone:
        write_to(person, emails.hours_called_off(program, count=len(gone)))
    return len(gone)


@transaction.atomic
def call_off_hours_between(one: Person, other: Person, *, now: datetime) -> int:
    """Call off, in the name of `one`, what the two still had ahead of them. How many it were.

    The other is told of each, and not why. What has begun by now goes on.
    """
    ahead = Chair.objects.filter(person=one, interview__in=hours_ahead_between(one, other))
    gone = [mine for mine in ahead.select_related("interview") if call_off_hour(mine, now=now)]
    if gone:
        write_to(one, emails.hours_with_called_off(other, count=len(gone)))
    return len(gone)


def call_off_all_hours(person: Person, *, now: datetime) -> None:
    """Call off, in somebody's own name, whatever they still had ahead of them. The others are told.

    What has begun by now goes on.
    """
    ahead = Chair.objects.filter(person=person, interview__in=hours_ahead_of(person))
    for mine in ahead.select_related("interview"):
        call_off_hour(mine, now=now)


def call_off_hour(mine: Chair, *, now: datetime) -> bool:
    """Call an hour off in the name of who sits here, and tell the other; False if it has begun."""
    try:
        standing = called_off(mine.interview, by=mine, now=now)
    except NotCancellable:
        return False
    across = other_chair(mine)
    letter = partial(emails.called_off, standing, to=across, by=mine)
    tell_dated(across, letter, of=standing, now=now)
    return True


def _gone_with_them(interview: Interview, *, now: datetime) -> bool:
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
