"""Rows that are no applications: totals, and headings between the lines."""

import re

from afterword.cycle.reading.cells.date_patterns import MONTHS
from afterword.cycle.reading.plain_text import plain

_TOTALS = re.compile(
    r"^(?:grand )?(?:total|totals|sum|subtotal|count|average|avg|mean|median|percent(?:age)?|summe|"
    r"gesamt|anzahl|somme|moyenne|suma|promedio|soma|media|totale|totaal|合计|合計|총계)\b"
    r"|\b(?:total|rate|count)s?$",
    re.IGNORECASE,
)
_TALLY = re.compile(r"[^\W\d][^\d:=]{1,30}[:=]\s*\d{1,5}\s*%?")  # `applied: 4`, alone
_COUNTED = re.compile(r"\d{1,5}\s+[^\W\d]+(?:\s+[^\W\d]+)?")
_SEASON = re.compile(
    r"(?:spring|summer|fall|autumn|winter|week|month|quarter|q[1-4]|batch|wave|season|semester|term|"
    r"fr[uü]hjahr|sommer|herbst)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d{2}")


def is_totals(cells: list[str]) -> bool:
    """A line of totals: a word for one, and beside it hardly anything but numbers."""
    first = next((cell for cell in cells if cell), "")
    if all(_TALLY.fullmatch(cell) for cell in cells if cell):
        return True
    if len(first) > 60 or not _TOTALS.search(words := plain(first)) or len(words.split()) > 5:
        return False
    others = [cell for cell in cells if cell and cell is not first]
    return sum(map(is_number, others)) * 2 >= len(others) and len(others) < 12


def is_number(cell: str) -> bool:
    """Digits, a share, a sum of money, a count of something: `4 rejections`."""
    if _COUNTED.fullmatch(cell):
        return True
    bare = cell.strip("%$€£ ~").replace(",", "").replace(".", "")
    return bare.isdigit() or ("/" in cell and cell.replace("/", "").isdigit())


def is_heading(cells: list[str]) -> bool:
    """A line between the applications: a year, a month, a season, a few capitals."""
    filled = [cell for cell in cells if cell]
    if len(set(filled)) != 1 or len(filled) > 1:
        return False
    text = filled[0]
    words = plain(text).split()
    if len(text) > 60 or not words:
        return False
    marked = any(word in MONTHS for word in words) or _YEAR.search(text) or _SEASON.search(text)
    return (
        bool(marked)
        and len(words) <= 5
        and any(word in MONTHS or _YEAR.fullmatch(word) or _SEASON.match(word) for word in words)
    )


def year_in(text: str) -> int | None:
    """The one year that a heading, a sheet's or a file's name speaks of."""
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None
