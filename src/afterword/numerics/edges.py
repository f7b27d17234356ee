"""Ratings without those of which a model with fixed effects can say nothing."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.adjacent import FIXED
from afterword.numerics.connected import parts_of
from afterword.numerics.errors import AllEqual, TooLittle
from afterword.numerics.model import Condition
from afterword.numerics.ratings import Facet, Ratings

NESTED = Condition(
    "nested",
    "Who asked some of the questions asked none of the others: how hard a question is cannot be "
    "told from how strict those are who asked it. Strictness holds both here, and of questions "
    "nothing is said.",
)


def tellable(ratings: Ratings) -> tuple[Ratings, tuple[Condition, ...]]:
    """Leave out who gave only lowest or only highest levels, until nobody is left who did; and
    questions, where who asked some of them asked none of the others.

    Raises TooLittle, AllEqual.
    """
    kept, said = _within_the_edges(ratings)
    if {"interviewer", "question"} <= set(kept.facets) and _are_apart(kept):
        return replace(kept, question=None), (*said, NESTED)
    return kept, said


def _are_apart(ratings: Ratings) -> bool:
    """Whether interviewers and questions fall into parts that no rating joins."""
    return parts_of(replace(ratings, candidate=None)).count > 1


def _within_the_edges(ratings: Ratings) -> tuple[Ratings, tuple[Condition, ...]]:
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
