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
from afterword.people.models import Program

Door = Callable[..., HttpResponse]


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
