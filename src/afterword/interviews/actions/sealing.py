"""The end of a record: its head goes into the journal, so that a shortened record shows."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from afterword.interviews import record
from afterword.interviews.edits import snapshots
from afterword.interviews.edits.stood import final_text
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Interview
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM

LATE, LOOKS_BACK = timedelta(minutes=2), timedelta(days=7)
"""The room seals its record within seconds of the end; after two minutes it never will."""


@transaction.atomic
def seal_record(interview_id: UUID) -> None:
    """Write down how long a record is and what it hashes to. Said again, it is said once."""
    interview = Interview.objects.select_for_update().get(pk=interview_id)
    if record.seal(interview_id) is not None:
        return
    entries, digest = record.head(interview_id)
    journal.record(SYSTEM, record.SEALED, interview, {"entries": entries, "digest": digest})


def read_last_text(interview_id: UUID) -> None:
    """Read the text at the end now, so that nobody's page has to."""
    final_text(Interview.objects.get(pk=interview_id))


def seal_forgotten(*, now: datetime) -> int:
    """Read and seal what no room is there to seal; how many records it was."""
    over = Interview.objects.filter(
        state=InterviewState.ENDED, ended_at__gt=now - LOOKS_BACK, ended_at__lt=now - LATE
    )
    rooms = record.without_seal(over.values_list("pk", flat=True))
    for room in rooms:
        snapshots.compact([room])
        seal_record(room)
        read_last_text(room)
    return len(rooms)
