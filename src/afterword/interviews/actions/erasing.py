"""Somebody leaves for good: their hours, their own lines, and what they typed."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from afterword.interviews.actions.departing import call_off_all_hours
from afterword.interviews.actions.flattening import Flattened, flattened
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import BusyCell, Chair, Interview, PrivateNote, ProposedTime
from afterword.people.models import Person

SETTLES = timedelta(minutes=10)
"""So long after its end an hour's room may still write, and its record is sealed."""


def is_in_an_hour(person: Person, *, now: datetime) -> bool:
    """Whether an interview of theirs runs, or has only just ended: nobody is taken out of it."""
    return _is_in_an_hour(Chair.objects.filter(person=person), now=now)


def _is_in_an_hour(chairs: QuerySet[Chair], *, now: datetime) -> bool:
    running = Q(interview__state=InterviewState.RUNNING)
    settling = Q(interview__state=InterviewState.ENDED, interview__ended_at__gt=now - SETTLES)
    return chairs.filter(running | settling).exists()


def records_without(person: Person) -> list[Flattened]:
    """What is left of the records of their hours without them. Takes a child's time for each."""
    return records_without_chairs(Chair.objects.filter(person=person))


def records_without_chairs(chairs: QuerySet[Chair]) -> list[Flattened]:
    """The same for some chairs."""
    held = chairs.filter(interview__state=InterviewState.ENDED)
    return [flattened(one) for one in held.select_related("interview")]


def erase_hours(person: Person, *, now: datetime) -> None:
    """Call off what is ahead, and delete what only they could read. The caller's transaction."""
    call_off_all_hours(person, now=now)
    BusyCell.objects.filter(person=person).delete()
    erase_seats(Chair.objects.filter(person=person))


def erase_seats(mine: QuerySet[Chair]) -> None:
    """What was noted and said from some chairs goes, and what they knew of who sat there."""
    PrivateNote.objects.filter(chair__in=mine).delete()
    ProposedTime.objects.filter(proposed_by__in=mine).delete()
    asked = mine.filter(kind=ChairKind.CANDIDATE).values("interview")
    Interview.objects.filter(pk__in=asked).update(focus="")
    mine.update(guest_name="", guest_email="", guest_time_zone="")
