"""What rows share: an opaque name, moves between states, and names that the database gives."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

OLDEST_FIRST = ("created_at", "pk")
"""An order for rows of any kind that two never share, so that it is the same every time."""


class Opaque(models.Model):
    """A row whose name in links says nothing about how many there are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


Some = TypeVar("Some")


def with_names(some: Sequence[Some]) -> Iterator[tuple[uuid.UUID, Some]]:
    """Names for rows that are kept at once, so that those of one moment keep their order."""
    return zip(sorted(uuid.uuid4() for _ in some), some, strict=True)


class RandomUuid(models.Func):
    """A new name from the database itself, for rows of older code that does not give them one."""

    function = "GEN_RANDOM_UUID"
    arity = 0
    output_field = models.UUIDField()

    # Any: whatever else a compiler hands on.
    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, template="LOWER(HEX(RANDOMBLOB(16)))", **more)


class Moves(models.Model):
    """A row with a `state` that changes only along the allowed moves.

    A subclass sets `MOVES`: for each state, the states that may follow it.
    """

    MOVES: dict[str, frozenset[str]] = {}

    class Meta:
        abstract = True

    # Any: the fields that change along with the state, as in QuerySet.update().
    def moved(self, before: str | tuple[str, ...], after: str, **fields: Any) -> bool:
        """Change the state in one conditional UPDATE; False if somebody was quicker.

        Raises ValueError for a move that the table of moves does not know.
        """
        starts = (before,) if isinstance(before, str) else before
        if any(after not in self.MOVES.get(start, ()) for start in starts):
            raise ValueError(f"no move from {starts} to {after}")
        # Any: only subclasses have the `state` that the look-up names.
        rows: models.QuerySet[Any] = type(self)._default_manager.filter(pk=self.pk)
        if not rows.filter(state__in=starts).update(state=after, **fields):
            return False
        self.refresh_from_db()
        return True
