"""What several doors do first."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from afterword.kit.doors import found, required
from afterword.people import access, queries
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Person, Program

UNPROCESSABLE = 422

Door = Callable[..., HttpResponse]


def person_of(request: ViewerRequest) -> Person:
    """The person behind a door that needs one: signing in came before, this is the second lock."""
    person = request.viewer.person
    required(person is not None)
    assert person is not None  # noqa: S101  tells mypy what the line above made sure of
    return person


def joined(request: ViewerRequest, pk: UUID) -> Program:
    """A program that the viewer is an active member of."""
    return found(access.programs_joined(request.viewer), pk=pk)


def organized(request: ViewerRequest, pk: UUID) -> Program:
    """A program that the viewer organizes: not found for strangers, refused to members."""
    program = joined(request, pk)
    required(access.organizes(request.viewer, program), "This is for the program's organizers.")
    return program


def organizing(door: Door) -> Door:
    """Organizers without a second step are led to it first, where the host's server expects one."""

    @wraps(door)
    def with_second_step(request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Any: whatever the address names.
        if queries.lacks_second_step(request.viewer):
            return redirect("people:second-step")
        return door(request, *args, **kwargs)

    return with_second_step
