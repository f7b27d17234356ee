"""Ratings without those of which a model with fixed effects can say nothing."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.adjacent import FIXED
from afterword.numerics.errors import AllEqual, TooLittle
from afterword.numerics.model import Condition
from afterword.numerics.ratings import Facet, Ratings


def tellable(ratings: Ratings) -> tuple[Ratings, tuple[Condition, ...]]:
    """Leave out who gave only lowest or only highest levels, until nobody is left who did.

    Raises TooLittle, AllEqual.
    """
    if ratings.count("candidate") < 2:
        raise TooLittle("This model needs two candidates or more.")
    left: dict[Facet, int] = {}
    while True:
        if len(np.unique(ratings.level)) < 2:
            raise AllEqual
        edges = {f: _at_an_edge(ratings, f) for f in FIXED if f in ratings.facets}
        edge = np.logical_or.reduce([np.zeros(ratings.n, bool), *edges.values()])
        if not edge.any():
            _require_two_of_one(ratings)
            return ratings, _said(left)
        if edge.all():
            raise AllEqual
        for facet, those in edges.items():
            left[facet] = left.get(facet, 0) + len(np.unique(ratings.facets[facet][those]))
        ratings = _only(ratings, ~edge)


def _require_two_of_one(ratings: Ratings) -> None:
    if ratings.rated("candidate").max() < 2:
        raise TooLittle(
            "No candidate has two ratings here: how far candidates differ cannot be told from "
            "chance."
        )


def _at_an_edge(ratings: Ratings, facet: Facet) -> NDArray[np.bool_]:
    codes, count = ratings.facets[facet], ratings.counts[facet]
    rated = np.bincount(codes, minlength=count)
    alone = np.zeros(count, bool)
    for end in (ratings.level.min(), ratings.level.max()):
        alone |= np.bincount(codes[ratings.level == end], minlength=count) == rated
    return alone[codes]


def _only(ratings: Ratings, kept: NDArray[np.bool_]) -> Ratings:
    given = {name: codes[kept] for name, codes in ratings.facets.items()}
    return replace(ratings, level=ratings.level[kept], **given)  # type: ignore[arg-type]  # names of FACETS


def _said(left: Mapping[Facet, int]) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            "at_an_edge",
            f"{count:,} {facet}{'' if count == 1 else 's'} gave or got only the lowest or only the "
            "highest level: how strict or hard they are has no finite estimate, and their "
            "ratings are left out.",
        )
        for facet, count in left.items()
        if count
    )
