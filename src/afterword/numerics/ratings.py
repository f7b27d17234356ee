"""Ratings as arrays: one row a rating, facets as codes counted from 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from afterword.numerics.errors import (
    CodeOutside,
    InterviewOfTwo,
    LengthsDiffer,
    LevelOutside,
    NoRatings,
    OddLevels,
)

Facet = Literal["candidate", "interviewer", "question", "interview", "dimension"]
FACETS: tuple[Facet, ...] = ("candidate", "interviewer", "question", "interview", "dimension")
NOT_ASSESSED = -1
MOST_LEVELS = 127

Levels = NDArray[np.int8]
Codes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Ratings:
    """N ratings: ``level`` int8 (0..n_levels-1) and, for each facet there is, int32 codes (N,).

    ``counts`` holds how many there are of each facet that is given: codes run from 0 to count-1
    and not every code needs a rating. An interview belongs to one candidate. ``left_out`` counts
    rows that had no level (not assessed) and are not among the N. All arrays are contiguous.
    Build one from anything with :func:`ratings_of`; the constructor only checks.

    Raises NoRatings, OddLevels, LengthsDiffer, LevelOutside, CodeOutside or InterviewOfTwo.
    """

    level: Levels
    n_levels: int
    candidate: Codes | None = None
    interviewer: Codes | None = None
    question: Codes | None = None
    interview: Codes | None = None
    dimension: Codes | None = None
    counts: Mapping[Facet, int] = field(default_factory=dict)
    left_out: int = 0

    def __post_init__(self) -> None:
        if not 2 <= self.n_levels <= MOST_LEVELS:
            raise OddLevels(self.n_levels)
        if not self.level.size:
            raise NoRatings
        _require_levels(self.level, n_levels=self.n_levels)
        for facet, codes in self.facets.items():
            _require_codes(codes, facet, count=self.counts[facet], n=self.n)
        _require_one_candidate_each(self)

    @property
    def n(self) -> int:
        """How many ratings."""
        return self.level.size

    @property
    def facets(self) -> dict[Facet, Codes]:
        """The facets that are given, in the order of FACETS."""
        given = {facet: getattr(self, facet) for facet in FACETS}
        return {facet: codes for facet, codes in given.items() if codes is not None}

    @property
    def n_dimensions(self) -> int:
        """How many dimensions; 1 where none is given."""
        return self.counts.get("dimension", 1)

    def count(self, facet: Facet) -> int:
        """How many there are of a facet; 0 where it is not given."""
        return self.counts.get(facet, 0)

    def rated(self, facet: Facet) -> NDArray[np.intp]:
        """How many ratings each of a facet has, (count,)."""
        codes = self.facets[facet]
        return np.bincount(codes, minlength=self.counts[facet])


def ratings_of(
    level: ArrayLike,
    *,
    n_levels: int,
    counts: Mapping[Facet, int] | None = None,
    **codes: ArrayLike | None,
) -> Ratings:
    """Ratings from anything array-like; rows with level NaN or -1 (not assessed) are left out.

    ``codes`` are named by FACETS. A facet without an entry in ``counts`` has its largest code + 1.
    Raises what :class:`Ratings` raises; rows in messages are counted in the input, from 0.
    """
    levels = np.asarray(level, dtype=np.float64).ravel()
    kept = ~(np.isnan(levels) | (levels == NOT_ASSESSED))
    _require_levels(levels, n_levels=n_levels, kept=kept)
    given = {name: np.asarray(one).ravel() for name, one in codes.items() if one is not None}
    for name, one in given.items():
        if one.size != levels.size:
            raise LengthsDiffer(name, length=one.size, levels=levels.size)
    known: dict[Facet, int] = dict(counts or {})
    taken = {name: _int32(one[kept]) for name, one in given.items()}
    found = {n: int(one.max(initial=-1)) + 1 for n, one in taken.items() if n not in known}
    return Ratings(
        level=np.ascontiguousarray(levels[kept], dtype=np.int8),
        n_levels=n_levels,
        counts={**known, **found},  # type: ignore[dict-item]  # names are checked by Ratings
        left_out=int(levels.size - kept.sum()),
        **taken,
    )


def _int32(codes: NDArray[np.generic]) -> Codes:
    return np.ascontiguousarray(codes, dtype=np.int32)


def _require_levels(
    levels: NDArray[np.generic], *, n_levels: int, kept: NDArray[np.bool_] | None = None
) -> None:
    values = np.asarray(levels)
    outside = (values < 0) | (values > n_levels - 1)
    if values.dtype.kind == "f":
        outside |= values != np.floor(values)
    if kept is not None:
        outside &= kept
    if outside.any():
        row = int(np.argmax(outside))
        raise LevelOutside(row=row, level=float(values[row]), n_levels=n_levels)


def _require_codes(codes: Codes, facet: str, *, count: int, n: int) -> None:
    if codes.size != n:
        raise LengthsDiffer(facet, length=codes.size, levels=n)
    if codes.min() >= 0 and codes.max() < count:
        return
    row = int(np.argmax((codes < 0) | (codes >= count)))
    raise CodeOutside(facet, row=row, code=float(codes[row]), count=count)


def _require_one_candidate_each(ratings: Ratings) -> None:
    if ratings.interview is None or ratings.candidate is None:
        return
    of = np.full(ratings.counts["interview"], -1, dtype=np.int32)
    of[ratings.interview] = ratings.candidate
    other = of[ratings.interview] != ratings.candidate
    if other.any():
        raise InterviewOfTwo(int(ratings.interview[np.argmax(other)]))
