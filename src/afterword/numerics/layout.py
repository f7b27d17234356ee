"""Millions of ratings in the order that the passes read them: by candidate, then interview.

A *bundle* is a run of ratings of one interview that share interviewer and question: most
interviews are one bundle. Two bytes a rating and twelve a bundle are all that the passes read.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from afterword.numerics import kernels
from afterword.numerics.ratings import Codes, Facet, Ratings

NONE = np.empty(0, np.int32)
Packed = NDArray[np.uint16]  # what may be several codes in one
Offsets = NDArray[np.int64]
R = TypeVar("R")


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="sums")


def in_parts(work: Callable[[int], R], parts: int) -> list[R]:
    """Results of ``work(part)`` in order of the parts, whichever thread was first."""
    if parts == 1:
        return [work(0)]
    return list(_pool().map(work, range(parts)))


def parts_for(n: int) -> int:
    """How many parts: decided by the data alone, so that sums are always added the same way."""
    return 1 if n < 10_000 else 2 if n < 200_000 else 4


@dataclass(frozen=True, eq=False)
class Layout:
    """Ratings sorted by candidate and interview; see the module for a bundle.

    ``code`` (N,) is dimension * n_levels + level. Bundle b holds ratings first[b] to first[b+1]
    and is of interviewer ``who[b]``, question ``what[b]`` and candidate ``of[b]``. Candidate c has
    the interviews up to ``ends[c]``, interview v the bundles up to ``interview_ends[v]``;
    ``interview_at`` lists the interviews of the input in this order, None where there are none.
    ``cuts`` are the candidates at which the parts begin, and the end.
    """

    code: Packed
    first: Offsets
    who: Codes
    what: Codes
    of: Codes
    ends: Offsets
    interview_ends: Offsets
    interview_at: Offsets | None
    cuts: tuple[int, ...]
    n_levels: int
    n_dims: int
    n_interviewers: int
    n_questions: int

    @property
    def n(self) -> int:
        return self.code.size

    @property
    def n_candidates(self) -> int:
        return self.ends.size

    @property
    def n_interviews(self) -> int:
        return self.interview_ends.size

    @property
    def parts(self) -> int:
        return len(self.cuts) - 1

    @cached_property
    def bundle_ends(self) -> Offsets:
        """Where the bundles of each candidate end."""
        return np.concatenate([[0], self.interview_ends])[self.ends]

    @property
    def dim_of(self) -> NDArray[np.uint16]:
        """The dimension of each code."""
        codes = np.arange(self.n_dims * self.n_levels)
        return (codes // self.n_levels).astype(np.uint16)

    @property
    def arrays(self) -> tuple[NDArray[np.generic], ...]:
        """What every pass over the ratings begins with."""
        return (
            self.ends, self.interview_ends, self.first, self.who, self.what, self.code, self.dim_of,
        )  # fmt: skip


def layout_of(ratings: Ratings) -> Layout:
    """Ratings in reading order, by two counting sorts: the cost is linear."""
    candidates = _given(ratings, "candidate")
    by_interview = ratings.interview is not None
    group = _given(ratings, "interview") if by_interview else candidates
    sizes = tallied(group, ratings.count("interview") if by_interview else _count(ratings))
    interview_at, ends = _interviews(ratings, candidates) if by_interview else (None, None)
    in_order = sizes if interview_at is None else sizes[interview_at]
    group_ends = np.cumsum(in_order)
    starts = np.empty(sizes.size, np.int64)
    starts[slice(None) if interview_at is None else interview_at] = group_ends - in_order
    cuts = _cuts(group_ends, parts=parts_for(ratings.n))
    rows = _scattered(ratings, group, starts, group_ends, cuts)
    code, first, who, what, interview_ends = _bundled(rows, group_ends, cuts)
    if ends is None:
        ends = np.arange(1, sizes.size + 1)
    heads = np.concatenate([[0], interview_ends])[np.concatenate([[0], ends])]
    return Layout(
        code=code,
        first=first,
        who=who,
        what=what,
        of=np.repeat(np.arange(ends.size, dtype=np.int32), np.diff(heads)),
        ends=ends,
        interview_ends=interview_ends,
        interview_at=interview_at,
        cuts=_cuts(heads[1:], parts=parts_for(ratings.n)),
        n_levels=ratings.n_levels,
        n_dims=ratings.n_dimensions,
        n_interviewers=max(ratings.count("interviewer"), 1),
        n_questions=max(ratings.count("question"), 1),
    )


def tallied(codes: Codes | Packed, count: int) -> Offsets:
    """How often each code from 0 to count - 1 occurs."""
    counts = np.zeros(count, np.int64)
    kernels.tally(codes, counts)
    return counts


def ordered(codes: Codes, count: int) -> tuple[NDArray[np.int32], Offsets]:
    """Positions sorted by code (stable), and where each code ends among them."""
    counts = tallied(codes, count)
    ends = np.cumsum(counts)
    order = np.empty(codes.size, np.int32)
    kernels.order_by(codes, ends - counts, order)
    return order, ends


def _count(ratings: Ratings) -> int:
    return ratings.count("candidate") or 1


def _given(ratings: Ratings, facet: Facet) -> Codes:
    codes = ratings.facets.get(facet)
    return np.zeros(ratings.n, np.int32) if codes is None else codes


def _interviews(ratings: Ratings, candidates: Codes) -> tuple[Offsets, Offsets]:
    """Interviews sorted by their candidate, and where those of each candidate end."""
    owner = np.zeros(ratings.count("interview"), np.int32)
    owner[ratings.interview] = candidates
    order, ends = ordered(owner, _count(ratings))
    return order.astype(np.int64), ends


def _cuts(ends: Offsets, *, parts: int) -> tuple[int, ...]:
    """Where to cut the groups so that parts hold about as much each."""
    total = ends[-1] if ends.size else 0
    inner = np.searchsorted(ends, [total * part // parts for part in range(1, parts)])
    return (0, *(int(at) for at in inner), ends.size)


def _scattered(
    ratings: Ratings, group: Codes, starts: Offsets, group_ends: Offsets, cuts: Sequence[int]
) -> NDArray[np.int32]:
    """Who, what and code of each rating, (N, 3), in reading order."""
    rows = np.empty((ratings.n, 3), np.int32)
    heads = np.concatenate([[0], group_ends])[list(cuts[1:-1])]
    part_of = np.searchsorted(heads, starts, side="right").astype(np.uint8)
    dimension, interviewer, question = (
        ratings.facets.get(facet, NONE) for facet in ("dimension", "interviewer", "question")
    )

    def part(p: int) -> None:
        kernels.scatter(
            group, part_of, p, starts, ratings.level, dimension, interviewer, question,
            ratings.n_levels, rows,
        )  # fmt: skip

    in_parts(part, len(cuts) - 1)
    return rows


def _bundled(
    rows: NDArray[np.int32], group_ends: Offsets, cuts: Sequence[int]
) -> tuple[Packed, Offsets, Codes, Codes, Offsets]:
    """Codes; where each bundle begins (and the end), its interviewer and question; ends by
    interview."""
    code, none, nobody = np.empty(rows.shape[0], np.uint16), np.empty(0, np.int64), NONE

    def counted(p: int) -> int:
        found: int = kernels.bundle(
            group_ends, cuts[p], cuts[p + 1], rows, False, 0, code, none, nobody, nobody, none
        )
        return found

    begins = np.concatenate([[0], np.cumsum(in_parts(counted, len(cuts) - 1))])
    first = np.full(begins[-1] + 1, rows.shape[0], np.int64)
    who, what = np.empty(begins[-1], np.int32), np.empty(begins[-1], np.int32)
    ends = np.zeros(group_ends.size + 1, np.int64)

    def filled(p: int) -> None:
        kernels.bundle(
            group_ends, cuts[p], cuts[p + 1], rows, True, begins[p], code, first, who, what, ends
        )

    in_parts(filled, len(cuts) - 1)
    return code, first, who, what, ends[1:]
