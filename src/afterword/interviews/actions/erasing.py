"""Somebody leaves for good: their hours, their own lines, and what they typed."""

from datetime import datetime

from django.db import transaction

from afterword.interviews.actions.departing import call_off_all_hours
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import (
    Batch,
    BusyCell,
    Chair,
    Entry,
    PrivateNote,
    Snapshot,
    StoodText,
    TextReading,
)
from afterword.interviews.record import DATABASE
from afterword.people.models import Person


def is_in_an_hour(person: Person) -> bool:
    """Whether an interview of theirs runs: nobody is taken out of the room."""
    return Chair.objects.filter(person=person, interview__state=InterviewState.RUNNING).exists()


def erase_hours(person: Person, *, now: datetime) -> None:
    """Call off what is ahead, and delete what only they could read. The caller's transaction."""
    call_off_all_hours(person, now=now)
    BusyCell.objects.filter(person=person).delete()
    PrivateNote.objects.filter(chair__person=person).delete()


def erase_records(person: Person) -> None:
    """Delete the records of the hours in which they were the candidate.

    What an edit adds up to is mostly theirs, and an author cannot be taken out of it. The record of
    an hour that they asked in is the candidate's, and names nobody.
    """
    typed = Chair.objects.filter(person=person, kind=ChairKind.CANDIDATE)
    rooms = list(typed.values_list("interview", flat=True))
    with transaction.atomic(using=DATABASE):
        for rows in (Entry, Batch, Snapshot, StoodText, TextReading):
            rows.objects.using(DATABASE).filter(room__in=rooms).delete()
