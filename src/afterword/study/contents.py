"""What a column is, by what it holds, where no title says it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, get_args

from afterword.study.columns import Column, Columns
from afterword.study.scale import MOST_GUESSED
from afterword.study.titles import (
    is_one_of_many,
    is_word_for_raters,
    numbered_by,
    only_tells,
    places,
    tells_of,
)

YES = frozenset({"yes", "no", "y", "n", "true", "false", "t", "f"})
Kind = Literal["words", "numbers", "yes"]
FEW = 3  # numbered columns, which make of others without a number something else


def rated(free: Sequence[Column], *, rater_known: bool) -> Sequence[Column]:
    """The columns that hold levels, as far as anybody can see.

    With ``rater_known``, that is with a column of who rated, titles such as R1 are of no raters.
    """
    able = [one for one in free if not tells_of(one.name) and not one.once_each]
    levels = [one for one in able if one.levels]
    return (
        _beside_each_other(able, of=len(levels), rater_known=rater_known)
        or _numbered(levels)
        or _of_one_kind(levels)
        or _of_the_same_words(able)
    )


def _beside_each_other(able: Sequence[Column], *, of: int, rater_known: bool) -> Sequence[Column]:
    """rater1 and rater2, or most of the levels where questions or dimensions are numbered."""
    groups: dict[tuple[str, str], list[Column]] = defaultdict(list)
    for one in able:
        if one.levels or one.numeric or _few_words(one):
            for place in places(one.name):
                groups[place].append(one)
    enough = [
        columns
        for (word, _), columns in groups.items()
        if numbered_by(word, rater_known=rater_known)
        and len(columns) >= (2 if is_word_for_raters(word) else max(2, of // 2 + 1))
    ]
    return max(enough, key=len, default=())


def _numbered(levels: Sequence[Column]) -> Sequence[Column]:
    numbered = [one for one in levels if is_one_of_many(one.name)]
    return numbered if len(numbered) >= FEW else ()


def _of_one_kind(levels: Sequence[Column]) -> Sequence[Column]:
    """Most of them; of as many, those in words, and last those with no and yes."""
    kinds = [[one for one in levels if kind_of(one) == kind] for kind in get_args(Kind)]
    return max(kinds, key=len)


def kind_of(column: Column) -> Kind:
    """What its levels are: two columns of different kinds are not of one scale."""
    if not column.words:
        return "numbers"
    return "yes" if {one.casefold() for one in column.entries if one} <= YES else "words"


def _of_the_same_words(able: Sequence[Column]) -> Sequence[Column]:
    """Columns that share their words, few of them: levels whose order is not known."""
    few = [one for one in able if _few_words(one)]
    alike = [
        [one for one in few if len(set(one.entries) & set(first.entries)) * 2 > len(one.entries)]
        for first in few
    ]
    most = max(alike, key=len, default=[])
    return most if len(most) > 1 else ()


def _few_words(column: Column) -> bool:
    return column.words and not column.prose and 2 <= len(column.entries) <= MOST_GUESSED


def candidate_among(
    free: Sequence[Column], *, wide: bool, beside: Sequence[Column]
) -> Column | None:
    """Who was rated: the column with the most different entries; of the first two, the first.

    In a wide file only a column of words can be it, and only one that tells most rows apart, with
    whatever else is known of them ``beside``; without one, each row is somebody.
    """
    able = [one for one in free if _could_name(one) and (one.words or not wide)]
    if wide:
        able = [one for one in able if _tells_apart(one, beside)]
    return _most_different(able, first_of=2)


def interviewer_among(free: Sequence[Column], *, beside: Sequence[Column]) -> Column | None:
    """Who rated: the column with most entries, but for those that what is known ``beside``
    settles, as a candidate does a school and a level its name."""
    able = [one for one in free if _could_name(one)]
    if any(one.rows == len(one.entries) for one in beside):  # each was rated once: all else tells
        return None
    return _most_different([one for one in able if not any(o.settles(one) for o in beside)])


def _could_name(column: Column) -> bool:
    """Whether the entries could be people or things: none is missing, and they say no yes or no."""
    either = {"0", "1"} >= set(column.entries) or (_few_words(column) and kind_of(column) == "yes")
    return column.codes and "" not in column.entries and not (either or only_tells(column.name))


def _tells_apart(column: Column, beside: Sequence[Column]) -> bool:
    rows = set(zip(column.cells, *(one.cells for one in beside), strict=True))
    return len(rows) * 2 > column.rows


def _most_different(free: Sequence[Column], *, first_of: int = 1) -> Column | None:
    """In a file without names who is rated usually comes before who rates."""
    many = sorted(free, key=lambda one: -len(one.entries))[:first_of]
    return min(many, key=free.index, default=None)


def known_as(seen: Sequence[Column], found: Columns) -> list[Column]:
    """The columns of the facets that are known by now."""
    return [one for one in seen if one.name in found.facets.values()]
