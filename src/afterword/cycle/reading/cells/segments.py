"""A status cell in segments, each with its own day: `Applied 3/4; rejected 3/10`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from afterword.cycle.reading.cells.dates import Found, cut_at_dates, written
from afterword.cycle.reading.cells.statuses import Status, read_status
from afterword.cycle.reading.plain_text import close_set


@dataclass(frozen=True)
class Segment:
    """One segment of a status cell: its stages, the dates written with them, its own words."""

    status: Status
    dates: Found
    words: str


_CLAUSES = re.compile(
    r"\s*[,;\n|]\s*(?:(?:and|und|et|y|e|en)\s+)?(?:(?:then|dann|danach|puis|luego|depois|poi|daarna)\s+)?"
    r"|\s+(?:then|dann|danach|puis|luego|poi|daarna)\s+|\s*(?:->|=>|→|➜)\s*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s+[-–—]\s+|\s*[()\[\],;\n|]\s*")
_SEGMENTS = re.compile(r"\s*(?:[;\n|]|->|=>|→|➜)\s*")


@lru_cache(maxsize=16384)
def segments_of(text: str) -> tuple[Segment, ...]:
    """A status cell in segments: `Applied 3/4; rejected 3/10` tells two things on two days."""
    text = close_set(text)
    whole = _segment(text)
    if len(whole.dates.dates) < 2 and whole.status.known:
        return _each_with_its_day(text, whole) or (whole,)
    parts = [_segment(part) for part in _SEGMENTS.split(text) if part.strip()]
    if len(parts) > 1 and all(part.status.known for part in parts):
        return tuple(parts)
    return _each_with_its_day(text, whole) or _in_pieces(text) or (whole,)


def _in_pieces(text: str) -> tuple[Segment, ...]:
    """`Rejected 9/12 (applied 9/3)`: each day belongs to the words beside it, or to none."""
    cuts = (_PIECES.split(text), cut_at_dates(text, before=False), cut_at_dates(text, before=True))
    for pieces in cuts:
        parts = [_segment(piece) for piece in pieces if any(map(str.isalnum, piece))]
        if len(parts) > 1 and all(_tells(part) for part in parts):
            return tuple(parts)
    return ()


def _tells(part: Segment) -> bool:
    """Known words, and no second day that they could share with others."""
    return part.status.known and bool(part.status.stages) and len(part.dates.dates) < 2


def _each_with_its_day(text: str, whole: Segment) -> tuple[Segment, ...]:
    """`Interview on 12 Sep, then rejected`: the day is the interview's; nobody said the other."""
    if not whole.dates.dates:
        return ()
    parts = [_segment(part) for part in _CLAUSES.split(text) if part.strip()]
    told = len(parts) > 1 and all(part.status.known and part.status.stages for part in parts)
    return tuple(parts) if told else ()


def _segment(text: str) -> Segment:
    if not any(one.isdigit() for one in text):
        return Segment(read_status(text), Found((), (), text), text)
    found = written(text)
    if not found.dates and not found.wrong:
        return Segment(read_status(text), found, text)
    plainly = read_status(text)  # `Round 1/3` has no date that matters
    if plainly.known and not plainly.near and plainly.stages:
        return Segment(plainly, Found((), (), text), text)
    words = _LEADS_TO_DAY.sub("", found.rest)
    return Segment(read_status(words), found, words or text)


# `Absage am`, `Ghosted since`: the word that led to the day, which is gone.
_LEADS_TO_DAY = re.compile(
    r"\s+(?:on|am|le|el|il|den|at|since|seit|depuis|desde|dal|sinds)$", re.IGNORECASE
)
