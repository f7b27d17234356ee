"""At which hour an interview was: as a cell says it beside its day, or in a column of its own."""

import re
from datetime import time
from typing import NamedTuple

from afterword.cycle.reading.plain_text import level

USUAL = 60  # minutes, where a cell says only when it began
NIGHT = range(1, 7)  # an hour before seven is one of the afternoon as often as not
_HOUR = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:"
    r":(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|\s?(?P<only>[ap])\.?m\b\.?|h(?P<after>\d{2})?\b|(?=\s?uhr\b))",
    re.IGNORECASE,
)
# The hour of another place: which hour that was here, its owner knows.
_ELSEWHERE = re.compile(
    r"\b(?:UTC|GMT|[ECMP][SD]?T|CES?T|BST|IST)\b|(?<=\d)Z\b|(?<=:\d\d)\+\d{2}:?\d{2}\b"
    r"|T[\d:.]+-\d{2}:?\d{2}\b"
)
_HALF_SAID = re.compile(r"(?<![\d./-])\d{1,2}\s*(?:[-–]|to|bis)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:uhr)?\s*(?:-|to|until|bis|till?)\s*", re.IGNORECASE)
_AROUND = re.compile(r"\b(?:uhr|at|um|a|le|from|von|ab)\b|[\s,.@]", re.IGNORECASE)


class Hours(NamedTuple):
    """When on its day it began, and for how long it was."""

    start: time
    minutes: int


def hours_in(cell: str) -> Hours | None:
    """The hour that a cell names, or nothing where there is none or its meaning is in doubt."""
    text = level(cell)
    found = list(_HOUR.finditer(text))
    if not found or len(found) > 2 or _ELSEWHERE.search(text):
        return None
    if _HALF_SAID.search(text[: found[0].start()]):
        return None
    if len(found) == 1:
        return _beginning(found[0])
    return _lasting(text, *found)


def is_hour(cell: str) -> bool:
    """Whether a cell names an hour, or from when to when, and nothing else."""
    text = level(cell)
    return bool(_HOUR.search(text)) and not _AROUND.sub("", _UNTIL.sub("", _HOUR.sub("", text)))


def _beginning(one: re.Match[str]) -> Hours | None:
    start = _time(one)
    if start is None or start == time.min or (start.hour in NIGHT and not _half(one)):
        return None
    return Hours(start, USUAL)


def _lasting(text: str, first: re.Match[str], last: re.Match[str]) -> Hours | None:
    """From one hour to another: `2:00 - 3:30 pm` is in the afternoon, both."""
    start, end = _time(first), _time(last)
    if start is None or end is None or not _UNTIL.fullmatch(text[first.end() : last.start()]):
        return None
    if not _half(first) and _half(last) and start.hour + 12 <= end.hour:
        start = start.replace(hour=start.hour + 12)
    minutes = 60 * (end.hour - start.hour) + end.minute - start.minute
    in_doubt = start.hour in NIGHT and not _half(first)
    return Hours(start, minutes) if minutes > 0 and not in_doubt else None


def _half(one: re.Match[str]) -> str:
    return (one["half"] or one["only"] or "").lower()


def _time(one: re.Match[str]) -> time | None:
    hour, minute = int(one["hour"]), int(one["minute"] or one["after"] or 0)
    if half := _half(one):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
