"""What one column means, by its name and by what is in it."""

import re

from afterword.cycle.enums import Stage
from afterword.cycle.reading.cells.statuses import read_whole
from afterword.cycle.reading.columns.contents import Contents
from afterword.cycle.reading.columns.name_checks import checked
from afterword.cycle.reading.plain_text import plain_name
from afterword.cycle.reading.vocabulary.column_names import KEEP, Meaning, by_name
from afterword.cycle.reading.vocabulary.column_names import named as known_names
from afterword.cycle.reading.vocabulary.status_words import CLOSED, SHELVED, WAITING

_DATE_WORDS_WORDS = """
date day on at time when datum am le fecha data de del di tarihi y n yes no scheduled completed
done received the of is got sent ed round number no count s my did you get status result outcome
日期 时间 日
"""
_DATE_WORDS = frozenset(_DATE_WORDS_WORDS.split())


# `Interview 1 with`, `Round 2 interviewer`.
_PEOPLE_OF = re.compile(
    r"\b(?:interview|round|call|screen|onsite|phone|runde|gesprach|entretien)\b.*"
    r"\b(?:with|who|by|people|panel|names?|interviewers?|mit|wer|avec|con)$"
    r"|^(?:\d+(?:st|nd|rd|th)? )?interviewers?(?: \d+)?$"
)


def meaning_of(label: str, seen: Contents) -> Meaning:
    """What a column means by its name, unless what is inside says otherwise."""
    label = re.sub(r" \(\d+\)$", "", label)
    named = by_name(label)
    staged = stage_named(label)
    if staged and plain_name(label) in ("final", "finally", "end") and seen.statuses > 0.5:
        return Meaning("status")
    if staged and _can_be_stage(seen) and (named is None or _gives_way(named, label)):
        return Meaning("stage", staged)
    if _PEOPLE_OF.search(plain_name(label)) and seen.dates + seen.marks + seen.statuses < 0.5:
        return Meaning("contact")
    if plain_name(label) in ("phone", "telephone") and seen.numbers > 0.5:
        return Meaning("contact phone")
    if named is None:
        return by_contents(seen)
    return checked(named, label, seen)


def _gives_way(named: Meaning, label: str) -> bool:
    """A name that was only alike, and a few that are also a stage: `Ghosted`, `Contacted`."""
    words = plain_name(label)
    if words not in known_names():
        return True
    return named.kind in ("keep", "contact", "referral", "role") and len(words.split()) == 1


# Whether the papers got through; what follows has columns of its own.
_SCREENED = ("書類選考", "書類", "서류", "서류전형", "서류심사", "서류 전형", "简历筛选")
SCREENED = frozenset(map(plain_name, _SCREENED))


_ROUND = re.compile(r"^(?:round|runde|ronde|ronda) (\d)(?= (?:date|day|on|datum|am|fecha)$|$)")


def stage_named(label: str) -> str | None:
    """The stage that a column's name speaks of: `Phone screen date`, `Rejected?`, `OA`."""
    words = _ROUND.sub(r"interview \1", plain_name(label))
    if words in SCREENED:
        return Stage.APPLIED.value
    if words in {"sent", "list", "status", "response", "responses", "result", "update", "notes"}:
        return None
    for text in (words, _undated(words)):
        read = read_whole(text) if text and len(text) < 45 else None
        if read is None:
            continue
        if len(read.stages) == 1:
            stage = read.stages[0]
            return None if stage in (WAITING, CLOSED, SHELVED, Stage.NOTED) else stage
        if read.stages[:1] == (Stage.OFFER,):
            return str(read.stages[-1])
    return None


def _undated(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _DATE_WORDS)


def _can_be_stage(seen: Contents) -> bool:
    """Days, yes and no, or what became of it; not names of people, not long notes."""
    return seen.filled == 0 or seen.dates + seen.marks + seen.statuses + seen.counts >= 0.5


def by_contents(seen: Contents) -> Meaning:
    """A column whose name says nothing."""
    if seen.filled == 0:
        return KEEP
    if seen.links > 0.5:
        return Meaning("link")
    if seen.emails > 0.5:
        return Meaning("contact email")
    if seen.histories > 0.5:
        return Meaning("history")
    return KEEP
