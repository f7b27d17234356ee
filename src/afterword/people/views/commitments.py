"""What I mean to do differently. Nobody else reads it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.kit.undo import undo_by
from afterword.people import access, actions
from afterword.people.enums import CommitmentState
from afterword.people.errors import CommitmentMoved
from afterword.people.forms.commitments import CommitmentForm
from afterword.people.middleware import ViewerRequest, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def commitments(request: ViewerRequest) -> HttpResponse:
    """Open ones first, then those that held, then those let go; a sentence adds one."""
    person = person_of(request)
    form = CommitmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.commit(person, text=form.cleaned_data["text"], origin=person.actor)
        messages.success(request, "It is on your list.")
        return redirect("people:commitments")
    rows = list(access.own_commitments(request.viewer).order_by("-created_at", "pk"))
    context = {
        "form": form,
        "open": [one for one in rows if one.state == CommitmentState.OPEN],
        "kept": [one for one in rows if one.state == CommitmentState.KEPT],
        "let_go": [one for one in rows if one.state == CommitmentState.LET_GO],
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/commitments.html", context, status=status)


@require_POST
def commitment_keep(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """It held."""
    return _moved(request, pk, actions.keep_commitment, said="Kept. Good to know.")


@require_POST
def commitment_let_go(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """It no longer matters."""
    return _moved(request, pk, actions.let_go_of, said="Let go.")


def _moved(
    request: ViewerRequest, pk: UUID, deed: Callable[..., None], *, said: str
) -> HttpResponse:
    commitment = found(access.own_commitments(request.viewer), pk=pk)
    try:
        deed(commitment, by=person_of(request))
    except CommitmentMoved:
        messages.info(request, "That was done already, perhaps in another tab.")
    else:
        undo = undo_by("people:commitment-reopen", commitment.pk)
        messages.success(request, said, extra_tags=undo)
    return redirect("people:commitments")


@require_POST
def commitment_reopen(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Take it up again."""
    commitment = found(access.own_commitments(request.viewer), pk=pk)
    try:
        actions.reopen_commitment(commitment, by=person_of(request))
    except CommitmentMoved:
        messages.info(request, "It is open already.")
    else:
        messages.success(request, "It is on your list again.")
    return redirect("people:commitments")
