"""What several doors do first, and how they answer a form that saves itself."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpResponse, JsonResponse

from afterword.kit.doors import required
from afterword.notes.actions.saving import Typed
from afterword.notes.errors import NotEditable, Overtaken
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Person

UNPROCESSABLE = 422
CONFLICT = 409

Named = ParamSpec("Named")
Door = Callable[Concatenate[ViewerRequest, Named], HttpResponse]


def open_to_guests(view: Door[Named]) -> Door[Named]:
    """A page that a guest's link opens too; strangers are asked to sign in."""

    @wraps(view)
    def door(request: ViewerRequest, /, *args: Named.args, **named: Named.kwargs) -> HttpResponse:
        if request.viewer.person is None and not request.viewer.chairs:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **named)

    return login_not_required(door)


def person_of(request: ViewerRequest) -> Person:
    """The person behind a door that needs one: signing in came before, this is the second lock."""
    person = request.viewer.person
    required(person is not None)
    assert person is not None  # noqa: S101  tells mypy what the line above made sure of
    return person


# Any: fields of a form, by name.
def kept(
    save: Callable[[], Typed], *, now: datetime, newest: Callable[[], tuple[int, Mapping[str, Any]]]
) -> JsonResponse:
    """Answer a form that saves itself: when it was saved, or 409 with the newer words."""
    try:
        row = save()
    except (Overtaken, NotEditable) as stopped:
        revision, fields = newest()
        told = {"message": str(stopped), "revision": revision, "fields": dict(fields)}
        return JsonResponse(told, status=CONFLICT)
    return JsonResponse(saved_words(row, now=now))


def saved_words(row: Typed, *, now: datetime) -> dict[str, object]:
    """What a form hears once its words are on disk."""
    return {"saved_at": (row.saved_at or now).isoformat(), "revision": row.revision}


def not_understood(form: BaseForm) -> JsonResponse:
    """What a form hears that could not be read: which field, and why."""
    return JsonResponse({"errors": form.errors}, status=UNPROCESSABLE)
