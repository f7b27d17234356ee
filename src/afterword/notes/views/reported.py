"""Released notes that somebody reported, for an organizer to look at."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from afterword.interviews.enums import ChairKind
from afterword.kit.doors import found
from afterword.notes.access import reported_to
from afterword.notes.enums import NotesState
from afterword.notes.forms import BecauseForm
from afterword.notes.reading import read
from afterword.notes.views import doorways
from afterword.notes.views.written import withdrawn_by
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reported(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The letter as the candidate reads it, while the report is open; and taking it back."""
    notes = found(reported_to(request.viewer), pk=pk)
    form, status = BecauseForm(request.POST or None), 200
    if request.method == "POST":
        told = withdrawn_by(request, notes, form)
        if not told:
            return redirect("people:reports")
        messages.warning(request, told)
        status = doorways.UNPROCESSABLE
    version = notes.versions.order_by("number").last()
    is_readable = notes.state == NotesState.RELEASED and version is not None
    shown = None
    if is_readable and version is not None:
        shown = read(notes, version, by=ChairKind.INTERVIEWER, now=timezone.now())
    context = {"notes": notes, "reading": shown, "form": form}
    return render(request, "notes/reported.html", context, status=status)
