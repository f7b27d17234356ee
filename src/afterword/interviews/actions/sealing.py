"""The end of a record: its head goes into the journal, so that a shortened record shows."""

from uuid import UUID

from django.db import transaction

from afterword.interviews import record
from afterword.interviews.models import Interview
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM


@transaction.atomic
def seal_record(interview_id: UUID) -> None:
    """Write down how long a record is and what it hashes to. Said again, it is said once."""
    interview = Interview.objects.select_for_update().get(pk=interview_id)
    if record.seal(interview_id) is not None:
        return
    entries, digest = record.head(interview_id)
    journal.record(SYSTEM, record.SEALED, interview, {"entries": entries, "digest": digest})
