"""Columns that are about one stage each, and the one that says whether it was sent."""

import re

from afterword.cycle.enums import ENDS, HELD, Stage
from afterword.cycle.reading.cells.dates import has_time
from afterword.cycle.reading.cells.hours import Hours, hours_in
from afterword.cycle.reading.cells.statuses import MARKED, Status, read_status
from afterword.cycle.reading.cells.yes_or_no import only_yes_or_no, says_no, says_yes
from afterword.cycle.reading.columns.days import Day
from afterword.cycle.reading.columns.wordings import LONGEST_WORDS, YES_OR_NO
from afterword.cycle.reading.lines.events import LABELS, put, words_beside
from afterword.cycle.reading.lines.line import Line
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.result import Told, Unread
from afterword.cycle.reading.vocabulary.status_words import CLOSED, NOTHING, SHELVED

_RESULT = re.compile(r"\b(?:result|results|outcome|ergebnis|resultat|resultado|esito|wynik)\b")
WENT_WELL = frozenset({
    "passed", "pass", "cleared", "good", "went well", "bestanden", "ok", "qualified", "通過",
    "通过",
})  # fmt: skip


def read_stages(line: Line) -> None:
    """Read what each stage's own column tells."""
    for place, cell in line.of_kind("stage"):
        _stage(line, place, cell, line.of.meanings[place].of)
    _keep_lost_hours(line)
    for place, cell in line.of_kind("applied"):
        _applied(line, place, cell)
    if any(one.on is None for one in line.events):
        line.events = [one for one in line.events if not _only_its_result(line, one)]


def _only_its_result(line: Line, told: Told) -> bool:
    """`Phone result: passed` beside `Phone date`: one call, whose day is known."""
    if told.on is not None or not _RESULT.search(plain(told.column)):
        return False
    return any(one.stage == told.stage and one.on for one in line.events)


def _stage(line: Line, place: int, cell: str, stage: str) -> None:
    label = line.label(place)
    if says_no(cell) and cell.strip() not in ("✅",):
        if only_yes_or_no(cell) and _RESULT.search(plain(label)):
            line.unread.append(Unread(label, cell, YES_OR_NO))
        return
    words = _words_of(label, stage, line.of.days.about(line.place, place))
    day = line.of.days.at(line.place, place)
    if day.days:
        hours = _hours_of(line, cell, stage) if len(day.days) == 1 else None
        line.events += [_at(Told(one, stage, words, label), hours) for one in day.days]
        if day.rest or day.wrong:
            _beside_day(line, place, day, stage)
        elif has_time(cell) and not hours:
            line.keep(place)
        if stage not in ENDS and any(one in MARKED["rejected"] for one in cell):
            line.events.append(Told(None, Stage.REJECTED, "", label))
        return
    if day.wrong:
        line.unread += [Unread(label, cell, why) for why in day.wrong]
        line.events.append(Told(None, stage, words, label))
        return
    _stage_inwords_beside(line, place, cell, stage, words)


def _hours_of(line: Line, cell: str, stage: str) -> Hours | None:
    """When on its day an interview was: beside the day, or in a column of its own."""
    if stage not in HELD:
        return None
    of = line.of
    apart = [hour for place, hour in line.of_kind("hour") if of.meanings[place].of == stage]
    return next(filter(None, map(hours_in, (cell, *apart))), None)


def _at(told: Told, hours: Hours | None) -> Told:
    return told._replace(at=f"{hours.start:%H:%M}", minutes=hours.minutes) if hours else told


def _keep_lost_hours(line: Line) -> None:
    """An hour without a day, or in doubt, stays in the notes."""
    for place, cell in line.of_kind("hour"):
        stage = line.of.meanings[place].of
        if not any(one.stage == stage and one.at for one in line.events) or not hours_in(cell):
            line.keep(place)


def _words_of(label: str, stage: str, when: str) -> str:
    """What happened in the words of its column, and about when, where no day is named."""
    words = "" if plain(label) in (stage, LABELS[stage]) else _called(label)
    return f"{words or Stage(stage).label}, {when}"[:LONGEST_WORDS] if when else words


_DATED = re.compile(r"[\s_-]+(?:date|day|on|datum|am|fecha|le|data)$", re.IGNORECASE)


def _called(label: str) -> str:
    """What happened, in the words of its column: `Interview 1 date` is the day of `Interview 1`."""
    return _DATED.sub("", label.strip())[:LONGEST_WORDS]


def _beside_day(line: Line, place: int, day: Day, stage: str) -> None:
    told = read_status(day.rest)
    if told.known and day.rest:
        line.events += [
            Told(None, one, "", line.label(place))
            for one in told.stages
            if one in ENDS and one != stage
        ]
    line.keep(place)


def _stage_inwords_beside(line: Line, place: int, cell: str, stage: str, words: str) -> None:
    label = line.label(place)
    if says_yes(cell) or plain(cell) in WENT_WELL:
        line.events.append(Told(None, stage, words, label))
        return
    told = [line.of.mapping.statuses.get(plain(cell))]
    status = Status(told[0], True) if told[0] is not None else read_status(cell)
    if not status.known:
        line.events.append(Told(None, stage, words, label))
        line.keep(place)
        if not any(map(str.isdigit, cell)) and not line.of.days.about(line.place, place):
            line.remarks.append(f"{label}: {cell[:60]!r} was taken to mean that it happened")
        return
    stages = status.stages
    if not stages or set(stages) <= {NOTHING, Stage.NOTED}:
        return
    if set(stages) <= {Stage.SILENCE}:
        line.events.append(Told(None, Stage.SILENCE, words_beside(cell, Stage.SILENCE), label))
        return
    line.events.append(Told(None, stage, words, label))
    for one in stages:
        if one in ENDS and one != stage:
            line.events.append(Told(None, one, words_beside(cell, one), label))
    if set(stages) & {CLOSED, SHELVED}:
        put(line, CLOSED if CLOSED in stages else SHELVED, None, cell, label)


def _applied(line: Line, place: int, cell: str) -> None:
    if says_no(cell):
        line.says_applied = False
    elif says_yes(cell) or Stage.APPLIED in read_status(cell).stages:
        line.says_applied = True
    elif Stage.NOTED in read_status(cell).stages:
        line.says_applied = False
    else:
        line.keep(place)
