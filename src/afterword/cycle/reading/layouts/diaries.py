"""A diary of a search: a line for each thing that happened, in words. `Rejected by Lantana`."""

import re
from dataclasses import replace

from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.columns.contents import contents
from afterword.cycle.reading.layouts.made_columns import COMPANY, ROLE, STATUS, STATUS_DATE
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.vocabulary.column_names import kind_of

_SAID = re.compile(
    r"(?P<what>.+?)\s+(?:to|by|with|from|at|for|@|bei|von|mit|an|chez|par|con|de)\s+"
    r"(?P<who>[^()]+?)\s*(?:\((?P<role>[^()]*)\))?[\s!.]*"
)
FEWEST = 3  # lines that make a diary


def from_sentences(sheet: Sheet) -> tuple[Sheet, str]:
    """What each line tells, of whom, and when, in columns; and what joins the lines."""
    place = next((p for p in range(len(sheet.labels)) if _is_told(sheet, p)), None)
    if place is None or _names_somebody(sheet):
        return sheet, ""
    labels = [_dated(sheet, at, label) for at, label in enumerate(sheet.labels)]
    labels[place : place + 1] = [COMPANY, ROLE, STATUS]
    named = [*sheet.named[:place], True, True, True, *sheet.named[place + 1 :]]
    rows = [[*row[:place], *_cut(row[place]), *row[place + 1 :]] for row in sheet.rows]
    return replace(sheet, labels=labels, named=named, rows=rows), "company"


def _names_somebody(sheet: Sheet) -> bool:
    kinds = {kind_of(label) for label in sheet.labels}
    return bool(kinds & {"company", "company and role", "role"})


def _is_told(sheet: Sheet, place: int) -> bool:
    cells = [row[place] for row in sheet.rows if row[place]]
    told = sum(bool(_cut(cell)[2]) for cell in cells[:200])
    return len(cells) >= FEWEST and told * 5 >= min(len(cells), 200) * 4


def _dated(sheet: Sheet, place: int, label: str) -> str:
    days = contents([row[place] for row in sheet.rows]).dates
    return STATUS_DATE if days > 0.5 else label


def _cut(cell: str) -> list[str]:
    """(company, role, what happened); a line that says nothing of the kind names itself."""
    said = _SAID.fullmatch(cell) if len(cell) < 120 else None
    if said is None:
        return [cell, "", ""]
    status = read_status(said["what"])
    if not (status.known and status.sure and status.stages):
        return [cell, "", ""]
    return [said["who"], said["role"] or "", said["what"]]
