"""What a line tells, put among its events: nothing twice."""

from datetime import date

from afterword.cycle.enums import ANSWERS_WITH_INTEREST, ENDS, PROGRESS, Stage
from afterword.cycle.reading.columns.wordings import LONGEST_WORDS
from afterword.cycle.reading.lines.line import Line
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.result import Told
from afterword.cycle.reading.vocabulary.status_words import CLOSED, SHELVED, WAITING

# Looked up once: an enum answers each question slowly, and a file asks many.
STAGES = frozenset(Stage.values)
LABELS = {value: plain(str(label)) for value, label in Stage.choices}


def put(line: Line, stage: str, day: date | None, words: str, label: str) -> None:
    """Put a stage among the events, or what else its status says."""
    if stage in (WAITING, Stage.APPLIED):
        line.says_applied = True
        if stage == Stage.APPLIED and day:
            line.events.append(Told(day, stage, "", label))
    elif stage == Stage.NOTED:
        line.noted_only = True
        if day:
            line.events.append(Told(day, stage, "", label))
    elif stage in (CLOSED, SHELVED):
        _over(line, stage, day, words, label)
    elif stage in STAGES:
        _add(line, Told(day, stage, words_beside(words, stage), label))


def _over(line: Line, stage: str, day: date | None, words: str, label: str) -> None:
    """The position went away, or was put away: an end for whoever had applied."""
    if stage == SHELVED and any(one.stage in ENDS for one in line.events):
        return
    ended = Stage.REJECTED if stage == CLOSED else Stage.SILENCE
    if day is None and any(one.stage == ended for one in line.events):
        line.kept.append((label, words))
        return
    line.events.append(Told(day, ended, words or stage, label))
    if stage == SHELVED:
        line.remarks.append(f"{words or stage!r} was taken as let go")


def _add(line: Line, told: Told) -> None:
    """A status that only repeats what a column of its own said adds nothing."""
    same = [one for one in line.events if one.stage == told.stage]
    other = [one for one in same if one.column != told.column or one.words == told.words]
    if other and (told.on is None or any(one.on == told.on for one in other)):
        return
    if other and all(one.on is None for one in other):
        line.events[line.events.index(other[0])] = told
        return
    further = [
        one for one in line.events if PROGRESS.get(one.stage, 0) >= PROGRESS.get(told.stage, 99)
    ]
    elsewhere = any(one.column != told.column for one in further)
    if told.on is None and told.stage in ANSWERS_WITH_INTEREST and told.column and elsewhere:
        return
    line.events.append(told)


def is_answer(one: Told) -> bool:
    """Whether somebody answered."""
    return one.stage in ANSWERS_WITH_INTEREST or one.stage == Stage.REJECTED


def words_beside(text: str, stage: str) -> str:
    """A status's words, where they say more than the stage does."""
    same = plain(text) in (stage, LABELS[stage], "")
    return "" if same else " ".join(text.split())[:LONGEST_WORDS]
