"""Puts `request.viewer` on every request, and the clock on the viewer's own zone."""

from collections.abc import Callable
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.middleware import LoginRequiredMiddleware, get_user
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from afterword.kit.doors import required
from afterword.kit.unsent import signed_out
from afterword.people.models import Person
from afterword.people.viewer import Viewer

SESSION_CHAIRS = "chairs"


class ViewerRequest(HttpRequest):
    """A request as our doors see it."""

    viewer: Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request: its account and the guest links opened in its session.

    An account that was made inactive is nobody, whatever its session says. The person is the row
    itself, not `request.user`, which asks at every look whether it was read already.
    """
    user = get_user(request)
    person = user if isinstance(user, Person) and user.is_active else None
    chairs = frozenset(UUID(chair) for chair in request.session.get(SESSION_CHAIRS, ()))
    return Viewer(person=person, chairs=chairs)


def person_of(request: ViewerRequest) -> Person:
    """The person behind a door that needs one: signing in came before, this is the second lock."""
    person = request.viewer.person
    required(person is not None)
    assert person is not None  # noqa: S101  tells mypy what the line above made sure of
    return person


def zone_of(person: Person | None) -> ZoneInfo | None:
    """The person's zone; none where there is no person, or a zone this server does not know."""
    if person is None:
        return None
    try:
        return ZoneInfo(person.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


class SignInFirst(LoginRequiredMiddleware):
    """Whoever asks for a page signs in on the way; what somebody sends is not lost over it."""

    def handle_no_permission(  # type: ignore[override]  # Django's types know its redirect alone
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        return signed_out(request)


class ViewerMiddleware:
    """Who is looking, once per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        request.viewer = viewer  # type: ignore[attr-defined]  # see ViewerRequest
        with timezone.override(zone_of(viewer.person)):
            return self.get_response(request)
