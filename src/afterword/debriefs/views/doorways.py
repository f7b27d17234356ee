"""What several doors do first."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404

from afterword.debriefs import queries
from afterword.debriefs.models import CycleDebrief
from afterword.people import actions as people
from afterword.people.errors import CommitmentMoved
from afterword.people.middleware import ViewerRequest
from afterword.people.middleware import person_of as person_of
from afterword.people.models import Commitment


def mine(request: ViewerRequest, pk: UUID) -> CycleDebrief:
    """One of the viewer's debriefs of cycles."""
    debrief = queries.cycle_debrief(request.viewer, pk)
    if debrief is None:
        raise Http404
    return debrief


def answer(request: ViewerRequest, commitment: Commitment, then: str) -> None:
    """It held, it no longer matters, or it is taken up again."""
    deeds = {
        "kept": people.keep_commitment,
        "let-go": people.let_go_of,
        "open": people.reopen_commitment,
    }
    try:
        if then in deeds:
            deeds[then](commitment, by=person_of(request))
    except CommitmentMoved:
        messages.info(request, "That was done already, perhaps in another tab.")
