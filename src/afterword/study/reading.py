"""Any file of ratings, read: arrays for the sums, names for people, and what was assumed, said."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.ratings import Ratings
from afterword.study.columns import Asked, Columns, Role
from afterword.study.errors import CannotRead
from afterword.study.notebook import of_reading, told_of
from afterword.study.rows import Codes, Labels, Rows, keys_of, read_rows
from afterword.study.scale import Measured, NoNumber, Scale, asked_scale, guessed_scale
from afterword.study.terminal import plain
from afterword.study.words import listed

Repeats = Literal["refuse", "keep", "last"]


@dataclass(frozen=True, repr=False)
class Reading:
    """A file that was read; shown in a notebook, it says what it took each column for.

    `labels` names each code of each facet; codes are in the order of the names (numbers as
    numbers). `when` is the place in time of each interview, or of each rating where there are
    none. `notices` are sentences about what was guessed, left out or looks strange.
    """

    source: str
    rows: int
    columns: Columns
    scale: Scale
    ratings: Ratings
    labels: Mapping[Role, Labels]
    notices: tuple[str, ...] = ()
    when: Codes | None = None

    def __repr__(self) -> str:
        return plain("\n".join(told_of(self)))

    def _repr_html_(self) -> str:
        return of_reading(self)


def read_ratings(
    path: Path | str,
    asked: Asked | None = None,
    *,
    scale: str | None = None,
    repeats: Repeats | None = None,
    free: int | None = None,
) -> Reading:
    """Ratings with the levels of a scale. Raises CannotRead: which row, which column, what to do.

    `scale` names the levels (`1..5`, or words with commas); without it they are found. `repeats`
    says what counts where the same rating stands twice: by default it is refused where dimensions
    are named, and counted as another rating where they are not. `free` is the memory that may be
    used, in bytes.
    """
    table = read_rows(Path(path), asked or Asked(), free=free)
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
    table.notices[:0] = [] if scale else _stray(table, level, levels)
    table.notices.extend([levels.ordered] if levels.ordered else [])
    table.notices.extend(_counted(table))
    table.notices.extend(_strange(ratings, labels))
    when = None if table.when is None else _by_interview(table.when[kept], ratings)
    return Reading(
        Path(path).name,
        table.rows,
        table.columns,
        levels,
        ratings,
        labels,
        tuple(table.notices),
        when,
    )


def _by_interview(when: Codes, ratings: Ratings) -> Codes:
    """When each interview began: the first of its ratings."""
    if ratings.interview is None:
        return when
    began = np.full(ratings.counts["interview"], int(when.max(initial=0)), np.int32)
    np.minimum.at(began, ratings.interview, when)
    return began


def _scale_found(table: Rows) -> Scale:
    used = np.unique(table.written)
    try:
        return guessed_scale((table.entries[one] for one in used), columns=table.columns.levels)
    except Measured as odd:
        raise (odd.at(table.row(table.first(odd.written))) if odd.written else odd) from odd
    except NoNumber as odd:
        place = table.first(odd.written)
        raise CannotRead(
            f"Row {table.row(place)}, column {table.column(place)!r}: {odd.written!r} is no "
            "number, and others are. Correct it, leave the cell empty for not assessed, or name "
            "the levels: --scale '1,2,3,4'."
        ) from odd


def _levels(table: Rows, scale: Scale) -> NDArray[np.int8]:
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
    table: Rows, assessed: NDArray[np.bool_], repeats: Repeats | None
) -> NDArray[np.bool_]:
    """Which ratings count, where the same one stands twice."""
    if (repeats or ("refuse" if "dimension" in table.facets else "keep")) == "keep":
        _notice_again(table, assessed)
        return assessed
    keys = keys_of(table, list(table.facets))
    keys[~assessed] = -1 - np.flatnonzero(~assessed)
    # Later ratings stand first here, so that what np.unique keeps is the last.
    _, last, times = np.unique(keys[::-1], return_index=True, return_counts=True)
    if len(last) == len(keys):
        return assessed
    if repeats != "last":
        raise _repeated(table, keys, keys[::-1][last[np.argmax(times > 1)]])
    kept = np.zeros_like(assessed)
    kept[len(keys) - 1 - last] = True
    table.notices.append(f"{len(keys) - len(last):,} earlier ratings were replaced by later ones.")
    return kept & assessed


def _repeated(table: Rows, keys: NDArray[np.int64], key: np.int64) -> CannotRead:
    first, second = (table.row(int(place)) for place in np.flatnonzero(keys == key)[:2])
    return CannotRead(
        f"Row {second} rates again what row {first} rated: the same {listed(list(table.facets))}. "
        "Name the interview if there were two (--interview COLUMN, --when COLUMN), or say what "
        "counts: --repeats last, --repeats keep."
    )


def _notice_again(table: Rows, assessed: NDArray[np.bool_]) -> None:
    keys = keys_of(table, list(table.facets))[assessed]
    ordered = np.sort(keys)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if again.size:
        places = np.flatnonzero(assessed)[np.flatnonzero(keys == again[0])[:2]]
        first, second = (table.row(int(place)) for place in places)
        ratings = "1 rating repeats" if again.size == 1 else f"{again.size:,} ratings repeat"
        table.notices.append(
            f"{ratings} another of the same {listed(list(table.facets))}, as row {second} does row "
            f"{first}. All of them count; --repeats last counts the last of each."
        )


def _require_one_candidate_each(table: Rows, kept: NDArray[np.bool_]) -> None:
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


def _require_ratings(table: Rows, kept: NDArray[np.bool_]) -> None:
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


def _stray(table: Rows, level: NDArray[np.int8], scale: Scale) -> list[str]:
    """A level at an end of a scale that was found, given once and beyond levels never given: most
    likely a slip, or how somebody writes that nothing was assessed."""
    given = np.flatnonzero(np.bincount(level[level >= 0]))
    found = []
    for end, next_to in ((given[0], given[1]), (given[-1], given[-2])) if len(given) > 2 else ():
        places = np.flatnonzero(level == end)
        if abs(int(end) - int(next_to)) > 1 and len(places) == 1:
            place = int(places[0])
            found.append(
                f"Row {table.row(place)}, column {table.column(place)!r} holds the only "
                f"{scale.names[end]}, and the next is {scale.names[next_to]}. If it is a slip, "
                "correct it; if nothing was assessed, empty the cell; if it is a level, "
                f"--scale {scale.names[0]}..{scale.names[-1]} says so."
            )
    return found


def _counted(table: Rows) -> list[str]:
    """Of a table of counts only the rows are seen."""
    return [
        f"Column {name!r} may say how often each row was seen. Each counts once here: write a row "
        "for each rating if it was more."
        for name in table.columns.counts
    ]


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
