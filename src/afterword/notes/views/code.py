"""The code behind a line of the letter: what stood in the editor at the moment that it cites."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.interviews.edits.stood import texts_at
from afterword.notes.document import cited
from afterword.notes.models import HiringNotes
from afterword.notes.views.doorways import open_to_guests
from afterword.notes.views.letters import of_either
from afterword.people.middleware import ViewerRequest

SECOND = 1_000_000


@open_to_guests
@require_safe
def code(request: ViewerRequest, interview_id: UUID, second: int) -> HttpResponse:
    """For the two whose notes they are, once released; and only at moments that the notes cite."""
    notes, by = of_either(request, interview_id)
    seconds = _seconds_of(notes)
    if second not in seconds:
        raise Http404
    ends = {one: (one + 1) * SECOND - 1 for one in seconds}
    texts = texts_at(notes.interview, ends.values())
    context = {
        "interview": notes.interview,
        "moment": second * SECOND,
        "text": texts.get(ends[second]),
        "is_candidate": by == "candidate",
    }
    return render(request, "notes/code.html", context)


def _seconds_of(notes: HiringNotes) -> set[int]:
    """Every second that any version of these notes points at."""
    documents = notes.versions.values_list("content", flat=True)
    return {us // SECOND for document in documents for us in cited(document)}
