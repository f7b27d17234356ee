"""Text as forms and the API take it, and words and days as sentences have them."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from django.core.validators import RegexValidator
from ninja import Field

FEW = 3
LINE = r"^[^\x00-\x1f\x7f\u2028\u2029]*\Z"

one_line = RegexValidator(LINE, "Please write this on one line.")
"""For a form's name of somebody: it stands in letters and headings."""

Line = Annotated[str, Field(pattern=LINE.replace("\\Z", "$"))]
"""One line: a name stands in letters and headings."""

Lines = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""Any text without NUL, which PostgreSQL keeps nowhere."""


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
