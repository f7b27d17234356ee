"""Which columns of somebody's table are what, long or wide."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from afterword.numerics.errors import Refused
from afterword.numerics.ratings import FACETS, Facet

Part = Literal["candidate", "interviewer", "question", "interview", "dimension", "level"]
Asked = Mapping[Part, str | Sequence[str]]
"""What the columns of a table are called; several as ``level`` are one for each dimension, or for
each interviewer where no column names them."""


class NoSuchColumns(Refused):
    """These columns are not what a fit takes; the message says which and why."""


@dataclass(frozen=True)
class Shape:
    """The column of each facet, and those with levels: of several, each is one of ``wide_by``."""

    facets: Mapping[Facet, str]
    levels: tuple[str, ...]
    wide_by: Facet | None = None


def shape_of(there: Collection[str], asked: Asked | None) -> Shape:
    """What each column is; what is not asked for is called as we call it."""
    asked = asked or {}
    _require_parts(asked)
    named: dict[str, str | Sequence[str]] = {one: one for one in (*FACETS, "level") if one in there}
    named.update({str(part): name for part, name in asked.items()})
    level = named.pop("level", ())
    levels = (level,) if isinstance(level, str) else tuple(level)
    facets = {facet: str(named[facet]) for facet in FACETS if facet in named}
    _require_there([*facets.values(), *levels], there)
    if not levels:
        raise NoSuchColumns(f"No column is called level. {_told(there)}")
    wide_by = None if len(levels) == 1 else _wide_by(facets)
    if not facets and wide_by is None:
        raise NoSuchColumns(
            f"No column is called {', '.join(FACETS[:-1])} or {FACETS[-1]}. {_told(there)}"
        )
    return Shape(facets, levels, wide_by)


def _wide_by(facets: Mapping[Facet, str]) -> Facet:
    if "interviewer" not in facets:
        return "interviewer"
    if "dimension" in facets:
        raise NoSuchColumns(
            "Several columns of levels are one for each dimension, and another column names the "
            "dimension already. Name one column as level."
        )
    return "dimension"


def _require_parts(asked: Asked) -> None:
    odd = next((one for one in asked if one not in (*FACETS, "level")), None)
    if odd is not None:
        raise NoSuchColumns(
            f"columns= says what {odd!r} is called; it takes {', '.join(FACETS)} and level."
        )


def _require_there(names: Sequence[str], there: Collection[str]) -> None:
    missing = next((one for one in names if one not in there), None)
    if missing is not None:
        raise NoSuchColumns(f"No column is called {missing}. {_told(there)}")


def _told(there: Collection[str]) -> str:
    return (
        f"There are: {', '.join(map(str, there))}. Say what yours are called: "
        'columns={"candidate": "student", "interviewer": "grader", "level": "mark"}.'
    )
