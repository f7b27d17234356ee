"""Queries that are written once: Django's SQL is kept, and each call fills what was left open.

To build a query with a few joins and to write its SQL takes Django ten times as long as a database
takes to answer it. Which rows it gives is said by the same named reads as everywhere: they are
asked once, with a `Gap` where the value will stand.

    _asked = Prepared(lambda me: reviews_by(me).values_list("pk", "due_at"), me=UUIDField())
    for pk, due in _asked(me=person.pk):
        ...
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import ModelIterable

# Any, in all of this file: values and rows are whatever the database keeps.
Row = TypeVar("Row")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class MomentKept(Exception):
    """A time would be written into a query for ever. It has to be a gap."""


class MoreThanARow(Exception):
    """Models with others joined or fetched beside, or with sums: ask for a `values_list`."""


class Gap(Expression):
    """A value that is not known yet."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def filled(self, values: Mapping[str, Any], database: BaseDatabaseWrapper) -> Any:
        return self.output_field.get_db_prep_value(values[self.name], database)


@dataclass(frozen=True)
class Written:
    """A query as the database takes it, the parameters with gaps among them."""

    rows: QuerySet[Any, Any]
    sql: str
    parameters: tuple[Any, ...]
    converters: Mapping[int, Any]
    names: Sequence[str]

    def ask(self, values: Mapping[str, Any], *, page: Sequence[int] = ()) -> Iterator[Any]:
        """The rows for these values; of a page, how many and after how many."""
        return self.read(self.raw(values, page=page))

    def raw(self, values: Mapping[str, Any], *, page: Sequence[int] = ()) -> list[Any]:
        """The same rows as the database gives them, before anything is read into them."""
        sql = f"{self.sql} LIMIT %s OFFSET %s" if page else self.sql
        with connection.cursor() as cursor:
            filled = [
                one.filled(values, cursor.db) if isinstance(one, Gap) else one
                for one in self.parameters
            ]
            cursor.execute(sql, [*filled, *page])
            rows: list[Any] = cursor.fetchall()
        return rows

    def read(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Rows as the database gave them, as Python knows them."""
        if self.converters:
            compiler = self.rows.query.get_compiler(connection=connection)
            rows = compiler.apply_converters(rows, self.converters)
        return map(self.made, rows) if self.names else map(tuple, rows)

    def made(self, row: Sequence[Any]) -> Any:
        """The model of a row."""
        return self.rows.model.from_db(connection.alias, self.names, row)


class Prepared(Generic[Row]):
    """The rows of a `values_list`, or models without others joined, whatever fills the gaps."""

    def __init__(
        self, rows: "Callable[..., QuerySet[Any, Row]]", **gaps: "Field[Any, Any]"
    ) -> None:
        self._rows, self._gaps = rows, gaps
        self._written: dict[tuple[str, bool], Written] = {}

    def __call__(self, **values: Any) -> "Filled[Row]":
        return Filled(self, values)

    def written(self, *, count: bool = False) -> Written:
        """The query in the words of this database, or the one that counts its rows."""
        key = connection.vendor, count
        if key not in self._written:
            rows = self._rows(**{name: Gap(name, kind) for name, kind in self._gaps.items()})
            self._written[key] = _count_of(rows) if count else _write(rows)
        return self._written[key]


@dataclass(frozen=True)
class Filled(Generic[Row]):
    """A prepared query and its values: iterated over, counted, or cut into pages."""

    prepared: Prepared[Row]
    values: Mapping[str, Any]

    def __iter__(self) -> Iterator[Row]:
        return cast(Iterator[Row], self.prepared.written().ask(self.values))

    def __getitem__(self, page: slice) -> list[Row]:
        first = page.start or 0
        return list(self.prepared.written().ask(self.values, page=(page.stop - first, first)))

    def unread(self, *, most: int) -> "Unread[Row]":
        """The first rows as the database gives them, to be known again by, and read when asked."""
        written = self.prepared.written()
        return Unread(written, written.raw(self.values, page=(most, 0)))

    def count(self) -> int:
        ((number,),) = self.prepared.written(count=True).ask(self.values)
        return int(number)


@dataclass(frozen=True)
class Unread(Generic[Row]):
    """Rows as a database gave them. To read a row takes longer than to fetch it."""

    written: Written
    rows: Sequence[Any]

    @cached_property
    def digest(self) -> str:
        """The same for the same rows."""
        return sha256(repr(self.rows).encode()).hexdigest()

    def __iter__(self) -> Iterator[Row]:
        """Each row, read as it comes to it."""
        return cast(Iterator[Row], self.written.read(self.rows))


def paged(
    rows: "Filled[Row] | QuerySet[Any, Row]", *, most: int, number: str | None
) -> "Page[Row]":
    """One page of many rows; of what is no page, the nearest."""
    # A paginator counts and slices, which is all that these are for.
    return Paginator(cast(Any, rows), most).get_page(number)


def _write(rows: "QuerySet[Any, Any]") -> Written:
    compiler = rows.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    if any(_is_moment(one) for one in parameters):
        raise MomentKept(sql)
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    return Written(rows, sql, tuple(parameters), converters, _fields_of(rows, compiler))


def _count_of(rows: "QuerySet[Any, Any]") -> Written:
    written = _write(rows.order_by().values_list("pk"))
    counted = f"SELECT COUNT(*) FROM ({written.sql}) counted"  # noqa: S608  Django's own words
    return Written(rows, counted, written.parameters, {}, ())


def _fields_of(rows: "QuerySet[Any, Any]", compiler: Any) -> list[str]:
    """The fields that make a model of each row; none for a `values_list`."""
    if not issubclass(rows._iterable_class, ModelIterable):
        return []
    beside = rows._prefetch_related_lookups  # type: ignore[attr-defined]  # private, and there
    if rows.query.select_related or beside or compiler.annotation_col_map:
        raise MoreThanARow(str(rows.query))
    return [compiler.select[at][0].target.attname for at in compiler.klass_info["select_fields"]]


def _is_moment(one: object) -> bool:
    return isinstance(one, date) or (isinstance(one, str) and DAY.match(one) is not None)
