"""Private notes: lines that the interviewer writes to herself while the hour runs."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import NotesAreClosed, TooManyLines
from afterword.interviews.models import Chair, Interview, PrivateNote
from afterword.journal import actions as journal

OPEN_FOR = timedelta(days=2)
MOST_LINES = 1000


@transaction.atomic
def write_private_note(
    chair: Chair, *, line: UUID, moment: int, text: str, now: datetime
) -> PrivateNote:
    """Keep one line; sent again it is kept once, and a later text replaces an earlier one.

    Raises NotesAreClosed, TooManyLines.
    """
    _check_open(chair, now=now)
    _check_room_for(chair, line=line)
    note, is_new = PrivateNote.objects.update_or_create(
        chair=chair,
        line=line,
        defaults={"text": text},
        create_defaults={"text": text, "moment": moment},
    )
    journal.record(chair, "interview.noted", chair.interview, {"new": is_new})
    return note


@transaction.atomic
def delete_private_note(chair: Chair, *, line: UUID, now: datetime) -> bool:
    """Take a line away. False if it was not there: then there is nothing to say."""
    _check_open(chair, now=now)
    gone, _ = PrivateNote.objects.filter(chair=chair, line=line).delete()
    if gone:
        journal.record(chair, "interview.note_deleted", chair.interview)
    return bool(gone)


def _check_room_for(chair: Chair, *, line: UUID) -> None:
    """An hour of writing fits many times over; what does not is no hand's work."""
    if PrivateNote.objects.filter(chair=chair).exclude(line=line).count() >= MOST_LINES:
        raise TooManyLines


def _check_open(chair: Chair, *, now: datetime) -> None:
    """While it runs, and for the two days in which hiring notes are written from them."""
    running = Q(state=InterviewState.RUNNING)
    just_ended = Q(state=InterviewState.ENDED, ended_at__gt=now - OPEN_FOR)
    if not Interview.objects.filter(running | just_ended, pk=chair.interview_id).exists():
        raise NotesAreClosed
