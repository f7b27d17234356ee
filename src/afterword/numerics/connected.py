"""Parts of the ratings that nothing connects: between them nothing can be compared.

Candidates, interviewers and questions are points; a rating joins those it names. What no path of
ratings joins has no common yardstick but the assumption that all come from one population, which
is not enough to set one person's strictness beside another's (Weeks & Williams 1964 on connected
designs; Engelhard 1997 on raters).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.model import Condition
from afterword.numerics.ratings import Facet, Ratings

JOINED: tuple[Facet, ...] = ("candidate", "interviewer", "question")
UNSEEN = -1


@dataclass(frozen=True, eq=False)
class Parts:
    """How many parts, the part of each member of each facet (-1 without ratings), and their sizes.

    Parts are numbered from the largest, by ratings.
    """

    count: int
    of: Mapping[Facet, NDArray[np.intp]]
    ratings: NDArray[np.intp]  # (count,)


def parts_of(ratings: Ratings) -> Parts:
    """The parts of these ratings, O(N)."""
    facets = [facet for facet in JOINED if facet in ratings.facets]
    starts = dict(zip(facets, np.cumsum([0, *(ratings.counts[f] for f in facets)]), strict=False))
    total = sum(ratings.counts[facet] for facet in facets)
    points = [ratings.facets[facet].astype(np.intp) + starts[facet] for facet in facets]
    if not points:
        return Parts(1, {}, np.array([ratings.n]))
    seen = np.zeros(total, dtype=bool)
    for one in points:
        seen[one] = True
    label = _joined(points, total=total)
    sizes = np.bincount(label[points[0]], minlength=total)
    order = np.argsort(-sizes, kind="stable")
    renamed = np.empty(total, dtype=np.intp)
    renamed[order] = np.arange(total)
    named = np.where(seen, renamed[label], UNSEEN)
    count = int((sizes > 0).sum())
    return Parts(
        count=count,
        of={f: named[starts[f] : starts[f] + ratings.counts[f]] for f in facets},
        ratings=sizes[order][:count],
    )


def with_ratings(parts: Parts, met: Mapping[Facet, int], *, many: int) -> Parts | None:
    """The same with ratings more, ``many`` of the same members, of whom each may be one past the
    last; None where they would join parts, begin one, or change their order by size."""
    codes = {facet: code for facet, code in met.items() if facet in parts.of}
    known = {int(parts.of[one][code]) for one, code in codes.items() if code < parts.of[one].size}
    if len(known) != 1 or UNSEEN in known:
        return None
    (part,) = known
    sizes = parts.ratings.copy()
    sizes[part] += many
    if part and sizes[part] >= sizes[part - 1]:
        return None
    grown = {one: code >= parts.of[one].size for one, code in codes.items()}
    of = {one: np.append(each, part) if grown.get(one) else each for one, each in parts.of.items()}
    return Parts(parts.count, of, sizes)


def not_connected(parts: Parts) -> tuple[Condition, ...]:
    """What must be said where there is more than one part; nothing where there is not."""
    if parts.count < 2:
        return ()
    sizes = ", ".join(map(str, parts.ratings[:5]))
    more = " …" if parts.count > 5 else ""
    return (
        Condition(
            "not_connected",
            f"These ratings are in {parts.count} parts that nothing connects (of {sizes}"
            f"{more} ratings): estimates of one part are not to be compared with another's.",
        ),
    )


def _joined(points: Sequence[NDArray[np.intp]], *, total: int) -> NDArray[np.intp]:
    """The first point of the part that each of ``total`` points is in, where rows join points.

    Every point follows another that comes before it in its part; in each round the ends of these
    chains follow the first end among those that a row joins, and chains are cut short (Shiloach &
    Vishkin 1982). The rounds grow with the logarithm of the longest path.
    """
    follows = np.arange(total)
    while True:
        ends = [follows[one] for one in points]
        first = np.minimum.reduce(ends)
        if all((end == first).all() for end in ends):
            return follows
        for end in ends:
            np.minimum.at(follows, end, first)
        while (follows[follows] != follows).any():
            follows = follows[follows]
