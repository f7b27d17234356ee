"""The API: each part's router, under one roof."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.views.decorators.http import require_safe
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from afterword.config.refusals import WholeSchemaAPI, misfits
from afterword.interviews.api import router as interviews
from afterword.notes.api import router as notes
from afterword.people.api import router as people
from afterword.questions.api import router as questions


class Api(WholeSchemaAPI):
    """Ninja's, which describes itself once: nothing of what it says changes while it runs."""

    _described: OpenAPISchema | None = None

    # Any: how Ninja asks; an address without parameters has one description.
    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        self._described = self._described or super().get_openapi_schema(**given)
        return self._described


api = Api(
    title="Afterword",
    version="1",
    description="Read what you can see, and create interviews and notes, with a personal token.",
    urls_namespace="api",
    docs_url=None,  # the page of documentation that Ninja brings loads scripts from elsewhere
)
api.add_router("/people", people)
api.add_router("/notes", notes)
api.add_router("/interviews", interviews)
api.add_router("/questions", questions)


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, why: PermissionDenied) -> HttpResponse:
    """A rule that a door asked about said no."""
    detail = str(why) or "This is not yours to do."
    return api.create_response(request, {"detail": detail}, status=403)


@api.exception_handler(ValidationError)
def misfit(request: HttpRequest, found: ValidationError) -> HttpResponse:
    """What was sent does not fit: each value by its place, and why."""
    return api.create_response(request, misfits(found), status=422)


def urls() -> tuple[list[URLResolver | URLPattern], str, str]:
    """The API's addresses. Tokens open them, not sessions: each operation asks for its own."""
    patterns, name, namespace = api.urls
    return [_without_session(one) for one in patterns], name, namespace


def _without_session(one: URLResolver | URLPattern) -> URLPattern:
    if not isinstance(one, URLPattern):
        raise TypeError(one)
    door = login_not_required(one.callback)
    if one.name in {"openapi-json", "api-root"}:
        door = require_safe(door)
    return URLPattern(one.pattern, door, one.default_args, one.name)
