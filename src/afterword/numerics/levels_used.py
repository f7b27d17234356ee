"""What must be said of levels that nobody gave: dimensions and levels by number, counted from 1."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.model import Condition

Used = NDArray[np.bool_]
"""(dimensions, levels): whether a level was given in a dimension."""


def of_one_level(used: Used, *, so: str) -> list[Condition]:
    """Dimensions in which everybody got the same, and what becomes of their ratings."""
    return [
        Condition(
            "one_level_only",
            f"Every rating of dimension {row + 1} is level {int(used[row].argmax()) + 1}: {so}.",
        )
        for row in np.flatnonzero(used.sum(axis=1) == 1).tolist()
    ]


def never_used(used: Used) -> list[Condition]:
    """Levels that dimensions with a rating leave out; those that the same ones do, together."""
    rated: Used = np.asarray(used.any(axis=1, keepdims=True))
    missing = (~used & rated).T
    together: dict[bytes, list[int]] = {}
    for level in np.flatnonzero(missing.any(axis=1)).tolist():
        together.setdefault(missing[level].tobytes(), []).append(level)
    return [
        Condition("level_never_used", _never_used(levels, missing[levels[0]], rated=rated))
        for levels in together.values()
    ]


def _never_used(levels: Sequence[int], missing: Used, *, rated: Used) -> str:
    rows = np.flatnonzero(missing).tolist()
    everywhere = len(rows) == int(rated.sum())
    where = "" if everywhere else f" in {_numbered('dimension', rows)}"
    verb, has = ("is", "it has") if len(levels) == 1 else ("are", "they have")
    said = _numbered("level", levels).capitalize()
    return f"{said} {verb} never used{where}: {has} no probability here."


def _numbered(noun: str, places: Sequence[int]) -> str:
    numbers = ", ".join(str(one + 1) for one in places)
    return f"{noun}{'s' * (len(places) > 1)} {numbers}"
