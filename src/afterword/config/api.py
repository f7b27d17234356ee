"""The API: each part's router, under one roof."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI

from afterword.interviews.api import router as interviews
from afterword.notes.api import router as notes
from afterword.people.api import router as people
from afterword.questions.api import router as questions

api = NinjaAPI(
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


def urls() -> tuple[list[URLResolver | URLPattern], str, str]:
    """The API's addresses. Tokens open them, not sessions: each operation asks for its own."""
    patterns, name, namespace = api.urls
    for pattern in patterns:
        setattr(pattern.callback, "login_required", False)  # noqa: B010  as Django's decorator does
    return patterns, name, namespace
