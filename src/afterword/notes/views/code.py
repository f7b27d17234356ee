"""The code behind a line of the letter: what stood in the editor at the moment that it cites."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.notes.behind import SECOND, code_behind
from afterword.notes.views.doorways import open_to_guests
from afterword.notes.views.letters import of_either
from afterword.people.middleware import ViewerRequest


@open_to_guests
@require_safe
def code(request: ViewerRequest, interview_id: UUID, second: int) -> HttpResponse:
    """For the two whose notes they are, once released; and only at moments that the notes cite."""
    notes, by = of_either(request, interview_id)
    texts = code_behind(notes)
    if second not in texts:
        raise Http404
    context = {
        "interview": notes.interview,
        "moment": second * SECOND,
        "text": texts[second],
        "is_candidate": by == "candidate",
    }
    return render(request, "notes/code.html", context)
