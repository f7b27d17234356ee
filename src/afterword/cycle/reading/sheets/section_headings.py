"""Headings, and names of sheets, that say how the applications below them stand: `WAITING`."""

from collections.abc import Mapping
from dataclasses import dataclass

from afterword.cycle.reading.cells.statuses import read_whole
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.sheets.heads import Sheet

FEWEST = 2  # one lonely word may be a company: there is one called Target


@dataclass(frozen=True)
class Sections:
    """Which rows of a sheet are such headings, and which heading stands over each other row."""

    heads: frozenset[int]
    over: Mapping[int, str]


def sections_of(sheet: Sheet, *, width: int) -> Sections:
    """The headings of a sheet whose lines usually fill `width` cells."""
    heads = {
        place: next(filter(None, row)) for place, row in enumerate(sheet.rows) if _is_head(row)
    }
    if width < 2 or len({plain(text) for text in heads.values()}) < FEWEST:
        named = sheet.name if stands_for(sheet.name) else ""  # a sheet called `Rejected`
        return Sections(frozenset(), dict.fromkeys(range(len(sheet.rows)), named) if named else {})
    over, heading = {}, ""
    for place in range(len(sheet.rows)):
        heading = heads.get(place, heading)
        if place not in heads and heading:
            over[place] = heading
    return Sections(frozenset(heads), over)


def _is_head(row: list[str]) -> bool:
    filled = [cell for cell in row if cell]
    if len(filled) != 1 or len(filled[0]) > 40:
        return False
    return stands_for(filled[0])


def stands_for(text: str) -> bool:
    """Whether a name says how what stands below it stands."""
    told = read_whole(plain(text))
    return told is not None and bool(told.stages)
