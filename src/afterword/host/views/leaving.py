"""Taking everything along, and leaving for good: asked for, and taken back, by oneself alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.host.everything import everything_of
from afterword.kit.undo import undo_by
from afterword.people import actions, queries
from afterword.people.errors import StillNeeded
from afterword.people.middleware import ViewerRequest, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: ViewerRequest) -> HttpResponse:
    """What goes, what stays and with whom; a button, and a week to think."""
    person = person_of(request)
    if request.method != "POST":
        return _page(request)
    try:
        actions.ask_to_leave(person, now=timezone.now())
    except StillNeeded:
        return _page(request, status=409)
    undo = undo_by("host:stay")
    messages.success(
        request, "Your account goes in a week. Until then nothing changes.", extra_tags=undo
    )
    return redirect("host:leaving")


def _page(request: ViewerRequest, *, status: int = 200) -> HttpResponse:
    person = person_of(request)
    context = {
        "leaves_at": person.leaves_at,
        "is_host": person.is_host,
        "in_need": queries.programs_in_need_of(person).order_by("name", "pk"),
    }
    return render(request, "host/leaving.html", context, status=status)


@require_POST
def stay(request: ViewerRequest) -> HttpResponse:
    """Keep the account after all; a second press changes nothing."""
    actions.stay(person_of(request))
    messages.success(request, "Your account stays, with everything in it.")
    return redirect("host:leaving")


@require_safe
def everything(request: ViewerRequest) -> HttpResponse:
    """All that is mine, as one file."""
    headers = {"Content-Disposition": 'attachment; filename="afterword.json"'}
    body = everything_of(person_of(request))
    return HttpResponse(body, content_type="application/json", headers=headers)
