"""Writing notes from the record, where the interviewer's have not come."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE
from afterword.notes import actions
from afterword.notes.access import stand_ins_of
from afterword.notes.forms import AnswerForm
from afterword.notes.models import Reply
from afterword.notes.views import desk
from afterword.people.middleware import ViewerRequest, person_of


def desk_of(request: ViewerRequest, pk: UUID) -> desk.Desk:
    """The desk of one hour that this viewer stands in for, else 404."""
    notes = found(stand_ins_of(request.viewer), pk=pk)
    return desk.Desk(notes.interview, notes.author, notes, stands_in=True)


@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The same desk with the record on it: no private notes, no names where reviews have none."""
    at = desk_of(request, pk)
    if request.method != "POST":
        return desk.page(request, at)
    if request.POST.get("then") == "answer":
        return _answered(request, at)
    return desk.posted(request, at, done=lambda told: _sent(request, told))


def _answered(request: ViewerRequest, at: desk.Desk) -> HttpResponse:
    """The one answer to the candidate's question, from whoever wrote in the interviewer's place."""
    asked = found(Reply.objects.filter(notes=at.notes, sent_at__isnull=False))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return desk.page(request, at, answer_form=form, status=UNPROCESSABLE)
    try:
        text, now = form.cleaned_data["text"], timezone.now()
        actions.answer(asked, text=text, by=request.viewer, now=now)
    except Fact as fact:
        messages.warning(request, str(fact))
        return desk.page(request, at, answer_form=form, status=CONFLICT)
    messages.success(request, "Your answer is with them.")
    return redirect(request.path)


def _sent(request: ViewerRequest, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("notes:reviews")


@require_POST
def save(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what is typed."""
    return desk.saved(request, desk_of(request, pk), now=timezone.now())


@require_POST
def pass_on(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Give the writing back, so that somebody else is asked."""
    notes = found(stand_ins_of(request.viewer), pk=pk)
    try:
        actions.pass_on_stand_in(notes, by=person_of(request))
    except Fact as fact:
        messages.warning(request, str(fact))
    else:
        messages.success(request, "That is fine. Somebody else is asked.")
    return redirect("notes:reviews")
