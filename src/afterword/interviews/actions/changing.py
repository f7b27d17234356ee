"""When something comes up: another time, none at all, or after all."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F

from afterword.interviews import emails
from afterword.interviews.actions import booking
from afterword.interviews.actions.telling import tell, tell_dated, tell_with_calendar
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import (
    NotCancellable,
    NotMissed,
    NotReschedulable,
    NotUndoable,
)
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import other_chair
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM

UNDO_WITHIN = timedelta(minutes=30)
WAITED = timedelta(minutes=10)


@transaction.atomic
def reschedule(
    interview: Interview, *, by: Chair, times: Iterable[datetime], now: datetime
) -> Interview:
    """Propose new times for a booked interview, or for one that was missed or cancelled.

    The old time no longer stands, and the other side is told.
    """
    standing = booking.locked(interview)
    chosen = booking.check_times(times, now=now)
    other = other_chair(by)
    booking.check_still_together(standing, by, other)
    booking.give_time_back(standing)
    booking.check_free(by.person, chosen, minutes=standing.minutes)
    if not standing.moved(
        (InterviewState.BOOKED, InterviewState.MISSED, InterviewState.CANCELLED),
        InterviewState.PROPOSED,
        starts_at=None,
        cancelled_at=None,
        cancelled_by=None,
        cancelled_because="",
        calendar_sequence=F("calendar_sequence") + 1,
    ):
        raise NotReschedulable
    rows = booking.set_times(standing, by=by, times=chosen, now=now)
    journal.record(by, "interview.rescheduled", standing, {"times": len(rows)})
    letter = partial(emails.rescheduled, standing, to=other, by=by, times=rows)
    tell_with_calendar(other, letter, of=standing, now=now)
    return standing


@transaction.atomic
def cancel(interview: Interview, *, by: Chair, because: str = "", now: datetime) -> Interview:
    """Call an interview off before it begins; the other side is told at once."""
    standing = called_off(interview, by=by, because=because, now=now)
    other = other_chair(by)
    letter = partial(emails.cancelled, standing, to=other, by=by)
    tell_dated(other, letter, of=standing, now=now)
    return standing


def called_off(interview: Interview, *, by: Chair, because: str = "", now: datetime) -> Interview:
    """Move to cancelled, and give both their time back. The caller's transaction, and letter."""
    standing = booking.locked(interview)
    if not standing.moved(
        (InterviewState.PROPOSED, InterviewState.BOOKED),
        InterviewState.CANCELLED,
        cancelled_because=because.strip(),
        cancelled_at=now,
        cancelled_by=by,
        calendar_sequence=F("calendar_sequence") + 1,
    ):
        raise NotCancellable
    booking.give_time_back(standing)
    journal.record(by, "interview.cancelled", standing)
    return standing


@transaction.atomic
def uncancel(interview: Interview, *, by: Chair, now: datetime) -> Interview:
    """Take back one's own cancelling, for half an hour, if the time is still to come and free."""
    standing = booking.locked(interview)
    if not may_uncancel(standing, by=by, now=now):
        raise NotUndoable
    other = other_chair(by)
    booking.check_still_together(standing, by, other)
    undone = {
        "cancelled_at": None,
        "cancelled_by": None,
        "cancelled_because": "",
        "calendar_sequence": F("calendar_sequence") + 1,
    }
    after = InterviewState.PROPOSED if standing.starts_at is None else InterviewState.BOOKED
    if not standing.moved(InterviewState.CANCELLED, after, **undone):
        raise NotUndoable
    if standing.starts_at is not None:
        booking.take_time(standing, asked_by=by.person)
    journal.record(by, "interview.restored", standing)
    letter = partial(emails.restored, standing, to=other, by=by)
    tell_dated(other, letter, of=standing, now=now)
    return standing


def may_uncancel(interview: Interview, *, by: Chair, now: datetime) -> bool:
    """Whether somebody can still take back that they cancelled."""
    if interview.state != InterviewState.CANCELLED or interview.cancelled_at is None:
        return False
    if interview.cancelled_by_id != by.pk or now - interview.cancelled_at > UNDO_WITHIN:
        return False
    return interview.starts_at is None or interview.starts_at > now


@transaction.atomic
def mark_missed(interview: Interview, *, by: Chair | None, now: datetime) -> Interview:
    """Say that the interview did not begin. Both get a letter with the way to a new time.

    `by` is the side that came; None when it was forgotten by both.
    """
    standing = booking.locked(interview)
    if standing.starts_at is None or now < standing.starts_at + WAITED:
        raise NotMissed
    if not standing.moved(
        InterviewState.BOOKED,
        InterviewState.MISSED,
        calendar_sequence=F("calendar_sequence") + 1,
    ):
        raise NotMissed
    booking.give_time_back(standing)
    came = by.kind if by is not None else "unknown"
    journal.record(by or SYSTEM, "interview.missed", standing, {"came": came})
    _tell_both_that_they_did_not_meet(standing, now=now)
    return standing


def _tell_both_that_they_did_not_meet(interview: Interview, *, now: datetime) -> None:
    for chair in Chair.objects.filter(interview=interview).select_related("person"):
        letter = partial(emails.not_met, interview, to=chair, other=other_chair(chair))
        tell(chair, letter, now=now)
