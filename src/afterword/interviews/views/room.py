"""The page around the room. What happens in it comes over the socket."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from afterword.interviews.access import may_enter_room, may_see_guide
from afterword.interviews.queries import second_half_of
from afterword.interviews.views.seated import Table, seated
from afterword.people.middleware import ViewerRequest


@require_safe
@seated
def room(request: ViewerRequest, table: Table) -> HttpResponse:
    """The room, with the question's guide on the interviewer's side alone."""
    interview = table.interview
    if not may_enter_room(table.mine, interview):
        messages.info(request, "The room opens once a time is agreed.")
        return redirect("interviews:interview", interview.pk)
    context = {
        "interview": interview,
        "chair": table.mine,
        "other": table.other,
        "guide": guide_for(table),
        "urls": addresses_of(table),
        **_second_half(table),
    }
    return render(request, "interviews/room.html", context)


@require_safe
@seated
def second_half(request: ViewerRequest, table: Table) -> HttpResponse:
    """The way to the half where the chairs are swapped; nothing while there is none ahead."""
    context = _second_half(table)
    if context["second_half"] is None:
        return HttpResponse(status=204)
    return render(request, "interviews/second_half.html", context)


def _second_half(table: Table) -> dict[str, object]:
    """A guest goes there by a button, which gives her browser the other chair."""
    ahead = second_half_of(table.interview)
    return {"interview": table.interview, "second_half": ahead, "is_guest": table.mine.is_guest}


def guide_for(table: Table) -> dict[str, object] | None:
    """The whole question as parsed, for the interviewer; nothing of it for the candidate."""
    version = table.interview.question_version
    if version is None or not may_see_guide(table.mine):
        return None
    guide: dict[str, object] = version.content
    return guide


def addresses_of(table: Table) -> dict[str, str]:
    """Where the room leads, and where the interviewer's private lines are kept."""
    pk = table.interview.pk
    urls = {
        "socket": f"/interviews/{pk}/room/socket",
        "interview": reverse("interviews:interview", args=[pk]),
        "second_half": reverse("interviews:second-half", args=[pk]),
    }
    if may_see_guide(table.mine):
        urls["private_notes"] = reverse("interviews:private-notes", args=[pk])
    return urls
