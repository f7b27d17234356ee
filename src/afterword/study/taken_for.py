"""What each column of a file is taken for: as asked, else by its name, else by what it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from afterword.study.columns import NONE, ROLES, Asked, Column, Columns, Role, WideBy, there_are
from afterword.study.contents import (
    candidate_among,
    interviewer_among,
    kind_of,
    known_as,
    rated,
)
from afterword.study.errors import CannotRead
from afterword.study.titles import (
    column_called,
    column_speaking_of,
    counts,
    is_one_of_many,
    numbered_by,
    only_tells,
    places,
    tells_of,
)

FEWEST_BESIDE = 3  # columns of levels, which beside a candidate can only be a wide file


def columns_of(seen: Sequence[Column], asked: Asked) -> Columns:
    """Decide what each column is. Raises CannotRead if a needed one is not to be found."""
    _require_known(seen, asked)
    named = _by_name([one for one in seen if one.name != asked.when], asked)
    found = replace(named, when=asked.when)
    found = found if found.levels else _with_levels(seen, found, asked)
    found = _with_facets(seen, found, asked)
    _require_candidate(seen, found, asked)
    _require_some_title(seen, found)
    unused = [one for one in seen if one.name not in found.taken]
    return replace(
        found,
        unused=tuple(one.name for one in unused),
        counts=tuple(one.name for one in unused if counts(one.name) and one.numeric),
    )


def _require_known(seen: Sequence[Column], asked: Asked) -> None:
    names = [one.name for one in seen]
    wanted = [*asked.facets.values(), *asked.levels, *([asked.when] if asked.when else [])]
    for name in wanted:
        if name != NONE and name not in names:
            raise CannotRead(f"There is no column {name!r}. {there_are(seen)}")
    for name in wanted:
        if name != NONE and wanted.count(name) > 1:
            raise CannotRead(f"Column {name!r} is asked for twice; a column is one thing.")


def _require_candidate(seen: Sequence[Column], found: Columns, asked: Asked) -> None:
    if "candidate" in found.facets or found.wide_by is not None:
        return
    if asked.facets.get("candidate") == NONE:
        raise CannotRead(
            "Each row here is one rating, and somebody was rated: name the column in place of "
            f"{NONE!r}. No column is needed where each row is somebody, with several columns "
            f"of levels. {there_are(seen)}"
        )
    raise CannotRead(
        "No column names who was rated. Say which: --facets candidate,interviewer,question "
        f"with your names. {there_are(seen)}"
    )


def _require_some_title(seen: Sequence[Column], found: Columns) -> None:
    """Refuse where no title says anything and other columns could as well be what was taken."""
    levels = any(one.levels for one in seen if one.name in found.levels)  # else: as measured
    guessed = {"level", "candidate"} <= found.by_content and levels and found.wide_by is None
    others = [one for one in _unknown(seen, found) if one.codes and not only_tells(one.name)]
    if guessed and others and "interviewer" not in found.guessed - found.by_content:
        raise CannotRead(
            "No title says which column is what. Say it: "
            f"--facets candidate,interviewer,question --level COLUMN. {there_are(seen)}"
        )


def _by_name(seen: Sequence[Column], asked: Asked) -> Columns:
    """What was asked for, then what is named like what it is."""
    facets = {role: name for role, name in asked.facets.items() if name != NONE}
    levels, guessed = asked.levels, set[str]()
    for find in (column_called, column_speaking_of):
        for role in ROLES:
            if role in asked.facets or role in facets or role == asked.wide_by:
                continue
            column = find(_free(seen, facets, levels), role)
            if column:
                facets[role] = column.name
                guessed.add(role)
    wide_by = _wide_by(levels, facets, asked) if len(levels) > 1 else None
    found = Columns(facets, levels, wide_by, frozenset(guessed))
    return found if levels else _with_level(_unknown(seen, found), found)


def _free(
    seen: Sequence[Column], facets: Mapping[Role, str], levels: Sequence[str]
) -> list[Column]:
    return [one for one in seen if one.name not in {*facets.values(), *levels}]


def _with_level(free: Sequence[Column], found: Columns) -> Columns:
    """The level by its title, but for a grade or level that a class is in, beside many items."""
    numbered = [one for one in free if one.levels and is_one_of_many(one.name)]
    if len(numbered) >= FEWEST_BESIDE and "interviewer" not in found.facets:
        return found
    able = [one for one in free if one.levels]
    strong = column_called(able, "level")
    one = strong or column_called(able, "answer") or column_called(free, "level")
    if one is None:
        return found
    return replace(
        found, levels=(one.name,), guessed=found.guessed | {"level"},
        by_content=frozenset() if one is strong else frozenset({"level"}),
    )  # fmt: skip


def _with_levels(seen: Sequence[Column], found: Columns, asked: Asked) -> Columns:
    """Several columns of levels are a wide file; one column of numbers is the level."""
    free = _unknown(seen, found)
    levels = _rated(free, found)
    levels = levels or [one for one in free if one.numeric and not tells_of(one.name)][-1:]
    if not levels:
        raise CannotRead(
            f"No column holds levels. Say which one does: --level COLUMN. {there_are(seen)}"
        )
    names = tuple(one.name for one in levels)
    verdict = len(names) == 1 and column_called(levels, "verdict") is not None
    by_title = verdict or _all_of_one_title(levels, found)
    found = replace(
        found, levels=names, guessed=found.guessed | {"level"},
        by_content=found.by_content if by_title else found.by_content | {"level"},
    )  # fmt: skip
    if len(names) == 1:
        return found
    _require_clear(free, levels, found)
    return replace(found, wide_by=_wide_by(names, found.facets, asked))


def _rated(free: Sequence[Column], found: Columns) -> Sequence[Column]:
    """The columns of levels, and the verdict as one more of them if it is of their kind."""
    levels = rated(free, rater_known="interviewer" in found.facets)
    verdict = column_called(free, "verdict")
    if verdict is None or verdict in levels or _all_of_one_title(levels, found):
        return levels
    if len(levels) < 2:
        return [verdict]
    return [*levels, verdict] if kind_of(verdict) == kind_of(levels[0]) else levels


def _require_clear(free: Sequence[Column], levels: Sequence[Column], found: Columns) -> None:
    """Refuse to guess where columns that hold levels need not be ratings of one another's kind."""
    others = [one for one in free if one not in levels and one.codes and not tells_of(one.name)]
    if not others or _are_alike(levels, found):
        return
    names = [one.name for one in levels]
    raise CannotRead(
        f"Which column holds the levels is not clear: {', '.join(names[:6])} could. Say which: "
        f"--level {names[0]}, or --level {','.join(names[:2])} where each is a dimension. "
        f"{there_are([*levels, *(one for one in free if one not in levels)])}"
    )


def _are_alike(levels: Sequence[Column], found: Columns) -> bool:
    """By their titles, or because a file that names who was rated and who rated holds no others."""
    named = len({"candidate", "interviewer"} & set(found.facets))
    numbered = sum(is_one_of_many(one.name) for one in levels)
    several = named and len(levels) >= FEWEST_BESIDE
    return bool(
        named == 2 or several or numbered >= FEWEST_BESIDE or _all_of_one_title(levels, found)
    )


def _all_of_one_title(levels: Sequence[Column], found: Columns) -> bool:
    names = [one.name for one in levels]
    return len(names) > 1 and bool(_by_titles(names, rater_known="interviewer" in found.facets))


def _wide_by(levels: Sequence[str], facets: Mapping[Role, str], asked: Asked) -> WideBy:
    """What several columns of levels are, one each."""
    if asked.wide_by:
        return asked.wide_by
    by_title = next(iter(_by_titles(levels, rater_known="interviewer" in facets)), None)
    if by_title and by_title not in facets:
        return by_title
    if "interviewer" not in facets:
        return "interviewer"
    return "dimension" if "dimension" not in facets else "question"


def _by_titles(levels: Sequence[str], *, rater_known: bool) -> list[WideBy]:
    """What all these titles, with a number each, may be."""
    each = [
        {numbered_by(word, rater_known=rater_known) for word, _ in places(name)} for name in levels
    ]
    kinds: tuple[WideBy, ...] = get_args(WideBy)
    return [kind for kind in kinds if all(kind in one for one in each)]


def _with_facets(seen: Sequence[Column], found: Columns, asked: Asked) -> Columns:
    """Who was rated and who rated, where no title says it; in a wide file only the first."""
    found = _with_candidate(seen, found, asked)
    if found.wide_by or "interviewer" in {*found.facets, *asked.facets}:
        return found
    levels = [one for one in seen if one.name in found.levels]
    rater = interviewer_among(_unknown(seen, found), beside=[*known_as(seen, found), *levels])
    return _guessed(found, "interviewer", rater) if rater else found


def _with_candidate(seen: Sequence[Column], found: Columns, asked: Asked) -> Columns:
    if "candidate" in {*found.facets, *asked.facets}:
        return found
    wide, beside = found.wide_by is not None, known_as(seen, found)
    who = candidate_among(_unknown(seen, found), wide=wide, beside=beside)
    if who:
        return _guessed(found, "candidate", who)
    if "question" in found.facets and "question" not in asked.facets:
        return _questions_rated(found)
    return found


def _questions_rated(found: Columns) -> Columns:
    """Where nobody else was rated, the items were."""
    facets = {**found.facets, "candidate": found.facets["question"]}
    del facets["question"]
    return replace(
        found, facets=facets, guessed=(found.guessed - {"question"}) | {"candidate"},
        by_content=found.by_content | {"candidate"},
    )  # fmt: skip


def _unknown(seen: Sequence[Column], found: Columns) -> list[Column]:
    return [one for one in seen if one.name not in found.taken]


def _guessed(found: Columns, role: Role, column: Column) -> Columns:
    return replace(
        found, facets={**found.facets, role: column.name}, guessed=found.guessed | {role},
        by_content=found.by_content | {role},
    )  # fmt: skip
