"""What several doors do first."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404

from afterword.debriefs import queries
from afterword.debriefs.models import CycleDebrief
from afterword.kit.doors import required
from afterword.people import actions as people
from afterword.people.errors import CommitmentMoved
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Commitment, Person


def person_of(request: ViewerRequest) -> Person:
    """The person behind a door that needs one: signing in came before, this is the second lock."""
    person = request.viewer.person
    required(person is not None)
    assert person is not None  # noqa: S101  tells mypy what the line above made sure of
    return person


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
