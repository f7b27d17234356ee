"""Parts of the ratings that nothing connects: between them nothing can be compared.

Candidates, interviewers and questions are points; a rating joins those it names. What no path of
ratings joins has no common yardstick but the assumption that all come from one population, which
is not enough to set one person's strictness beside another's (Weeks & Williams 1964 on connected
designs; Engelhard 1997 on raters).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

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

    def comparable(self, facet: Facet, one: int, other: int) -> bool:
        """Whether ratings connect two members of a facet."""
        part = self.of[facet][one]
        return bool(part >= 0 and part == self.of[facet][other])


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
    ends = [(points[0], one) for one in points[1:]] or [(points[0], points[0])]
    rows, columns = (np.concatenate(one) for one in zip(*ends, strict=True))
    graph = coo_array((np.ones(rows.size, dtype=np.int8), (rows, columns)), shape=(total, total))
    _, label = connected_components(graph, directed=False)
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
