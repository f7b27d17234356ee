"""Any file of ratings, read: arrays for the sums, names for people, and what was assumed, said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.ratings import Ratings
from afterword.study.columns import ROLES, Asked, Columns, Role, columns_of
from afterword.study.errors import CannotRead
from afterword.study.files import Source, columns_read, looked_at
from afterword.study.scale import NoNumber, Scale, asked_scale, guessed_scale

if TYPE_CHECKING:
    import polars as pl

Repeats = Literal["refuse", "keep", "last"]
Codes = NDArray[np.int32]
Labels = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A file that was read.

    `labels` names each code of each facet; codes are in the order of the names (numbers as
    numbers). `notices` are sentences about what was guessed, left out or looks strange.
    """

    source: str
    rows: int
    columns: Columns
    scale: Scale
    ratings: Ratings
    labels: Mapping[Role, Labels]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Table:
    """The file with one row a rating: codes and names of each facet, and of what was written."""

    source: Source
    columns: Columns
    rows: int
    facets: Mapping[Role, Codes]
    labels: Mapping[Role, Labels]
    written: Codes
    entries: Labels
    notices: list[str] = field(default_factory=list)

    def row(self, place: int) -> int:
        """The row of the file, counted from 1 after the header."""
        return place % self.rows + 1

    def column(self, place: int) -> str:
        return self.columns.levels[place // self.rows]


def read_ratings(
    path: Path,
    asked: Asked | None = None,
    *,
    scale: str | None = None,
    repeats: Repeats = "refuse",
    free: int | None = None,
) -> Reading:
    """Ratings with the levels of a scale. Raises CannotRead: which row, which column, what to do.

    `scale` names the levels (`1..5`, or words with commas); without it they are found. A rating
    that stands twice is refused unless `repeats` says to keep both or the last. `free` is the
    memory that may be used, in bytes.
    """
    table = _read(path, asked or Asked(), free=free)
    levels = asked_scale(scale) if scale else _scale_found(table)
    level = _levels(table, levels)
    kept = _kept_of_repeats(table, level >= 0, repeats)
    _require_one_candidate_each(table, kept)
    facets = {role: codes[kept] for role, codes in table.facets.items()}
    _require_ratings(table, kept)
    labels, facets = _only_used(table.labels, facets)
    ratings = Ratings(
        level=level[kept],
        n_levels=len(levels.names),
        counts={role: len(names) for role, names in labels.items()},
        left_out=int((level < 0).sum()),
        **{role: np.ascontiguousarray(codes) for role, codes in facets.items()},
    )
    table.notices.extend(_strange(ratings, labels))
    return Reading(
        path.name, table.rows, table.columns, levels, ratings, labels, tuple(table.notices)
    )


# --- the file as a table with one row a rating


def _read(path: Path, asked: Asked, *, free: int | None) -> _Table:
    source = looked_at(path)
    columns = columns_of(source.seen, asked)
    frame = columns_read(source, columns.taken, free=free)
    facets, labels = _facets(frame, columns)
    written, entries = _written(frame, columns.levels)
    if columns.wide_by:
        facets, labels = _melted(facets, labels, columns, rows=frame.height)
    table = _Table(source, columns, frame.height, facets, labels, written, entries)
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


def _require_filled(frame: "pl.DataFrame", name: str, role: Role) -> None:
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


def _with_interviews(table: _Table) -> _Table:
    """Ratings of several dimensions need their interview: who by whom on what, if not named."""
    if "dimension" not in table.facets or "interview" in table.facets:
        return table
    parts: list[Role] = [
        role for role in ROLES if role in table.facets and role not in ("interview", "dimension")
    ]
    keys = _keys(table, parts)
    different, first, codes = np.unique(keys, return_index=True, return_inverse=True)
    names = tuple(f"row {table.row(int(place))}" for place in first)
    table.notices.append(
        f"No column names the interview: each different {_and(parts)} counts as one "
        f"({len(different):,} interviews). --interview COLUMN says otherwise."
    )
    return _Table(
        table.source,
        table.columns,
        table.rows,
        {**table.facets, "interview": codes.astype(np.int32)},
        {**table.labels, "interview": names},
        table.written,
        table.entries,
        table.notices,
    )


def _keys(table: _Table, roles: Sequence[Role]) -> NDArray[np.int64]:
    """One number for each combination of these facets."""
    keys = np.zeros(len(table.written), dtype=np.int64)
    for role in roles:
        keys = keys * len(table.labels[role]) + table.facets[role]
    return keys


# --- levels, repeats, and what cannot be


def _scale_found(table: _Table) -> Scale:
    names = " and ".join(table.columns.levels[:2])
    used = np.unique(table.written)
    try:
        return guessed_scale((table.entries[one] for one in used), column=names)
    except NoNumber as odd:
        place = int(np.argmax(table.written == table.entries.index(odd.written)))
        raise CannotRead(
            f"Row {table.row(place)}, column {table.column(place)!r}: {odd.written!r} is no "
            "number, and others are. Correct it, leave the cell empty for not assessed, or name "
            "the levels: --scale '1,2,3,4'."
        ) from odd


def _levels(table: _Table, scale: Scale) -> NDArray[np.int8]:
    places = [scale.place(entry) for entry in table.entries]
    outside = np.array([place is None for place in places])
    if outside[table.written].any():
        place = int(np.argmax(outside[table.written]))
        count = int(outside[table.written].sum())
        more = f" So are {count - 1:,} more." if count > 1 else ""
        raise CannotRead(
            f"Row {table.row(place)}, column {table.column(place)!r}: "
            f"{table.entries[table.written[place]]!r} is outside the scale ({scale}).{more} "
            "Correct it, leave the cell empty for not assessed, or widen --scale."
        )
    codes = np.array([-1 if place is None else place for place in places], dtype=np.int8)
    return codes[table.written]


def _kept_of_repeats(
    table: _Table, assessed: NDArray[np.bool_], repeats: Repeats
) -> NDArray[np.bool_]:
    """Which ratings count, where the same one stands twice."""
    if repeats == "keep" or "dimension" not in table.facets:
        _notice_again(table, assessed)
        return assessed
    keys = _keys(table, list(table.facets))
    keys[~assessed] = -1 - np.flatnonzero(~assessed)
    # Later ratings stand first here, so that what np.unique keeps is the last.
    _, last, times = np.unique(keys[::-1], return_index=True, return_counts=True)
    if len(last) == len(keys):
        return assessed
    if repeats == "refuse":
        raise _repeated(table, keys, keys[::-1][last[np.argmax(times > 1)]])
    kept = np.zeros_like(assessed)
    kept[len(keys) - 1 - last] = True
    table.notices.append(f"{len(keys) - len(last):,} earlier ratings were replaced by later ones.")
    return kept & assessed


def _repeated(table: _Table, keys: NDArray[np.int64], key: np.int64) -> CannotRead:
    first, second = (table.row(int(place)) for place in np.flatnonzero(keys == key)[:2])
    return CannotRead(
        f"Row {second} rates again what row {first} rated: the same {_and(list(table.facets))}. "
        "Name the interview if there were two (--interview COLUMN), or say what counts: "
        "--repeats last, --repeats keep."
    )


def _notice_again(table: _Table, assessed: NDArray[np.bool_]) -> None:
    keys = _keys(table, list(table.facets))[assessed]
    again = len(keys) - len(np.unique(keys))
    if again:
        table.notices.append(
            f"{again:,} times the same {_and(list(table.facets))} was rated again: "
            "counted as separate ratings."
        )


def _require_one_candidate_each(table: _Table, kept: NDArray[np.bool_]) -> None:
    if "interview" not in table.facets:
        return
    interview, candidate = table.facets["interview"][kept], table.facets["candidate"][kept]
    of = np.full(len(table.labels["interview"]), -1, dtype=np.int32)
    of[interview] = candidate
    other = of[interview] != candidate
    if other.any():
        odd = interview[np.argmax(other)]
        raise CannotRead(
            f"Interview {table.labels['interview'][odd]!r} has ratings of two candidates "
            f"(row {table.row(int(np.flatnonzero(kept)[np.argmax(other)]))} and others); an "
            "interview is of one. If its numbers start again for each candidate, leave the column "
            "out: --interview -."
        )


def _require_ratings(table: _Table, kept: NDArray[np.bool_]) -> None:
    if not kept.any():
        raise CannotRead(f"{table.source.path.name} holds no rating with a level.")


def _only_used(
    labels: Mapping[Role, Labels], facets: Mapping[Role, Codes]
) -> tuple[dict[Role, Labels], dict[Role, Codes]]:
    """Names and codes of what still has a rating once unassessed rows are left out."""
    names: dict[Role, Labels] = {}
    codes: dict[Role, Codes] = {}
    for role, old in facets.items():
        rated = np.bincount(old, minlength=len(labels[role])) > 0
        new = (np.cumsum(rated) - 1).astype(np.int32)
        codes[role] = new[old]
        names[role] = tuple(name for name, one in zip(labels[role], rated, strict=True) if one)
    return names, codes


def _strange(ratings: Ratings, labels: Mapping[Role, Labels]) -> list[str]:
    """What a person should know before believing the numbers."""
    found = []
    for role in ("interviewer", "question"):
        if role in labels and len(labels[role]) > 1:
            once = int((ratings.rated(role) == 1).sum())
            if once > len(labels[role]) / 2:
                found.append(
                    f"{once:,} of {len(labels[role]):,} {role}s gave one rating only: about them "
                    "there is little to say. Is it the right column?"
                )
    return found


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
