"""The code behind a letter: what stood in the editor at the moments that it cites."""

from afterword.interviews.edits.stood import texts_at
from afterword.notes.document import cited
from afterword.notes.models import HiringNotes

SECOND = 1_000_000


def code_behind(notes: HiringNotes) -> dict[int, str | None]:
    """For every second that any version of these notes points at, the text at its end."""
    documents = notes.versions.values_list("content", flat=True)
    seconds = {us // SECOND for document in documents for us in cited(document)}
    ends = {one: (one + 1) * SECOND - 1 for one in seconds}
    texts = texts_at(notes.interview, ends.values())
    return {one: texts.get(end) for one, end in ends.items()}
