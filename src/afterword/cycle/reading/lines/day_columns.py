"""The days of a line, and what stands beside them in their cells."""

from datetime import date

from afterword.cycle.enums import Stage
from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.cells.yes_or_no import says_yes
from afterword.cycle.reading.columns.days import Day
from afterword.cycle.reading.lines.line import Line
from afterword.cycle.reading.result import Unread
from afterword.cycle.reading.vocabulary.status_words import WAITING


def days_of(line: Line, kind: str) -> list[date]:
    """The days in the columns of one meaning."""
    found: list[date] = []
    for place, cell in line.of_kind(kind):
        day = line.of.days.at(line.place, place)
        found += day.days
        judge(line, place, cell, day)
    return found


def judge(line: Line, place: int, cell: str, day: Day) -> None:
    """Note what a date cell holds besides dates."""
    for why in day.wrong:
        line.unread.append(Unread(line.label(place), cell, why))
    if day.wrong or not day.rest:
        return
    told = read_status(day.rest)
    if told.known and not told.stages:
        return
    if day.days:
        if not (told.known and set(told.stages) <= {Stage.APPLIED, WAITING}):
            line.keep(place)
    elif line.of.meanings[place].kind == "applied on" and told.known and Stage.NOTED in told.stages:
        line.noted_only = True
    elif says_yes(cell) and line.of.meanings[place].kind == "applied on":
        line.says_applied = True
    else:
        line.unread.append(Unread(line.label(place), cell, "no day that I can read"))
