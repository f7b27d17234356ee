"""Words that are saved as they are typed: the newest win only over those they were typed over.

The page's side is island/src/app/autosave.ts.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db.models import F, Model, Q, QuerySet
from django.forms import BaseForm
from django.http import JsonResponse

from afterword.kit.errors import Fact

UNPROCESSABLE = 422
CONFLICT = 409


class Overtaken(Fact):
    """Newer words were saved from another tab."""

    def __init__(self) -> None:
        super().__init__("These words were also changed in another tab or on another device.")


class NotEditable(Fact):
    def __init__(self) -> None:
        super().__init__("These words have been sent and can no longer be changed here.")


class Typed(Protocol):
    """A row that is saved as somebody types."""

    pk: Any  # Any: Django's own
    revision: int
    saved_at: datetime | None


# Any: the fields of the row, as in QuerySet.update().
def keep(
    rows: QuerySet[Any], row: Model, *, editable: Q, revision: int, now: datetime, **fields: Any
) -> None:
    """Save fields if `revision` is still the newest and the row may still be changed.

    Raises Overtaken where another tab saved newer words, NotEditable where they have been sent.
    """
    mine = rows.filter(pk=row.pk)
    newest = mine.filter(editable, revision=revision)
    if not newest.update(revision=F("revision") + 1, saved_at=now, **fields):
        raise Overtaken if mine.filter(editable).exists() else NotEditable
    row.refresh_from_db()


# Any: fields of a form, by name.
def kept(
    save: Callable[[], Typed], *, now: datetime, newest: Callable[[], tuple[int, Mapping[str, Any]]]
) -> JsonResponse:
    """Answer a form that saves itself: when it was saved, or 409 with the newer words."""
    try:
        row = save()
    except (Overtaken, NotEditable) as stopped:
        revision, fields = newest()
        # Two revisions are no two versions of anybody's words.
        words = {name: text for name, text in fields.items() if name != "revision"}
        told = {"message": str(stopped), "revision": revision, "fields": words}
        return JsonResponse(told, status=CONFLICT)
    return JsonResponse(saved_words(row, now=now))


def saved_words(row: Typed, *, now: datetime) -> dict[str, object]:
    """What a form hears once its words are on disk."""
    return {"saved_at": (row.saved_at or now).isoformat(), "revision": row.revision}


def not_understood(form: BaseForm) -> JsonResponse:
    """What a form hears that could not be read: which field, and why."""
    return JsonResponse({"errors": form.errors}, status=UNPROCESSABLE)
