"""`Mar 26`: the 26th of March, or March 2026. One cell cannot say; a whole sheet mostly can."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from afterword.cycle.reading.cells.date_patterns import MONTHS
from afterword.cycle.reading.cells.dates import Number, written
from afterword.cycle.reading.plain_text import level

FEWEST_MONTHS = 3
UNCLEAR = "{} may be a day or a month of a year; say which under What the columns mean"
_SHORT = re.compile(r"([a-z]{3,10})\.?[\s\-/.]+(\d\d)")

Numbers = Mapping[str, int]


@lru_cache(maxsize=4096)
def number_after(cell: str) -> int | None:
    """The number of a cell that holds a month's name and two digits, and nothing else."""
    found = _SHORT.fullmatch(level(cell).casefold().strip())
    return int(found[2]) if found and found[1] in MONTHS else None


def counts_what(
    columns: Mapping[int, Sequence[str]], *, today: date, said: Number | None
) -> dict[int, Number | None]:
    """What such a number counts in each column, as its owner said it or as the sheet tells."""
    short = {place: _short_in(cells) for place, cells in columns.items()}
    if said:
        return dict.fromkeys(columns, said)
    years = {place for place, cells in columns.items() if _are_years(cells, short[place], today)}
    others = [n for place, some in short.items() if place not in years for n in some.values()]
    if any(not _may_be_year(number, today) for number in others):
        rest: Number | None = Number.DAY
    else:
        rest = Number.YEAR if years else None
    return {
        place: Number.YEAR if place in years else _beside_days(columns[place], rest)
        for place in columns
    }


def _short_in(cells: Sequence[str]) -> Numbers:
    found = {cell: number_after(cell) for cell in dict.fromkeys(cells) if cell}
    return {cell: number for cell, number in found.items() if number is not None}


def _are_years(cells: Sequence[str], short: Numbers, today: date) -> bool:
    """Days would not all be one or its next, in month after month."""
    if len(short) < FEWEST_MONTHS or any(cell and cell not in short for cell in cells):
        return False
    if max(short.values()) - min(short.values()) > 1:
        return False
    # `Mar-24` is how spreadsheets show `March 2024`.
    return all("-" in cell or _may_be_year(number, today) for cell, number in short.items())


def _may_be_year(number: int, today: date) -> bool:
    """Whether applications are likely to be of that year."""
    return -2 <= number - today.year % 100 <= 1


def _beside_days(cells: Sequence[str], rest: Number | None) -> Number | None:
    """Where a column has other days, what cannot be told is one of them."""
    if rest is not None:
        return rest
    others = dict.fromkeys(cell for cell in cells if cell and number_after(cell) is None)
    return Number.DAY if any(written(cell).dates for cell in others) else None
