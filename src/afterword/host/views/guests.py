"""A guest's own page: taking along what is hers, and having it erased. In her browser alone."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.host.everything import everything_of_guest
from afterword.interviews import actions
from afterword.interviews.models import Chair
from afterword.interviews.queries import chair_of
from afterword.kit.undo import undo_by
from afterword.people.middleware import ViewerRequest


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """What is mine here, what goes and what stays; a button, and a week to think."""
    mine = _chair(request, interview_id)
    if request.method != "POST":
        return render(request, "host/guest_leaving.html", {"mine": mine})
    actions.ask_to_go(mine, now=timezone.now())
    undo = undo_by("host:guest-stays", interview_id)
    messages.success(
        request, "What is yours goes in a week. Until then nothing changes.", extra_tags=undo
    )
    return redirect("host:guest-leaving", interview_id)


@login_not_required
@require_POST
def stay(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Keep it after all; a second press changes nothing."""
    actions.stay_after_all(_chair(request, interview_id))
    messages.success(request, "It stays, with everything in it.")
    return redirect("host:guest-leaving", interview_id)


@login_not_required
@require_safe
def everything(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """All that is hers in this hour, as one file."""
    headers = {"Content-Disposition": 'attachment; filename="afterword.json"'}
    body = everything_of_guest(_chair(request, interview_id))
    return HttpResponse(body, content_type="application/json", headers=headers)


def _chair(request: ViewerRequest, interview_id: UUID) -> Chair:
    """The guest's chair that this browser holds. Whoever has an account has another page."""
    mine = chair_of(request.viewer, interview_id)
    if mine is None or not mine.is_guest:
        raise Http404
    return mine
