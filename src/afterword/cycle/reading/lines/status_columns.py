"""Columns that say in words how it stands, and those that tell a whole history."""

import re
from datetime import date

from afterword.cycle.enums import Stage
from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.cells.histories import history
from afterword.cycle.reading.cells.segments import Segment
from afterword.cycle.reading.cells.yes_or_no import only_yes_or_no, says_yes
from afterword.cycle.reading.columns.days import Day
from afterword.cycle.reading.columns.wordings import YES_OR_NO, is_about_answers
from afterword.cycle.reading.lines.day_columns import judge
from afterword.cycle.reading.lines.events import LABELS, STAGES, is_answer, put
from afterword.cycle.reading.lines.line import Line
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.result import Told, Unread

HEADING_ABOVE = "the heading above"
_SAYS_NO = re.compile(r"(?:no|nein|non|nee|nao|nej)\b")


def read_statuses(line: Line) -> None:
    """Read the columns of statuses; where they tell nothing, the heading that the line is under."""
    before = _known(line)
    for place in line.of.statuses:
        cell = line.cells[place]
        if not cell:
            continue
        told_cell(line, place, cell, _days_of_status(line, place))
    heading = line.of.sections.over.get(line.place, "")
    if heading and _known(line) == before:
        for told in line.of.wordings.status(heading, HEADING_ABOVE):
            _happened(line, told, [], HEADING_ABOVE)
    _days_without_status(line)


def _known(line: Line) -> tuple[int, bool | None, bool]:
    """What is known so far of how it stands."""
    return len(line.events), line.says_applied, line.noted_only


def read_histories(line: Line) -> None:
    """Read cells that tell several things with their days."""
    for place, cell in line.of_kind("history"):
        entries = history(cell)
        if entries is None:
            _diary(line, place, cell)
            continue
        for words, day in entries:
            _entry(line, place, words, day)


def _diary(line: Line, place: int, cell: str) -> None:
    """What each line of a cell tells; more than one, and the whole stays in the notes too."""
    parts = [part for part in cell.splitlines() if part.strip()]
    for part in parts:
        told_cell(line, place, part, [])
    if len(parts) > 1:
        line.kept.append(("", cell))


def _entry(line: Line, place: int, words: str, day: str) -> None:
    label = line.label(place)
    days = line.of.days.within(written(day), line.place, place) if day else Day((), (), "")
    for why in days.wrong:
        line.unread.append(Unread(label, f"{words}: {day}", why))
    for told in line.of.wordings.status(words, label):
        if not told.status.known:
            line.unread.append(Unread(label, words, "a status that I do not know"))
        _happened(line, told, list(days.days), label)


def _days_of_status(line: Line, place: int) -> list[date]:
    """The day beside a status: its own column's."""
    of = line.of.meanings[place].of
    found: list[date] = []
    for other, cell in line.of_kind("status on"):
        if line.of.meanings[other].of == of or (not line.of.meanings[other].of and of in ("", "1")):
            day = line.of.days.at(line.place, other)
            found += day.days
            judge(line, other, cell, day)
    return found


def _days_without_status(line: Line) -> None:
    """A day of a status that is not there."""
    told = {line.of.meanings[p].of for p in line.of.statuses if line.cells[p]}
    for place, cell in line.of_kind("status on"):
        of = line.of.meanings[place].of
        if of not in told and not (not of and told & {"", "1"}):
            judge(line, place, cell, line.of.days.at(line.place, place))
            line.keep(place)


def told_cell(line: Line, place: int, cell: str, days: list[date]) -> None:
    """Read one cell of a status; `days` are those beside it."""
    label = line.label(place)
    if says_yes(cell) and is_about_answers(label):
        if not any(map(is_answer, line.events)):
            line.events.append(Told(None, Stage.RECRUITER, "an answer", label))
        return
    told = line.of.wordings.status(cell, label)
    for at, one in enumerate(told):
        if not one.status.known:
            line.unread.append(Unread(label, cell, _why_unknown(cell)))
            for why in one.dates.wrong:
                line.unread.append(Unread(label, cell, why))
            continue
        inline = line.of.days.within(one.dates, line.place, place)
        if inline.days and not one.status.stages:
            _only_a_day(line, label, cell, min(inline.days))
            continue
        for why in inline.wrong:
            line.unread.append(Unread(label, cell, why))
        last = at == len(told) - 1
        _happened(line, one, list(inline.days) or (days if last else []), label)
        if one.status.near == plain(one.words) and len(one.words.split()) > 3:
            line.keep(place)


def _why_unknown(cell: str) -> str:
    return YES_OR_NO if only_yes_or_no(cell) else "a status that I do not know"


def _only_a_day(line: Line, label: str, cell: str, day: date) -> None:
    """A day where a status should be: of an answer, if the column is about answers."""
    if is_about_answers(label) and _SAYS_NO.match(plain(cell)):
        line.events.append(Told(day, Stage.REJECTED, "", label))
    elif is_about_answers(label):
        line.events.append(Told(day, Stage.RECRUITER, "an answer", label))
    else:
        line.unread.append(Unread(label, cell, "a day, but not what happened on it"))


def _happened(line: Line, told: Segment, days: list[date], label: str) -> None:
    """Put what a status tells among the events; its day belongs to the last thing it tells."""
    stages = told.status.stages
    for at, stage in enumerate(stages):
        last = at == len(stages) - 1
        mine: list[date | None] = [*days] if last else []
        if len(days) == len(stages) > 1:
            mine = [days[at]]
        says_more = len(stages) == 1 and not _spelt(told, stage) and not only_yes_or_no(told.words)
        words = told.words if says_more else ""
        for day in mine or [None]:
            put(line, stage, day, words, label)


def _spelt(told: Segment, stage: str) -> bool:
    """Whether the words, mended, are the stage's own: then they say no more than it does."""
    return (
        bool(told.status.near) and plain(told.status.near) in (stage, LABELS[stage])
        if stage in STAGES
        else False
    )
