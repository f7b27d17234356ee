"""The first answer: its own column, its day, and how many days it took."""

from datetime import date, timedelta

from afterword.cycle.enums import Stage
from afterword.cycle.reading.cells.yes_or_no import says_no, says_yes
from afterword.cycle.reading.lines.events import is_answer
from afterword.cycle.reading.lines.line import Line
from afterword.cycle.reading.lines.status_columns import told_cell
from afterword.cycle.reading.result import Told


def read_answer(line: Line, days: list[date]) -> None:
    """Whether anybody answered, and when first."""
    marks = [cell for _, cell in line.of_kind("answered")]
    for place, cell in line.of_kind("answered"):
        if not says_yes(cell) and not says_no(cell):
            told_cell(line, place, cell, [])
    if not days:
        if any(map(says_yes, marks)) and not any(is_answer(one) for one in line.events):
            line.events.append(Told(None, Stage.RECRUITER, "an answer", "answered"))
        return
    _first_answer(line, min(days))


def _first_answer(line: Line, day: date) -> None:
    answers = [one for one in line.events if is_answer(one)]
    if any(one.on == day for one in answers):
        return
    only = answers[0] if len(answers) == 1 else None
    undated = only is not None and only.stage == Stage.REJECTED and only.on is None
    if only and undated and not _says_days_to_rejection(line):
        _date(line, only, day)
        return
    label = line.label(line.of.places["answered on"][0])
    line.events.insert(0, Told(day, Stage.RECRUITER, "first answer", label))


def _says_days_to_rejection(line: Line) -> bool:
    return any(line.of.meanings[p].of == "rejected" for p, _ in line.of_kind("days to"))


def _date(line: Line, event: Told, day: date) -> None:
    line.events[line.events.index(event)] = Told(day, event.stage, event.words, event.column)


def read_days_to(line: Line, applied: list[date]) -> None:
    """A column that counts days dates what it counts to."""
    for place, cell in line.of_kind("days to"):
        stage = line.of.meanings[place].of
        undated = [one for one in line.events if one.stage == stage and one.on is None]
        line.keep(place)
        if applied and undated and cell.isdigit() and int(cell) < 2000:
            day = applied[0] + timedelta(days=int(cell))
            _date(line, undated[0], day)
            first = [one for one in line.events if one.words == "first answer" and one.on == day]
            for one in first:
                line.events.remove(one)
