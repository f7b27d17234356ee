"""A cell's dates: every way of writing a day that people use, and why one is no day.

`written` finds what is there; which of 3/4 is the month is learnt elsewhere, from the whole
column, and `settled` then says the day. Pure: no clock.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from afterword.cycle.reading.cells.date_patterns import (
    ABOUT_THEN,
    DATE,
    ISO,
    MIDNIGHT,
    MONTHS,
    SECONDS,
    SERIAL,
    SHORT_WEEKDAY,
    THIRD,
    THIRDS,
    TIME,
    WEEKDAY,
)
from afterword.cycle.reading.plain_text import level

FIRST_YEAR, LAST_YEAR = 1985, 2079
NO_DAY = "{} names a month but no day"


class Order(StrEnum):
    """Which of two numbers is the month."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class Number(StrEnum):
    """What the number after a month's name counts: `Mar 26`."""

    DAY = "day"
    YEAR = "year"


@dataclass(frozen=True)
class Written:
    """One date as written. A sure one knows its month; otherwise the column's order decides."""

    first: int  # the day if sure, else whichever number came first
    second: int  # the month if sure
    year: int | None
    sure: bool
    dotted: bool = False  # `3.4.24`, which nobody writes with the month first


@dataclass(frozen=True)
class Found:
    """What a cell holds: its dates, what is no date and why, and the words around them."""

    dates: tuple[Written, ...]
    wrong: tuple[str, ...]
    rest: str


_LONGEST_ABOUT = 40  # letters: more is a note
_EDGES = " \t\n,;:/|&+-()[].~>"
_JOINS = re.compile(
    r"^(?:and|und|et|y|e|to|then|or|bis|until|on|am|le|el|date|\W)*$", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def written(text: str) -> Found:
    """Every date in a cell, in order; what looks like one and cannot be; the words left over."""
    if (iso := ISO.fullmatch(text)) is not None:
        return _one(int(iso[1]), int(iso[2]), int(iso[3]))
    if len(text) > 2000:
        return Found((), (), text)
    flat = _with_days(_without_times(text))
    if SERIAL.fullmatch(flat.strip()) or SECONDS.fullmatch(flat.strip()):
        return _counted(float(flat))
    return _searched(flat)


def tells_about_when(text: str) -> bool:
    """Whether a third of a month is named, with a number in it or without: `end of May`."""
    return THIRD.search(level(text)) is not None


def about_when(text: str) -> str:
    """What a cell without a day says of when it was: `March 2024`, `in spring`; or nothing."""
    return text if len(text) <= _LONGEST_ABOUT and ABOUT_THEN.search(level(text)) else ""


def _with_days(flat: str) -> str:
    """`Early March` as its fifth: five days off at most, and its words stay beside it."""
    return THIRD.sub(lambda found: f"{found['when']}: {_thirds(found)} {found['month']}", flat)


def _thirds(found: re.Match[str]) -> int:
    when = found["when"].lower()
    return next(day for day, words in THIRDS.items() if when in words.split("|"))


def _without_times(text: str) -> str:
    """Days alone: no hours, no days of the week."""
    return SHORT_WEEKDAY.sub(" ", WEEKDAY.sub(" ", TIME.sub(" ", level(text))))


def has_time(text: str) -> bool:
    """Whether an hour stands in a cell; midnight is only how some programs write a day."""
    found = TIME.search(level(text))
    return found is not None and not MIDNIGHT.fullmatch(found[0].strip(" ,T"))


def cut_at_dates(text: str, *, before: bool) -> list[str]:
    """The text cut before each date, or after it."""
    flat = _without_times(text)
    places = [match.start() if before else match.end() for match in DATE.finditer(flat)]
    return [flat[a:b] for a, b in pairwise([0, *places, len(flat)])]


def _one(year: int, month: int, day: int) -> Found:
    wrong = _objection(year, month, day)
    return Found((), (wrong,), "") if wrong else Found((Written(day, month, year, True),), (), "")


def _counted(number: float) -> Found:
    """A spreadsheet's day number, or seconds (or thousandths) since 1970."""
    if number > 1e12:
        number /= 1000
    if number > 1e9:
        day = datetime.fromtimestamp(number, UTC).date()
    elif 31000 <= number <= 62000:
        day = date(1899, 12, 30) + timedelta(days=int(number))
    else:
        return Found((), (), f"{number:g}")
    return _one(day.year, day.month, day.day)


def _searched(flat: str) -> Found:
    dates: list[Written] = []
    wrong: list[str] = []
    left: list[str] = []
    at = 0
    for match in DATE.finditer(flat):
        left.append(flat[at : match.start()])
        at = match.end()
        one = _read(match)
        if isinstance(one, str):
            wrong.append(one)
        else:
            dates.append(one)
    left.append(flat[at:])
    rest = " ".join(part for part in (one.strip(_EDGES) for one in left) if not _JOINS.match(part))
    return Found(tuple(dates), tuple(wrong), " ".join(rest.split()))


def _read(match: re.Match[str]) -> Written | str:
    """One match as a date, or the reason why it is none."""
    got = match.groupdict()
    for year, month, day in (("iy", "im", "id"), ("cy", "cm", "cd")):
        if got[day]:
            return _sure(int(got[day]), int(got[month]), got[year])
    if got["dd"]:
        return _sure(int(got["dd"]), _month(got["dm"]), got["dy"])
    if got["md"]:
        return _sure(int(got["md"]), _month(got["mm"]), got["mmy"])
    if got["om"] or got["nd"]:
        return NO_DAY.format(match[0].strip())
    dotted = "." in (got["ns"], got["ss"])
    for first, second, year in (("na", "nb", "ny"), ("ma", "mb", "my"), ("ga", "gb", "gy")):
        if got[first]:
            return _either(int(got[first]), int(got[second]), got[year], dotted)
    return _either(int(got["sa"]), int(got["sb"]), None, dotted)


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _sure(day: int, month: int, year: str | None) -> Written | str:
    full = _whole(year)
    return _objection(full, month, day) or Written(day, month, full, True)


def _either(first: int, second: int, year: str | None, dotted: bool) -> Written | str:
    """Two numbers; if only one can be the month, it is."""
    full = _whole(year)
    day_first, month_first = _objection(full, second, first), _objection(full, first, second)
    if day_first and month_first:
        return month_first
    return Written(first, second, full, False, dotted and not day_first)


def _whole(year: str | None) -> int | None:
    if year is None:
        return None
    number = int(year.strip("'")[:9])
    if len(year.strip("'")) <= 2:
        return number + (2000 if number < 80 else 1900)
    return number


def _objection(year: int | None, month: int, day: int) -> str:
    """Why there is no such day, or nothing."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the year {year} cannot be meant"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    try:
        date(year or 2024, month, day)
    except ValueError:
        return f"there is no day {day} in that month"
    return ""


def settled(one: Written, *, order: Order) -> tuple[int, int]:
    """The (month, day) of a date, its order known. One that fits only the other way is read so."""
    if one.sure:
        return one.second, one.first
    day, month = one.first, one.second
    if order is Order.MONTH_FIRST:
        day, month = month, day
    if _objection(one.year, month, day):
        day, month = month, day
    return month, day


def votes(dates: Iterable[Written]) -> tuple[int, int]:
    """How many dates can only be day first, how many only month first."""
    day = month = 0
    for one in dates:
        if not one.sure:
            day += one.first > 12
            month += one.second > 12
    return day, month


def day_of(year: int, month: int, day: int) -> date:
    """A day; 29 February in a year that has none is the day before."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
