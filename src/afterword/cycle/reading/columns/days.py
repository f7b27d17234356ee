"""The days of one sheet: each date column's order learnt, each missing year found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from afterword.cycle.reading.cells.dates import (
    NO_DAY,
    Found,
    Number,
    Written,
    about_when,
    day_of,
    settled,
    tells_about_when,
    written,
)
from afterword.cycle.reading.columns.contents import is_date
from afterword.cycle.reading.columns.day_or_month import Learnt, learn_order
from afterword.cycle.reading.columns.missing_years import Dated, running_years, year_after
from afterword.cycle.reading.columns.month_and_number import UNCLEAR, counts_what, number_after
from afterword.cycle.reading.mapping import Mapping
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.sheets.totals_and_headings import is_heading, year_in
from afterword.cycle.reading.vocabulary.column_names import Meaning

DATED = frozenset({"applied on", "noted on", "status on", "answered on", "stage"})
NOTHING = Found((), (), "")


@dataclass(frozen=True)
class Day:
    """The dates of one cell."""

    days: tuple[date, ...]
    wrong: tuple[str, ...]
    rest: str


class Days:
    """Answers which days a cell names, knowing the whole sheet."""

    def __init__(
        self,
        sheet: Sheet,
        meanings: Sequence[Meaning],
        *,
        mapping: Mapping,
        today: date,
        file_name: str,
    ) -> None:
        self._rows = sheet.rows
        self.columns = [place for place, one in enumerate(meanings) if one.kind in DATED]
        cells = {place: [row[place] for row in self._rows] for place in self.columns}
        self._counts = counts_what(cells, today=today, said=mapping.month_and_number)
        self._found = {place: self._column(place) for place in self.columns}
        self.learnt = self._learn(mapping, today)
        self._main = self._main_column(meanings)
        self._begun: list[date | None] = self._main_days(sheet, mapping, today, file_name)
        self._today = today

    def at(self, row: int, place: int) -> Day:
        """The days in one cell of a date column."""
        return self._settled(self._found[place][row], row, self.learnt[place], place == self._main)

    def about(self, row: int, place: int) -> str:
        """When it was in the cell's own words, where that is no day or only near one."""
        cell = self._rows[row][place]
        if not self._found[place][row].dates:
            return about_when(cell)
        return about_when(cell) if _has_letters(cell) and tells_about_when(cell) else ""

    def within(self, found: Found, row: int, place: int) -> Day:
        """The days within another cell, such as a status with its date."""
        there = (self.learnt.get(place), *self.learnt.values())
        learnt = next((one for one in there if one and one.why), None)
        return self._settled(
            found, row, learnt or learn_order([*found.dates], others=[], today=self._today)
        )

    def stands_out(self, row: int) -> bool:
        """The row's main day lies far from those of the rows around it: likely a slip."""
        here = self._begun[row]
        around = [day for day in self._begun[max(0, row - 3) : row + 4] if day and day != here]
        if here is None or len(around) < 3:
            return False
        return min(abs((here - day).days) for day in around) > 60

    def _column(self, place: int) -> list[Found]:
        counts = self._counts[place]
        cells = [row[place] for row in self._rows]
        if counts is Number.DAY:
            return [_day_or_words(cell) for cell in cells]
        why = UNCLEAR if counts is None else NO_DAY
        return [
            _day_or_words(cell) if number_after(cell) is None else _no_day(cell, why)
            for cell in cells
        ]

    def unclear(self, place: int) -> bool:
        """Whether its owner has to say what the numbers after its months count."""
        return (
            place in self._counts
            and self._counts[place] is None
            and any(number_after(row[place]) is not None for row in self._rows)
        )

    def _learn(self, mapping: Mapping, today: date) -> dict[int, Learnt]:
        each = {
            place: [date for found in column for date in found.dates]
            for place, column in self._found.items()
        }
        everything = [one for dates in each.values() for one in dates]
        return {
            place: learn_order(dates, others=everything, today=today, given=mapping.dates)
            for place, dates in each.items()
        }

    def _main_column(self, meanings: Sequence[Meaning]) -> int | None:
        """The column by which the list is kept: the day of applying, where there is one."""

        def rank(place: int) -> tuple[bool, bool, bool, int]:
            one = meanings[place]
            applied = one.kind == "applied on" or one == Meaning("stage", "applied")
            return (applied, one.kind == "noted on", one.kind == "status on", -place)

        filled = [place for place in self.columns if any(one.dates for one in self._found[place])]
        return max(filled, key=rank, default=None)

    def _main_days(
        self, sheet: Sheet, mapping: Mapping, today: date, file_name: str
    ) -> list[date | None]:
        if self._main is None:
            return [None] * len(self._rows)
        order = self.learnt[self._main].order
        first = [found.dates[0] if found.dates else None for found in self._found[self._main]]
        rows = [Dated(*settled(one, order=order), one.year) if one else None for one in first]
        if all(row is None or row.year for row in rows):
            return [
                day_of(row.year, row.month, row.day) if row and row.year else None for row in rows
            ]
        hints = [self._hint(place, one) for place, one in enumerate(rows)]
        headings = _heading_years(sheet)
        hints = [hint or heading for hint, heading in zip(hints, headings, strict=True)]
        named = (
            year_in(sheet.name)
            or year_in(file_name)
            or year_in(" ".join(t for _, t in sheet.above))
        )
        last = min(today, date(named, 12, 31)) if named else today
        years = running_years(rows, hints=hints, today=last, start=mapping.year)
        return [
            day_of(year, row.month, row.day) if row and year else None
            for row, year in zip(rows, years, strict=True)
        ]

    def _hint(self, row: int, main: Dated | None) -> int | None:
        """The year in which the main day lies at or before another full date of the row."""
        if main is None or main.year:
            return None
        for place in self.columns:
            found = self._found[place][row]
            if place != self._main and found.dates and (year := found.dates[0].year):
                month, day = settled(found.dates[0], order=self.learnt[place].order)
                return year if (main.month, main.day) <= (month, day) else year - 1
        return None

    def _settled(self, found: Found, row: int, learnt: Learnt, main: bool = False) -> Day:
        if not found.dates:
            return Day((), found.wrong, found.rest)
        begun = self._begun[row] if row < len(self._begun) else None
        days: list[date] = []
        for one in found.dates:
            days.append(
                self._whole(
                    one, learnt, begun if not days or not main else days[-1], main and not days
                )
            )
        return Day(tuple(days), found.wrong, found.rest)

    def _whole(self, one: Written, learnt: Learnt, begun: date | None, main: bool) -> date:
        month, day = settled(one, order=learnt.order)
        if one.year:
            return day_of(one.year, month, day)
        if main and begun:
            return begun
        if begun:
            return day_of(year_after(month, day, begun=begun), month, day)
        year = self._today.year
        passed = (month, day) <= (self._today.month, self._today.day)
        return day_of(year if passed else year - 1, month, day)


def _day_or_words(cell: str) -> Found:
    digits = any(map(str.isdigit, cell))
    return written(cell) if cell and (digits or tells_about_when(cell)) else _words(cell)


def _no_day(cell: str, why: str) -> Found:
    return Found((), (why.format(cell),), "")


def _has_letters(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _words(cell: str) -> Found:
    return Found((), (), cell) if cell else NOTHING


def _heading_years(sheet: Sheet) -> list[int | None]:
    """For every row the year of the heading above it; a heading of its own month says none."""
    found: list[int | None] = []
    year = None
    for row in sheet.rows:
        if is_heading(row):
            text = next(cell for cell in row if cell)
            year = year_in(text) if not is_date(text) else None
        found.append(year)
    return found
