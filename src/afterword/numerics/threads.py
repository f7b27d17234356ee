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
from afterword.numerics.layout import NONE, Layout, Levels, Places, in_parts, ordered
from afterword.numerics.model import Component
from afterword.numerics.ratings import Codes


@dataclass(frozen=True, eq=False)
class Threads:
    """Codes thread after thread, in ``parts`` of (codes, lengths); ``longest`` of any."""

    parts: tuple[tuple[Levels, NDArray[np.int32]], ...]

    @property
    def longest(self) -> int:
        return max((int(lengths.max(initial=0)) for _, lengths in self.parts), default=0)

    @property
    def n(self) -> int:
        """How many ratings are in threads."""
        return sum(codes.size for codes, _ in self.parts)

    def some(self, *, of: int) -> "Threads":
        """The first thread in so many, for a first guess."""
        kept = [(codes, lengths[: lengths.size // of]) for codes, lengths in self.parts]
        return Threads(tuple((codes[: lengths.sum()], lengths) for codes, lengths in kept))


@dataclass(frozen=True, eq=False)
class Rows:
    """Bundles in ``order``, row after row; ``apart`` are the keys no thread may repeat.

    ``by_dim`` makes a row of each dimension, ``apart_dim`` keeps dimensions apart in a thread.
    """

    order: NDArray[np.int32]
    ends: Places
    apart: tuple[Codes, ...] = ()
    by_dim: bool = False
    apart_dim: bool = False


def threads_of(layout: Layout, rows: Rows) -> Threads:
    """Every row split into threads; those of one rating say nothing and are left out."""
    cuts = _cuts(rows.ends, parts=layout.parts)
    keys = [*rows.apart, NONE, NONE, NONE][:3]
    widest = max((int(key.max()) + 1 for key in rows.apart), default=0)

    def part(p: int) -> tuple[Levels, NDArray[np.int32]]:
        out, lengths = np.empty(layout.n, np.uint16), np.empty(layout.n // 2 + 1, np.int32)
        codes, found = kernels.thread(
            cuts[p], cuts[p + 1], rows.ends, rows.order, layout.first, layout.code, layout.dim_of,
            layout.n_dims, rows.by_dim, rows.apart_dim, *keys,
            np.zeros((3, widest), np.int64), np.zeros((3, widest), np.uint64), out, lengths,
        )  # fmt: skip
        return out[:codes].copy(), lengths[:found].copy()

    return Threads(tuple(in_parts(part, len(cuts) - 1)))


def _cuts(ends: Places, *, parts: int) -> tuple[int, ...]:
    total = ends[-1] if ends.size else 0
    wanted = [total * part // parts for part in range(1, parts)]
    return (0, *(int(at) for at in np.searchsorted(ends, wanted)), ends.size)


def rows_of(layout: Layout, component: Component, *, among: Collection[Component]) -> Rows:
    """The rows that tell about one component, where the model has the components ``among``."""
    who = (layout.who,) if "interviewer" in among else ()
    what = (layout.what,) if "question" in among else ()
    of = (layout.of,) if "candidate" in among else ()
    profile = "profile" in among
    if component == "interviewer":
        order, ends = ordered(layout.who, layout.n_interviewers)
        return Rows(order, ends, apart=(*of, *what))
    if component == "question":
        order, ends = ordered(layout.what, layout.n_questions)
        return Rows(order, ends, apart=(*of, *who))
    as_they_lie = np.arange(layout.who.size, dtype=np.int32)
    if component == "interview":
        return Rows(as_they_lie, np.arange(1, layout.who.size + 1), apart_dim=profile)
    visits = (_visits(layout),) if "interview" in among else ()
    return Rows(
        as_they_lie,
        _bundle_ends(layout),
        apart=(*visits, *who, *what),
        by_dim=component == "profile",
        apart_dim=profile and component == "candidate",
    )


def _bundle_ends(layout: Layout) -> Places:
    """Where the bundles of each candidate end."""
    return np.concatenate([[0], layout.interview_ends])[layout.ends]


def _visits(layout: Layout) -> Codes:
    """For each bundle, the how-manieth interview of its candidate it is, from 0."""
    before = np.concatenate([[0], layout.ends])
    nth = np.arange(layout.n_interviews) - np.repeat(before[:-1], np.diff(before))
    bundles = np.diff(np.concatenate([[0], layout.interview_ends]))
    return np.repeat(nth.astype(np.int32), bundles)
