"""Counts, shares and names as every sentence of a report words them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy would come with it, and files are looked at without
    from afterword.numerics.model import Interval


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(one: "Interval") -> str:
    return f"{one.low:.0%} to {one.high:.0%}"


def bounds(low: float, high: float) -> str:
    return f"{low:+z.2f} to {high:+z.2f}"


def cut(name: str, width: int) -> str:
    """A name that fits."""
    return name if len(name) <= width else name[: width - 1] + "…"


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
