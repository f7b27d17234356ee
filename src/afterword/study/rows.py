"""A file of ratings with one row a rating: codes and names of each facet, and what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from afterword.study.columns import ROLES, Asked, Columns, Role
from afterword.study.errors import CannotRead
from afterword.study.files import Source, columns_read, looked_at
from afterword.study.memory import memory_free
from afterword.study.scale import number
from afterword.study.taken_for import columns_of
from afterword.study.words import listed

if TYPE_CHECKING:
    import polars as pl

Codes = NDArray[np.int32]
Labels = tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """The file with one row a rating: codes and names of each facet, and of what was written."""

    source: Source
    columns: Columns
    rows: int
    facets: Mapping[Role, Codes]
    labels: Mapping[Role, Labels]
    written: Codes
    entries: Labels
    when: Codes | None = None
    notices: list[str] = field(default_factory=list)

    def row(self, place: int) -> int:
        """The row of the file, counted from 1 after the header."""
        return place % self.rows + 1

    def column(self, place: int) -> str:
        return self.columns.levels[place // self.rows]

    def first(self, written: str) -> int:
        """Where an entry stands first."""
        return int(np.argmax(self.written == self.entries.index(written)))


def read_rows(path: Path, asked: Asked, *, free: int | None) -> Rows:
    """The file as rows. Raises CannotRead: which row, which column, what to do."""
    free = memory_free() if free is None else free  # before libraries for Parquet map theirs
    source = looked_at(path)
    columns = columns_of(source.seen, asked)
    frame = columns_read(source, columns.taken, free=free)
    facets, labels = _facets(frame, columns)
    written, entries = _written(frame, columns.levels)
    if columns.wide_by:
        facets, labels = _melted(facets, labels, columns, rows=frame.height)
    when = _when(frame, columns)
    table = Rows(source, columns, frame.height, facets, labels, written, entries, when)
    return _with_interviews(table)


def _facets(
    frame: "pl.DataFrame", columns: Columns
) -> tuple[dict[Role, Codes], dict[Role, Labels]]:
    facets: dict[Role, Codes] = {}
    labels: dict[Role, Labels] = {}
    for role in ROLES:
        if role in columns.facets:
            name = columns.facets[role]
            _require_filled(frame, name, role)
            facets[role], labels[role] = _coded(frame[name])
    if "candidate" not in facets:
        facets["candidate"] = np.arange(frame.height, dtype=np.int32)
        labels["candidate"] = tuple(f"row {row + 1}" for row in range(frame.height))
    return facets, labels


def _when(frame: "pl.DataFrame", columns: Columns) -> Codes | None:
    """The place in time of each rating among all, from numbers or from dates of one form."""
    if columns.when is None:
        return None
    _require_filled(frame, columns.when, "time")
    codes, names = _coded(frame[columns.when])
    if any(number(one) is None for one in names):
        odd = next((place for place, name in enumerate(names) if not _is_date(name)), None)
        if odd is not None:
            raise CannotRead(
                f"Row {int(np.argmax(codes == odd)) + 1}, column {columns.when!r}: {names[odd]!r} "
                "is no date that sorts by itself. Write dates as 2026-11-26 or 2026-11-26 14:30, "
                "or number the interviews."
            )
    return np.tile(codes, len(columns.levels))


def _is_date(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _require_filled(frame: "pl.DataFrame", name: str, role: str) -> None:
    empty = frame[name].is_null()
    if empty.any():
        row = int(empty.arg_true()[0])
        raise CannotRead(
            f"Row {row + 1}, column {name!r} is empty ({int(empty.sum()):,} such rows): every "
            f"rating needs its {role}. Fill it in, or leave the row out."
        )


def _coded(column: "pl.Series") -> tuple[Codes, Labels]:
    """Codes in the order of the names, and the names; -1 for an empty cell."""
    unique = column.unique().drop_nulls()
    names = unique.cast(str).to_numpy()
    order = _in_order(names)
    places = unique.to_physical().to_numpy().astype(np.int64)[order]
    codes_of = np.full(int(places.max(initial=-1)) + 2, -1, dtype=np.int32)
    known: dict[str, int] = {}  # spaces around a name make nobody else of it
    codes_of[places] = [known.setdefault(name.strip(), len(known)) for name in names[order]]
    # An empty cell gets the last place, which holds -1.
    physical = column.to_physical().fill_null(len(codes_of) - 1).to_numpy()
    return codes_of[physical], tuple(known)


def _in_order(names: NDArray[np.object_]) -> NDArray[np.intp]:
    """Numbers by size, words by alphabet."""
    try:
        return np.argsort(names.astype(np.float64), kind="stable")
    except ValueError:
        return np.argsort(np.array([str(name).casefold() for name in names]), kind="stable")


def _written(frame: "pl.DataFrame", levels: Sequence[str]) -> tuple[Codes, Labels]:
    """What was written as levels: codes into the different entries, column after column."""
    parts: list[Codes] = []
    entries: list[str] = []
    for name in levels:
        codes, names = _coded(frame[name])
        parts.append(np.where(codes < 0, -1, codes + len(entries)).astype(np.int32))
        entries.extend(names)
    written = np.concatenate(parts)
    empty = written < 0
    written[empty] = len(entries)
    return written, (*entries, "")


def _melted(
    facets: Mapping[Role, Codes], labels: Mapping[Role, Labels], columns: Columns, *, rows: int
) -> tuple[dict[Role, Codes], dict[Role, Labels]]:
    """A wide file has a rating in each of its columns of levels; each row is an interview."""
    times = len(columns.levels)
    wide_by = columns.wide_by or "dimension"
    long = {role: np.tile(codes, times) for role, codes in facets.items()}
    long[wide_by] = np.repeat(np.arange(times, dtype=np.int32), rows)
    named = {**labels, wide_by: columns.levels}
    if wide_by == "dimension" and "interview" not in long:
        long["interview"] = np.tile(np.arange(rows, dtype=np.int32), times)
        named["interview"] = tuple(f"row {row + 1}" for row in range(rows))
    return long, named


def _with_interviews(table: Rows) -> Rows:
    """Ratings of several dimensions need their interview: who by whom on what, if not named.

    So do those of a column that was only guessed to name interviews, and holds their kinds, or
    numbers that start again for each candidate.
    """
    shared = _interviews_are_shared(table)
    if not shared and ("dimension" not in table.facets or "interview" in table.facets):
        return table
    parts: list[Role] = [role for role in ROLES if role in table.facets and role != "dimension"]
    keys = keys_of(table, parts)
    if table.when is not None:
        keys = keys * (int(table.when.max()) + 1) + table.when
    different, first, codes = np.unique(keys, return_index=True, return_inverse=True)
    names = tuple(f"row {table.row(int(place))}" for place in first)
    at = " at another time" if table.when is not None else ""
    why = (
        f"Column {table.columns.facets['interview']!r} holds the same for several candidates"
        if shared
        else "No column names the interview"
    )
    table.notices.append(
        f"{why}: each different {listed(parts)}{at} counts as one "
        f"({len(different):,} interviews). --interview COLUMN says otherwise."
    )
    return replace(
        table,
        facets={**table.facets, "interview": codes.astype(np.int32)},
        labels={**table.labels, "interview": names},
    )


def _interviews_are_shared(table: Rows) -> bool:
    if "interview" not in table.columns.guessed:
        return False
    interviews = keys_of(table, ["interview"])
    both = np.unique(keys_of(table, ["interview", "candidate"]))
    return len(both) > len(np.unique(interviews))


def keys_of(table: Rows, roles: Sequence[Role]) -> NDArray[np.int64]:
    """One number for each combination of these facets."""
    keys = np.zeros(len(table.written), dtype=np.int64)
    for role in roles:
        keys = keys * len(table.labels[role]) + table.facets[role]
    return keys
