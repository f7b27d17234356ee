"""Counts, shares and names as every sentence of a report words them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy would come with it, and files are looked at without
    from afterword.numerics.model import Interval

DIGITS = range(2, 7)  # how many a number may be written with: two, unless what is said needs more


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(one: "Interval") -> str:
    return f"{one.low:.0%} to {one.high:.0%}"


def bounds(low: float, high: float) -> str:
    """Both ends, with as many digits as it takes to see on which side of 0 each is."""
    digits = next((n for n in DIGITS if all(round(one, n) for one in (low, high) if one)), 2)
    return f"{low:+z.{digits}f} to {high:+z.{digits}f}"


def beyond(number: float, most: float) -> str:
    """Two numbers, with as many digits as it takes to see that they differ."""
    digits = next((n for n in DIGITS if f"{number:.{n}f}" != f"{most:.{n}f}"), 2)
    return f"{number:.{digits}f}, {most:.{digits}f}"


def cut(name: str, width: int) -> str:
    """A name that fits."""
    return name if len(name) <= width else name[: width - 1] + "…"


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
