"""What several doors do first."""

from uuid import UUID

from django.http import Http404

from afterword.debriefs import queries
from afterword.debriefs.models import CycleDebrief
from afterword.kit.doors import required
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Person


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
