"""Words, counts and days as sentences have them."""

from collections.abc import Sequence
from datetime import date

FEW = 3


def day_in_words(day: date) -> str:
    """3 November 2026."""
    return f"{day.day} {day:%B %Y}"


def plural(count: int, noun: str) -> str:
    """1 interview; 1,200 interviews."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def first_few(said: Sequence[str]) -> str:
    """The first of many, and how many more there are."""
    told = ", ".join(said[:FEW])
    return f"{told} and {len(said) - FEW} more" if len(said) > FEW else told


def listed(said: Sequence[str]) -> str:
    """One, or one and two, or one, two and three."""
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))
