"""The hours of each candidate, one after the other."""

from dataclasses import dataclass

import numpy as np

from afterword.numerics.design import Places
from afterword.numerics.errors import LengthsDiffer
from afterword.numerics.model import Floats
from afterword.numerics.ratings import Ratings


@dataclass(frozen=True, eq=False)
class Hours:
    """Of each interview (V,): its candidate, its place among theirs from 0, and x, which is the
    place counted from the middle. ``held`` counts them by candidate (C,); ``at`` says in which
    interview each rating was given (N,)."""

    at: Places
    of: Places
    place: Places
    x: Floats
    held: Places


def hours_of(ratings: Ratings, when: Floats) -> Hours:
    """Interviews in the order of ``when``, those at one time in the order of their codes.

    Without interviews each rating is one. Raises LengthsDiffer.
    """
    at = np.arange(ratings.n) if ratings.interview is None else ratings.interview.astype(np.intp)
    many = ratings.n if ratings.interview is None else ratings.counts["interview"]
    if when.size != many:
        raise LengthsDiffer("when", length=when.size, levels=many)
    candidate = np.zeros(ratings.n, np.intp) if ratings.candidate is None else ratings.candidate
    of = np.full(many, -1, np.intp)
    of[at] = candidate
    rated = np.flatnonzero(of >= 0)
    order = rated[np.lexsort((rated, when[rated], of[rated]))]
    held = np.bincount(of[rated], minlength=max(ratings.count("candidate"), 1))
    place = np.zeros(many, np.intp)
    place[order] = np.arange(order.size) - np.repeat(np.cumsum(held) - held, held)
    x = np.where(of >= 0, place - (held[of] - 1) / 2, 0.0)
    return Hours(at, of, place, x, held)
