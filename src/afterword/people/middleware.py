"""Puts `request.viewer` on every request."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from afterword.people.models import Person
from afterword.people.viewer import Viewer

SESSION_CHAIRS = "chairs"


class ViewerRequest(HttpRequest):
    """A request as our doors see it."""

    viewer: Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request: its account and the guest links opened in its session."""
    person = request.user if isinstance(request.user, Person) else None
    chairs = frozenset(UUID(chair) for chair in request.session.get(SESSION_CHAIRS, ()))
    return Viewer(person=person, chairs=chairs)


class ViewerMiddleware:
    """Who is looking, once per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of(request)  # type: ignore[attr-defined]  # see ViewerRequest
        return self.get_response(request)
