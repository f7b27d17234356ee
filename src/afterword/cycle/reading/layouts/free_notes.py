"""A list in one's own words, all in one column: `Globex, intern. applied 1/14. never heard`."""

import re
from dataclasses import replace

from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.layouts.made_columns import COMPANY, ROLE, STATUS
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.sheets.totals_and_headings import is_totals
from afterword.cycle.reading.vocabulary.column_names import by_name

KINDS = frozenset({"notes", "keep", "history", "status"})
LONGEST = 60  # letters of a company or a role
_CUT = re.compile(r"\s+[-–—|•·]+\s+|[,;:()\n]\s*|\.\s+|\.$|!+\s*")
_SENT_TO = re.compile(
    r"^(?:i )?(?:applied|sent|wrote|application|submitted)\b(?: an application| it| my cv)?"
    r" (?:to|at|with|for) (?P<who>[^\W\d_][\w&'+-]*(?: [^\W\d_a-z][\w&'+-]*)*)",
    re.IGNORECASE,
)


def from_notes(sheet: Sheet) -> Sheet:
    """The company, the role, what happened and the line itself, as it stands. Others stay."""
    if len(sheet.labels) != 1 or not sheet.rows or not _is_for_notes(sheet.labels[0]):
        return sheet
    read = [_read(row[0]) for row in sheet.rows]
    if sum(bool(one[0]) for one in read) * 2 < len(read):
        return sheet
    rows = [[*one, row[0]] for one, row in zip(read, sheet.rows, strict=True)]
    labels = [COMPANY, ROLE, STATUS, sheet.labels[0]]
    return replace(sheet, labels=labels, named=[True] * 4, rows=rows)


def _is_for_notes(label: str) -> bool:
    meaning = by_name(label)
    return meaning is not None and meaning.kind in KINDS


def _read(text: str) -> list[str]:
    """What a line says of an application; three blanks where it tells of none."""
    parts = [one.strip() for one in _CUT.split(text) if one and one.strip()]
    told = [one for one in parts if _happened(one)]
    if is_totals([text]) or not told:
        return ["", "", ""]
    if sent := _SENT_TO.match(text):
        when = parts[0].partition(sent["who"])[2] if written(parts[0]).dates else ""
        later = told[1:] if told[0] == parts[0] else told
        return [sent["who"], "", "; ".join([f"applied {when}".strip(), *later])]
    others = [one for one in parts if one not in told and len(one) <= LONGEST]
    if not others or parts[0] != others[0]:
        return ["", "", ""]
    role = others[1] if len(others) > 1 and parts.index(others[1]) == 1 else ""
    return [others[0], role, "; ".join(told)]


def _happened(part: str) -> bool:
    found = written(part)
    told = read_status(found.rest or part)
    return bool(plain(part)) and (bool(found.dates) or (told.known and bool(told.stages)))
