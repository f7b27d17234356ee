"""Threads: sets of ratings that share one thing and nothing else, for the composite likelihood.

Bellio, Ghosh, Owen & Varin treat the ratings of a row as independent given the row's effect; that
holds when no two of them share anything else. Interviews, profiles and a third facet break it, so
each row is split into threads in which nothing else is shared. See docs/sums/large.md.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterword.numerics import kernels
from afterword.numerics.layout import NONE, Layout, Offsets, Packed, in_parts, ordered
from afterword.numerics.model import Component
from afterword.numerics.ratings import Codes

ALIKE = 6
TABLE = 1 << 15


@dataclass(frozen=True, eq=False)
class Part:
    """Codes thread after thread, how long each is, and how many threads hold the same."""

    codes: Packed
    lengths: NDArray[np.int32]
    times: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Threads:
    """Threads in parts; ``longest`` of any."""

    parts: tuple[Part, ...]

    @property
    def longest(self) -> int:
        return max((int(part.lengths.max(initial=0)) for part in self.parts), default=0)

    @property
    def n(self) -> int:
        """How many ratings are in threads."""
        return sum(int(part.lengths @ part.times.astype(np.int64)) for part in self.parts)

    @property
    def written(self) -> int:
        """How many codes are left where threads that hold the same are written once."""
        return sum(part.codes.size for part in self.parts)

    def some(self, *, of: int) -> "Threads":
        """The first thread in so many, for a first guess."""
        return Threads(tuple(_first(part, part.lengths.size // of) for part in self.parts))


def _first(part: Part, many: int) -> Part:
    lengths = part.lengths[:many]
    return Part(part.codes[: lengths.sum()], lengths, part.times[:many])


@dataclass(frozen=True, eq=False)
class Rows:
    """Bundles in ``order``, row after row; ``apart`` are the keys no thread may repeat.

    ``run`` is one more such key, whose equals stand together in each row. ``by_dim`` makes a row of
    each dimension, ``apart_dim`` keeps dimensions apart in a thread.
    """

    order: NDArray[np.int32]
    ends: Offsets
    run: Codes
    apart: tuple[Codes, ...] = ()
    by_dim: bool = False
    apart_dim: bool = False


def threads_of(layout: Layout, rows: Rows) -> Threads:
    """Every row split into threads; those of one rating say nothing and are left out."""
    cuts = _cuts(rows.ends, parts=layout.parts)
    keys = [*rows.apart, NONE, NONE][:2]

    def part(p: int) -> Part:
        out, lengths = np.empty(layout.n, np.uint16), np.empty(layout.n // 2 + 1, np.int32)
        seen = [np.zeros((int(key.max(initial=-1)) + 1, 2), np.uint64) for key in keys]
        codes, found = kernels.thread(
            cuts[p], cuts[p + 1], rows.ends, rows.order, layout.first, layout.code, layout.dim_of,
            layout.n_dims, rows.by_dim, rows.apart_dim, rows.run, *keys, *seen, out, lengths,
        )  # fmt: skip
        return _each_once(layout, out[:codes], lengths[:found])

    return Threads(tuple(in_parts(part, len(cuts) - 1)))


def _each_once(layout: Layout, codes: Packed, lengths: NDArray[np.int32]) -> Part:
    """Threads that hold the same are as likely, so that their likelihood is computed once."""
    width = int(layout.n_dims * layout.n_levels).bit_length()
    times = np.empty(lengths.size, np.int32)
    many, kept = kernels.alike(
        codes, lengths, min(ALIKE, 63 // width), width, np.zeros(TABLE, np.uint64),
        np.empty(TABLE, np.int32), times,
    )  # fmt: skip
    return Part(codes[:many].copy(), lengths[:kept].copy(), times[:kept].copy())


def _cuts(ends: Offsets, *, parts: int) -> tuple[int, ...]:
    total = ends[-1] if ends.size else 0
    wanted = [total * part // parts for part in range(1, parts)]
    return (0, *(int(at) for at in np.searchsorted(ends, wanted)), ends.size)


def rows_of(layout: Layout, component: Component, *, among: Collection[Component]) -> Rows:
    """The rows that tell about one component, where the model has the components ``among``."""
    who = (layout.who,) if "interviewer" in among else ()
    what = (layout.what,) if "question" in among else ()
    of = layout.of if "candidate" in among else NONE  # bundles lie by candidate
    profile = "profile" in among
    if component == "interviewer":
        order, ends = ordered(layout.who, layout.n_interviewers)
        return Rows(order, ends, of, apart=what)
    if component == "question":
        order, ends = ordered(layout.what, layout.n_questions)
        return Rows(order, ends, of, apart=who)
    as_they_lie = np.arange(layout.who.size, dtype=np.int32)
    if component == "interview":
        return Rows(as_they_lie, np.arange(1, layout.who.size + 1), NONE, apart_dim=profile)
    return Rows(
        as_they_lie,
        layout.bundle_ends,
        _interviews(layout) if "interview" in among else NONE,
        apart=(*who, *what),
        by_dim=component == "profile",
        apart_dim=profile and component == "candidate",
    )


def _interviews(layout: Layout) -> Codes:
    """The interview of each bundle."""
    bundles = np.diff(layout.interview_ends, prepend=0)
    return np.repeat(np.arange(layout.n_interviews, dtype=np.int32), bundles)
