"""The second half: the same two, chairs reversed."""

from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction

from afterword.interviews import emails
from afterword.interviews.actions import booking
from afterword.interviews.actions.telling import tell_with_calendar
from afterword.interviews.cells import next_quarter
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import NotAvailable, NotSwappable
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import other_chair
from afterword.journal import actions as journal
from afterword.people.queries import blocked_between
from afterword.questions.queries import rubric_for

SWAP_WITHIN = timedelta(hours=12)


@transaction.atomic
def swap_chairs(interview: Interview, *, by: Chair, now: datetime) -> Interview:
    """Book the second half, right after the first: who asked now answers.

    The question is chosen anew by whoever interviews now. Once; raises NotSwappable.
    """
    first = booking.locked(interview)
    other = other_chair(by)
    if not may_swap(first, now=now):
        raise NotSwappable
    if by.person and other.person and blocked_between(by.person, other.person):
        raise NotAvailable
    second = _second_half(first)
    chairs = [_reversed(chair, second) for chair in (by, other)]
    starts_at = second_starts_at(first, now=now)
    for chair in chairs:
        if chair.is_guest:
            booking.make_own_link(chair, expires_at=starts_at + booking.LINK_OUTLIVES)
    booking.book(
        second,
        starts_at=starts_at,
        before=InterviewState.PROPOSED,
        asked_by=by.person,
        now=now,
    )
    journal.record(by, "interview.swapped", second, {"first_half": str(first.pk)})
    mine, theirs = chairs
    letter = partial(emails.swapped, second, to=theirs, by=mine)
    tell_with_calendar(theirs, letter, of=second, now=now)
    return second


def may_swap(interview: Interview, *, now: datetime) -> bool:
    """Whether a second half can follow: while the first runs, and for the rest of the day."""
    if interview.first_half_id is not None or Interview.objects.filter(first_half=interview):
        return False
    if interview.state == InterviewState.RUNNING:
        return True
    ended = interview.state == InterviewState.ENDED and interview.ended_at is not None
    return ended and now - interview.ended_at < SWAP_WITHIN  # type: ignore[operator]  # just asked


def second_starts_at(first: Interview, *, now: datetime) -> datetime:
    """Right away if the first half is over, else the next quarter hour after it."""
    if first.state == InterviewState.ENDED:
        return now
    assert first.started_at is not None and first.starts_at is not None  # noqa: S101, PT018  it runs
    ends = max(first.starts_at, first.started_at) + timedelta(minutes=first.minutes)
    return next_quarter(max(ends, now))


def _second_half(first: Interview) -> Interview:
    try:
        with transaction.atomic():
            return Interview.objects.create(
                program=first.program,
                kind=first.kind,
                seniority=first.seniority,
                minutes=first.minutes,
                rubric=rubric_for(first.kind, program=first.program),
                booked_by=first.booked_by,
                first_half=first,
            )
    except IntegrityError as quicker:
        raise NotSwappable from quicker


def _reversed(chair: Chair, second: Interview) -> Chair:
    return Chair.objects.create(
        interview=second,
        kind=ChairKind(chair.kind).other,
        person=chair.person,
        guest_name=chair.guest_name,
        guest_email=chair.guest_email,
        guest_time_zone=chair.guest_time_zone,
    )
