"""Letters before the hour, and what becomes of hours that were forgotten."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from afterword.interviews import emails
from afterword.interviews.actions.changing import mark_missed
from afterword.interviews.actions.holding import end_interview
from afterword.interviews.actions.telling import tell
from afterword.interviews.cells import reminders_due
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import Refused
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import other_chair, starting_between
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM

NOBODY_CAME = timedelta(hours=2)
RUNS_AT_MOST = timedelta(hours=3)


def remind_all(*, now: datetime) -> int:
    """Remind both sides of every interview that is due for it; how many were."""
    ahead = starting_between(now, now + timedelta(days=1))
    return sum(remind(interview, now=now) for interview in ahead)


@transaction.atomic
def remind(interview: Interview, *, now: datetime) -> bool:
    """Write the reminder that is due, once: the day before and the hour before."""
    if interview.starts_at is None:
        return False
    due = reminders_due(interview.starts_at, now=now)
    unsaid = Interview.objects.filter(
        pk=interview.pk,
        state=InterviewState.BOOKED,
        starts_at=interview.starts_at,
        reminders__lt=due,
    )
    if not unsaid.update(reminders=due):
        return False
    for chair in Chair.objects.filter(interview=interview).select_related("person"):
        letter = partial(
            emails.reminder, interview, to=chair, other=other_chair(chair), soon=due == 2
        )
        tell(chair, letter, now=now)
    journal.record(SYSTEM, "interview.reminded", interview, {"reminder": due})
    return True


def close_forgotten(*, now: datetime) -> int:
    """Interviews that nobody began, or that nobody ended, come to their end; how many.

    Two hours after its time, an interview that never began is one where the two did not meet;
    three hours after its start, one that still runs is over.
    """
    never_began = Interview.objects.filter(
        state=InterviewState.BOOKED, starts_at__lt=now - NOBODY_CAME
    )
    left_running = Interview.objects.filter(
        state=InterviewState.RUNNING, started_at__lt=now - RUNS_AT_MOST
    )
    closed = [_closed(one, now=now) for one in (*never_began, *left_running)]
    return sum(closed)


def _closed(interview: Interview, *, now: datetime) -> bool:
    try:
        if interview.state == InterviewState.BOOKED:
            mark_missed(interview, by=None, now=now)
        else:
            end_interview(interview, by=None, now=now)
    except Refused:
        return False  # somebody was quicker than the sweep
    return True
