"""Blocks: no interview with somebody. They are never told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.kit.doors import found
from afterword.kit.undo import undo_by
from afterword.people import access, actions, blocking
from afterword.people.forms.reports import BlockForm
from afterword.people.middleware import ViewerRequest, person_of


@require_safe
def blocks(request: ViewerRequest) -> HttpResponse:
    """Whom I have blocked."""
    rows = access.own_blocks(request.viewer).order_by("blocked__name", "pk")
    return render(request, "people/blocks.html", {"blocks": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Say what a block does, and make one."""
    somebody = found(access.people_known_to(request.viewer), pk=pk)
    me = person_of(request)
    ahead = blocking.what_is_ahead(me, somebody)
    form = BlockForm(request.POST or None)
    if request.method != "POST":
        page = {"somebody": somebody, "ahead": ahead, "form": form}
        return render(request, "people/block.html", page)
    made = actions.block(somebody, by=me)
    said = f"You and {somebody.name} will not be asked to interview each other."
    if ahead and form.is_valid() and form.cleaned_data["call_off"]:
        actions.call_off_hours_with(made, by=me)
        said += " What was still to come is called off; undoing this alone does not bring it back."
    messages.success(request, said, extra_tags=undo_by("people:block-lift", made.pk))
    return redirect("people:blocks")


@require_POST
def block_lift(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Make interviews possible again."""
    made = found(access.own_blocks(request.viewer), pk=pk)
    stays = blocking.what_stays_called_off(made)
    actions.lift_block(made, by=person_of(request))
    messages.success(
        request,
        f"Interviews with {made.blocked.name} are possible again. {stays}".rstrip(),
        extra_tags=undo_by("people:block", made.blocked_id),
    )
    return redirect("people:blocks")
