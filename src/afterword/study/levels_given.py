"""The levels in a column of a table: numbers, words in an order, or a column that knows its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from afterword.numerics.model import Floats
from afterword.study.shaping import NoSuchColumns

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Given(NamedTuple):
    """(N,) levels from 1, NaN where nothing was assessed; and how many levels the column has."""

    level: Floats
    many: int


def levels_of(written: "ArrayLike", *, name: str, words: Sequence[str] | None) -> Given:
    """The levels of one column. Raises NoSuchColumns: which place, what it holds, what to do."""
    if words is not None:
        return _by_words(written, name=name, words=words)
    ordered = _in_its_order(written)
    if ordered is not None:
        return ordered
    try:
        levels = _numbers(np.asarray(written))
    except (TypeError, ValueError) as odd:
        raise NoSuchColumns(
            f"Column {name} holds something that is no number: {odd}. Name the levels from lowest "
            'to highest, levels=("no", "mixed", "yes"), or make it an ordered categorical.'
        ) from odd
    broken = np.isfinite(levels) & ((levels < 1) | (levels % 1 != 0))
    if broken.any():
        at = int(np.argmax(broken))
        raise NoSuchColumns(
            f"Place {at} of column {name} holds {levels[at]:g}; levels are whole numbers from 1."
        )
    return Given(levels, 0)


def is_missing(one: object) -> bool:
    """Whether a cell is empty: None, NaN, no date, or what pandas calls NA."""
    try:
        return one is None or bool(one != one)  # NaN is not itself
    except TypeError:  # NA will not say
        return True


# Any: whatever somebody's table holds.
def _numbers(column: "NDArray[Any]") -> Floats:
    if column.dtype.kind in "iuf":
        return column.astype(float)
    return np.array([np.nan if is_missing(one) else one for one in column.tolist()], float)


def _listed(written: "ArrayLike") -> list[object]:
    column = np.asarray(written)
    found: list[object] = column.tolist()
    return found


def _by_words(written: "ArrayLike", *, name: str, words: Sequence[str]) -> Given:
    place = {word: at for at, word in enumerate(words, start=1)}
    levels = np.full(np.shape(written), np.nan)
    for at, one in enumerate(_listed(written)):
        if is_missing(one):
            continue
        if str(one) not in place:
            raise NoSuchColumns(
                f"Place {at} of column {name} holds {str(one)!r}, which is none of the levels: "
                f"{', '.join(words)}."
            )
        levels[at] = place[str(one)]
    return Given(levels, len(words))


# Any: frames of whoever made them.
def _in_its_order(written: Any) -> Given | None:
    """Of a column that knows the order of what it holds: an ordered categorical of pandas, an Enum
    of polars."""
    kind: Any = getattr(written, "dtype", None)
    if getattr(kind, "ordered", False) is True:
        codes = np.array(getattr(written, "cat", written).codes, np.float64)
        return Given(np.where(codes < 0, np.nan, codes + 1), len(kind.categories))
    if type(kind).__name__ == "Enum":
        places = np.array(written.to_physical().to_list(), np.float64)
        return Given(places + 1, len(kind.categories))
    return None
