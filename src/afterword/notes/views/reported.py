"""Released notes that somebody reported, for an organizer to look at."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.notes.access import reported_to
from afterword.notes.enums import NotesState
from afterword.notes.forms import BecauseForm
from afterword.notes.models import HiringNotes
from afterword.notes.reading import Reading, read_alone
from afterword.notes.side_by_side import second_reading_of
from afterword.notes.views.written import withdrawn_by
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reported(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The letter as the candidate reads it, while the report is open; and taking it back."""
    notes = found(reported_to(request.viewer), pk=pk)
    form, status = BecauseForm(request.POST or None), 200
    if request.method == "POST":
        told = withdrawn_by(request, notes, form, by=request.viewer)
        if not told:
            return redirect("people:reports")
        messages.warning(request, told)
        status = UNPROCESSABLE
    both = second_reading_of(notes) if notes.state == NotesState.RELEASED else None
    context = {"notes": notes, "reading": _reading(notes), "both": both, "form": form}
    return render(request, "notes/reported.html", context, status=status)


def _reading(notes: HiringNotes) -> Reading | None:
    """The letter alone; nothing once it is withdrawn."""
    version = notes.versions.order_by("number").last()
    is_there = notes.state == NotesState.RELEASED and version is not None
    return read_alone(notes, version) if is_there and version is not None else None
