"""Private notes: lines that the interviewer writes to herself while the hour runs."""

from uuid import UUID

from django.db import transaction

from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import NotesAreClosed
from afterword.interviews.models import Chair, Interview, PrivateNote
from afterword.journal import actions as journal

OPEN_FOR_NOTES = (InterviewState.RUNNING, InterviewState.ENDED)
MOST_LINES = 2000


@transaction.atomic
def write_private_note(chair: Chair, *, line: UUID, moment: int, text: str) -> PrivateNote:
    """Keep one line; sent again it is kept once, and a later text replaces an earlier one."""
    _check_open(chair)
    note, is_new = PrivateNote.objects.update_or_create(
        chair=chair,
        line=line,
        defaults={"text": text},
        create_defaults={"text": text, "moment": moment},
    )
    journal.record(chair, "interview.noted", chair.interview, {"new": is_new})
    return note


@transaction.atomic
def delete_private_note(chair: Chair, *, line: UUID) -> bool:
    """Take a line away. False if it was not there: then there is nothing to say."""
    _check_open(chair)
    gone, _ = PrivateNote.objects.filter(chair=chair, line=line).delete()
    if gone:
        journal.record(chair, "interview.note_deleted", chair.interview)
    return bool(gone)


def _check_open(chair: Chair) -> None:
    interview = Interview.objects.filter(pk=chair.interview_id, state__in=OPEN_FOR_NOTES)
    if not interview.exists():
        raise NotesAreClosed
