"""What a fit may be given: arrays, a reading of a file, or columns by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from afterword.numerics.errors import NoRatings, Refused
from afterword.numerics.model import Floats
from afterword.numerics.ratings import FACETS, Facet, Ratings, ratings_of

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


class NoSuchColumns(Refused):
    """These columns are not what a fit takes; the message says which and why."""


def taken(
    given: "Ratings | Named | Frame | Mapping[str, ArrayLike]",
    *,
    labels: Labels | None,
    n_levels: int | None,
) -> tuple[Ratings, Labels]:
    """Ratings with the names of their codes. Raises Refused with a sentence."""
    if isinstance(given, Ratings):
        return given, labels or {}
    if isinstance(given, Mapping):
        return _coded(given, n_levels=n_levels)
    if isinstance(given, Named):
        return given.ratings, labels or given.labels
    if not hasattr(given, "columns"):
        raise NoSuchColumns(
            f"A {type(given).__name__} is no table of ratings. Give columns by name, a data frame, "
            "or a file as read_ratings(Path(...)) reads it."
        )
    return _coded({name: given[name] for name in given.columns}, n_levels=n_levels)


def _coded(
    columns: "Mapping[str, ArrayLike]", *, n_levels: int | None
) -> tuple[Ratings, dict[Facet, Sequence[str]]]:
    """Columns of names as codes; levels are counted from 1, NaN and None are not assessed."""
    _require_columns(columns)
    levels = _levels(columns["level"])
    names: dict[Facet, Sequence[str]] = {}
    codes = {}
    for facet in FACETS:
        if facet in columns:
            seen, codes[facet] = _named(facet, columns[facet])
            names[facet] = tuple(str(one) for one in seen)
    most = int(np.nanmax(levels))
    counts = {facet: len(seen) for facet, seen in names.items()}
    return ratings_of(levels - 1, n_levels=n_levels or max(most, 2), counts=counts, **codes), names


def _require_columns(columns: "Mapping[str, ArrayLike]") -> None:
    there = ", ".join(map(str, columns))
    if "level" not in columns:
        raise NoSuchColumns(f"No column is called level. There are: {there}.")
    if not any(facet in columns for facet in FACETS):
        raise NoSuchColumns(
            f"No column is called {', '.join(FACETS[:-1])} or {FACETS[-1]}. There are: {there}."
        )


def _levels(written: "ArrayLike") -> Floats:
    try:
        levels = np.asarray(written, dtype=float)
    except (TypeError, ValueError) as odd:
        raise NoSuchColumns(f"Column level holds something that is no number: {odd}.") from odd
    given = np.isfinite(levels)
    if not given.any():
        raise NoRatings
    broken = given & ((levels < 1) | (levels % 1 != 0))
    if broken.any():
        at = int(np.argmax(broken))
        raise NoSuchColumns(
            f"Place {at} of column level holds {levels[at]:g}; levels are whole numbers from 1."
        )
    return levels


def _named(
    facet: Facet, written: "ArrayLike"
) -> tuple["np.ndarray[tuple[int], np.dtype[np.object_]]", "NDArray[np.intp]"]:
    """The different names in their order, and the code of each rating."""
    column = np.asarray(written)
    if column.dtype.kind in "Of":  # only these can hold None or NaN
        for at, one in enumerate(column.tolist()):
            if one is None or one != one:  # NaN is not itself
                raise NoSuchColumns(f"Place {at} of column {facet} is empty.")
    return np.unique(column, return_inverse=True)
