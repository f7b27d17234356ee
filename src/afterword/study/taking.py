"""What a fit may be given: arrays, a reading of a file, or columns by name."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from afterword.numerics.ratings import FACETS, Facet, Ratings, ratings_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Labels = Mapping[Facet, Sequence[str]]


class Named(Protocol):
    """What a file reader gives: ratings with the names of their codes."""

    @property
    def ratings(self) -> Ratings: ...

    @property
    def labels(self) -> Mapping[Facet, Sequence[str]]: ...


def taken(
    given: "Ratings | Named | Mapping[str, ArrayLike]",
    *,
    labels: Labels | None,
    n_levels: int | None,
) -> tuple[Ratings, Labels]:
    """Ratings as the sums take them, and what each code is called."""
    if isinstance(given, Ratings):
        return given, labels or {}
    if isinstance(given, Mapping):
        return _coded(given, n_levels=n_levels)
    return given.ratings, labels or given.labels


def _coded(
    columns: "Mapping[str, ArrayLike]", *, n_levels: int | None
) -> tuple[Ratings, dict[Facet, Sequence[str]]]:
    """Columns of names as codes; levels are counted from 1, NaN is not assessed."""
    levels = np.asarray(columns["level"], dtype=float) - 1
    names: dict[Facet, Sequence[str]] = {}
    codes = {}
    for facet in FACETS:
        if facet in columns:
            seen, codes[facet] = np.unique(np.asarray(columns[facet]), return_inverse=True)
            names[facet] = tuple(str(one) for one in seen)
    most = int(np.nanmax(levels)) + 1
    counts = {facet: len(seen) for facet, seen in names.items()}
    return ratings_of(levels, n_levels=n_levels or max(most, 2), counts=counts, **codes), names
