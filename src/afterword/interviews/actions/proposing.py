"""From a wish to a time that both have agreed to."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F

from afterword.interviews import emails
from afterword.interviews.access import may_take_time
from afterword.interviews.actions import booking
from afterword.interviews.actions.telling import tell, tell_with_calendar
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import (
    NotOpenForTimes,
    TimeIsPast,
    TimesChanged,
    YourOwnTime,
)
from afterword.interviews.models import Chair, Interview, ProposedTime
from afterword.interviews.plan import Plan
from afterword.interviews.queries import other_chair
from afterword.journal import actions as journal
from afterword.people.models import Person


@transaction.atomic
def propose(plan: Plan, *, times: Iterable[datetime], by: Person, now: datetime) -> Interview:
    """Ask somebody for an interview at one of up to three times."""
    booking.check_pair(plan, by=by)
    chosen = booking.check_times(times, now=now)
    booking.check_free(by, chosen, minutes=plan.minutes)
    interview, mine = booking.new_interview(plan, by=by, now=now)
    rows = booking.set_times(interview, by=mine, times=chosen, now=now)
    journal.record(by, "interview.proposed", interview, {"times": len(rows)})
    if plan.other is not None:  # a guest gets her link from whoever asks her, in their own words
        other = other_chair(mine)
        letter = partial(emails.proposed, interview, to=other, by=mine, times=rows)
        tell(other, letter, now=now)
    return interview


@transaction.atomic
def start_now(plan: Plan, *, by: Person, now: datetime) -> Interview:
    """Book an interview that begins as soon as both are in the room."""
    booking.check_pair(plan, by=by)
    interview, mine = booking.new_interview(plan, by=by, now=now)
    booking.book(interview, starts_at=now, before=InterviewState.PROPOSED, asked_by=by, now=now)
    journal.record(by, "interview.booked", interview, {"now": True})
    if plan.other is not None:
        other = other_chair(mine)
        letter = partial(emails.starting_now, interview, to=other, by=mine)
        tell(other, letter, now=now)
    return interview


@transaction.atomic
def counter(
    interview: Interview,
    *,
    by: Chair,
    times: Iterable[datetime],
    as_of: int | None = None,
    now: datetime,
) -> Interview:
    """Propose other times instead of those that stand.

    `as_of` is the `calendar_sequence` that the page showed: if the times have changed since,
    TimesChanged is raised and nothing is overwritten.
    """
    standing = booking.locked(interview)
    if standing.state != InterviewState.PROPOSED:
        raise NotOpenForTimes
    chosen = booking.check_times(times, now=now)
    booking.check_free(by.person, chosen, minutes=standing.minutes)
    if not _stepped(standing, as_of=as_of):
        raise TimesChanged
    rows = booking.set_times(standing, by=by, times=chosen, now=now)
    journal.record(by, "interview.countered", standing, {"times": len(rows)})
    other = other_chair(by)
    letter = partial(emails.countered, standing, to=other, by=by, times=rows)
    tell(other, letter, now=now)
    return standing


def _stepped(interview: Interview, *, as_of: int | None) -> bool:
    seen = interview.calendar_sequence if as_of is None else as_of
    return bool(
        Interview.objects.filter(
            pk=interview.pk, state=InterviewState.PROPOSED, calendar_sequence=seen
        ).update(calendar_sequence=F("calendar_sequence") + 1)
    )


@transaction.atomic
def accept_time(interview: Interview, *, time_id: UUID, by: Chair, now: datetime) -> Interview:
    """Take one of the times that the other side proposed. From then on it is booked."""
    standing = booking.locked(interview)
    time = _time_to_take(standing, time_id=time_id, by=by, now=now)
    other = other_chair(by)
    booking.check_still_together(standing, by, other)
    if not booking.book(
        standing,
        starts_at=time.starts_at,
        before=InterviewState.PROPOSED,
        asked_by=by.person,
        now=now,
    ):
        raise NotOpenForTimes
    ProposedTime.objects.filter(interview=standing).delete()
    booking.outlive(standing, until=time.starts_at, now=now)
    journal.record(by, "interview.booked", standing)
    for reader, across in ((by, other), (other, by)):
        letter = partial(emails.accepted, standing, to=reader, other=across)
        tell_with_calendar(reader, letter, of=standing, now=now)
    return standing


def _time_to_take(interview: Interview, *, time_id: UUID, by: Chair, now: datetime) -> ProposedTime:
    if interview.state != InterviewState.PROPOSED:
        raise NotOpenForTimes
    time = ProposedTime.objects.filter(pk=time_id, interview=interview).first()
    if time is None:
        raise TimesChanged
    if not may_take_time(by, time):
        raise YourOwnTime
    if time.starts_at + booking.LATE < now:
        raise TimeIsPast
    return time
