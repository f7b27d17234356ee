"""The interviewer's page: what the hour left behind, and the scorecard."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.interviews.queries import chair
from afterword.kit.doors import found
from afterword.notes.access import ended_interviews
from afterword.notes.models import HiringNotes
from afterword.notes.views import desk
from afterword.notes.views.doorways import open_to_guests
from afterword.people.middleware import ViewerRequest


def desk_of(request: ViewerRequest, interview_id: UUID) -> desk.Desk:
    """The desk of an interview that this viewer has held."""
    held = ended_interviews(request.viewer, kind=ChairKind.INTERVIEWER)
    interview = found(held, pk=interview_id)
    mine = chair(interview, ChairKind.INTERVIEWER)
    mine.interview = interview
    return desk.Desk(interview, mine, notes_of(interview))


def notes_of(interview: Interview) -> HiringNotes | None:
    """The interviewer's own notes of an interview, once she has typed something."""
    return HiringNotes.objects.filter(interview=interview, from_record=False).first()


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Write the notes. The whole page works as one form; typing saves it by itself."""
    at = desk_of(request, interview_id)
    if request.method != "POST":
        return desk.page(request, at)
    return desk.posted(request, at, done=lambda told: _sent(request, at, told))


def _sent(request: ViewerRequest, at: desk.Desk, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("notes:next-round" if at.is_first else "notes:written", at.interview.pk)


@open_to_guests
@require_POST
def save(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Keep what is typed."""
    return desk.saved(request, desk_of(request, interview_id), now=timezone.now())
