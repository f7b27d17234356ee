"""Saving what is being typed: the newest words win only over the words they were typed over."""

from datetime import datetime
from typing import Any, Protocol

from django.db.models import F, Model, Q, QuerySet

from afterword.notes.errors import NotEditable, Overtaken


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
