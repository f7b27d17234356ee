"""What a viewer may see, by a query that is written once for everybody."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from django.db.models import Field, QuerySet, UUIDField

from afterword.kit.prepared import Filled, Gap, Prepared
from afterword.people.models import Person
from afterword.people.viewer import Viewer

# Any, in all of this file: rows and values are whatever the query asks for.
Row = TypeVar("Row")


class Somebody(Gap):
    """Stands where a rule looks at who is looking. What else it looks at has to be named here."""

    def __init__(self, gap: Gap, *, is_host: bool) -> None:
        super().__init__(gap.name, gap.output_field)
        self.is_host = is_host

    @property
    def pk(self) -> "Somebody":
        return self


class ForViewer(Generic[Row]):
    """The rows of a `values_list` that a rule gives a viewer, and further gaps by name.

    A browser with guests' links in it asks what nobody else asks: its query is written anew.
    """

    def __init__(
        self, rows: "Callable[..., QuerySet[Any, Row]]", **gaps: "Field[Any, Any]"
    ) -> None:
        self.rows, self.gaps = rows, gaps
        self._prepared = {
            is_host: Prepared(self._for_anybody(is_host=is_host), me=UUIDField(), **gaps)
            for is_host in (False, True)
        }

    def __call__(self, viewer: Viewer, **values: Any) -> "Filled[Row] | QuerySet[Any, Row]":
        person = viewer.person
        if person is None or viewer.chairs:
            return self.rows(viewer, **values)
        return self._prepared[person.is_host](me=person.pk, **values)

    def _for_anybody(self, *, is_host: bool) -> "Callable[..., QuerySet[Any, Row]]":
        def rows(me: Gap, **gaps: Gap) -> "QuerySet[Any, Row]":
            return self.rows(Viewer(cast(Person, Somebody(me, is_host=is_host))), **gaps)

        return rows
