"""What a fit may be given: arrays, a reading of a file, or columns by name."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from afterword.numerics.errors import NoRatings
from afterword.numerics.ratings import Facet, Ratings, ratings_of
from afterword.study.levels_given import is_missing, levels_of
from afterword.study.shaping import Asked, NoSuchColumns, Shape, shape_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Labels = Mapping[Facet, Sequence[str]]


@runtime_checkable
class Named(Protocol):
    """What a file reader gives: ratings with the names of their codes."""

    @property
    def ratings(self) -> Ratings: ...

    @property
    def labels(self) -> Mapping[Facet, Sequence[str]]: ...


class Frame(Protocol):
    """A data frame, whoever made it: pandas, polars."""

    @property
    def columns(self) -> Iterable[str]: ...

    def __getitem__(self, name: str, /) -> "ArrayLike": ...


def taken(
    given: "Ratings | Named | Frame | Mapping[str, ArrayLike]",
    *,
    columns: Asked | None = None,
    levels: Sequence[str] | None = None,
    labels: Labels | None = None,
    n_levels: int | None = None,
) -> tuple[Ratings, Labels]:
    """Ratings with the names of their codes. Raises Refused with a sentence."""
    coded = isinstance(given, Ratings | Named) and not isinstance(given, Mapping)
    if coded and (columns or levels or n_levels):
        raise NoSuchColumns(
            "These ratings have their columns and levels already: columns=, levels= and n_levels= "
            "are for tables. read_ratings(...) takes Asked(...) and scale= of a file."
        )
    if not coded and labels:
        raise NoSuchColumns("labels= names the codes of arrays; a table holds the names itself.")
    if isinstance(given, Ratings):
        return given, labels or {}
    if isinstance(given, Named) and not isinstance(given, Mapping):
        return given.ratings, labels or given.labels
    table = given if isinstance(given, Mapping) else _columns_of(given)
    return _coded(table, shape_of(table, columns), words=levels, n_levels=n_levels)


def _columns_of(given: object) -> "Mapping[str, ArrayLike]":
    if hasattr(given, "collect_schema") and not hasattr(given, "to_dict"):
        raise NoSuchColumns("A lazy frame holds no ratings yet: fit(frame.collect()).")
    if isinstance(given, str | Path):
        raise NoSuchColumns(
            f"A file is read first: fit(read_ratings({str(given)!r})), which says what it took "
            "each column for."
        )
    if not hasattr(given, "columns"):
        raise NoSuchColumns(
            f"A {type(given).__name__} is no table of ratings. Give columns by name, a data frame, "
            "or a file as read_ratings(...) reads it."
        )
    frame: Frame = given  # type: ignore[assignment]  # as far as anybody can tell
    return {name: frame[name] for name in frame.columns}


def _coded(
    table: "Mapping[str, ArrayLike]", shape: Shape, *, words: Sequence[str] | None,
    n_levels: int | None,
) -> tuple[Ratings, dict[Facet, Sequence[str]]]:  # fmt: skip
    """Columns of names as codes; levels are counted from 1, NaN and None are not assessed."""
    each = [levels_of(table[name], name=name, words=words) for name in shape.levels]
    level = np.concatenate([one.level for one in each])
    if not np.isfinite(level).any():
        raise NoRatings
    names: dict[Facet, Sequence[str]] = {}
    codes: dict[Facet, NDArray[np.intp]] = {}
    for facet, name in shape.facets.items():
        names[facet], own = _named(name, table[name])
        codes[facet] = np.tile(own, len(each))
    if shape.wide_by:
        _widen(names, codes, shape.levels, by=shape.wide_by, rows=each[0].level.size)
    most = max(int(np.nanmax(level)), *(one.many for one in each), 2)
    counts = {facet: len(seen) for facet, seen in names.items()}
    return ratings_of(level - 1, n_levels=n_levels or most, counts=counts, **codes), names


def _widen(
    names: dict[Facet, Sequence[str]], codes: "dict[Facet, NDArray[np.intp]]",
    columns: Sequence[str], *, by: Facet, rows: int,
) -> None:  # fmt: skip
    """Each row of a wide table holds a rating for each of its columns, of one interview."""
    names[by] = columns
    codes[by] = np.repeat(np.arange(len(columns)), rows)
    if by == "dimension" and "interview" not in names:
        names["interview"] = tuple(f"row {row + 1}" for row in range(rows))
        codes["interview"] = np.tile(np.arange(rows), len(columns))


def _named(name: str, written: "ArrayLike") -> "tuple[tuple[str, ...], NDArray[np.intp]]":
    """The different names in their order (numbers by size), and the code of each rating."""
    column = np.asarray(written)
    if column.dtype.kind in "OfmM":  # only these can hold None, NaN or no date
        empty = next((at for at, one in enumerate(column.tolist()) if is_missing(one)), None)
        if empty is not None:
            raise NoSuchColumns(
                f"Place {empty} of column {name} is empty: every rating needs its {name}. Fill it "
                "in, or leave the row out."
            )
    try:
        seen, codes = np.unique(column, return_inverse=True)
    except TypeError:  # numbers among words: none comes before the other
        seen, codes = np.unique(column.astype(str), return_inverse=True)
    return tuple(str(one) for one in seen), codes
