"""Other shapes than a line for each application, turned into that: a column for each stage with
names below it; a sheet for each company with a line for each thing that happened."""

import re
from collections.abc import Sequence
from dataclasses import replace

from afterword.cycle.reading.dates import written
from afterword.cycle.reading.guessing import contents, is_mark
from afterword.cycle.reading.heads import Sheet
from afterword.cycle.reading.names import Meaning, by_name
from afterword.cycle.reading.plain import plain
from afterword.cycle.reading.statuses import read_status, read_whole

NAMES, STANDS, WHEN = "Company and role", "Status", "Status date"
FEWEST_STAGES = 3
# Names of columns that are a person or a place as often as a company.
LOOSE = frozenset({"who", "where", "sender name"})
_NO_COMPANY = re.compile(
    r"(?:sheet|tabelle|feuille|hoja|foglio|blad|planilha|arkusz|лист|シート|시트)\s*\d*|[\d\W]+|"
    r"(?:20\d\d|spring|summer|fall|autumn|winter|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)\b.*|.*\b(?:jobs?|applications?|tracker|internships?|search|list|bewerbung\w*|"
    r"candidatur\w*|stats?|statistics|summary|overview|notes?|contacts?|template)\b.*",
    re.IGNORECASE,
)


def plainly(sheets: Sequence[Sheet]) -> tuple[list[Sheet], str]:
    """The sheets as lists of applications; and by what lines belong together, if that is known."""
    flat = [_from_board(one) for one in sheets]
    if _is_sheet_each(flat):
        return [_of_company(one) for one in flat], "company"
    return flat, ""


# --- a column for each stage, names below


def _from_board(sheet: Sheet) -> Sheet:
    """Every name in a line of its own, with the stage above it. Other sheets stay as they are."""
    if not _is_board(sheet):
        return sheet
    rows, lines = [], []
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        for label, cell in zip(sheet.labels, row, strict=True):
            if cell:
                rows.append([*_without_day(cell), label])
                lines.append(line)
    labels = [NAMES, WHEN, STANDS]
    return replace(sheet, labels=labels, named=[True] * 3, rows=rows, lines=lines)


def _is_board(sheet: Sheet) -> bool:
    there = [label for label, own in zip(sheet.labels, sheet.named, strict=True) if own]
    if len(there) < FEWEST_STAGES or sheet.head_line is None:
        return False
    stages = sum(_is_stage(label) for label in there)
    return stages * 5 >= len(there) * 4 and _holds_names(sheet)


def _is_stage(label: str) -> bool:
    told = read_whole(plain(label)) or read_status(label)
    return told.known and bool(told.stages)


def _holds_names(sheet: Sheet) -> bool:
    """Words of many kinds: no days, no ticks, nothing said twice in most places."""
    cells = [cell for row in sheet.rows for cell in row if cell]
    if len(cells) < FEWEST_STAGES:
        return False
    names = [cell for cell in cells if _is_name(cell)]
    return len(names) * 5 >= len(cells) * 4 and len(set(names)) * 5 >= len(names) * 4


def _is_name(cell: str) -> bool:
    if is_mark(cell) or len(cell) > 80 or not any(map(str.isalpha, cell)):
        return False
    found = written(cell)
    bare = found.rest.strip(" ()-,") if found.dates else cell
    told = read_status(bare)
    return bool(plain(bare)) and not (told.known and told.stages and told.sure)


def _without_day(cell: str) -> list[str]:
    """`Klarna (Sep 3)`: the name, and the day as it was written."""
    found = written(cell)
    bare = " ".join(found.rest.replace("()", " ").split()).strip(" ,-–()")
    if not found.dates or not bare:
        return [cell, ""]
    left = set(bare.split())
    return [bare, " ".join(one for one in cell.split() if one.strip(" ,-–()") not in left)]


# --- a sheet for each company


def _is_sheet_each(sheets: Sequence[Sheet]) -> bool:
    """Several sheets called like companies, in none of which a company is named."""
    there = [one for one in sheets if one.rows]
    if len(there) < 2 or any(_NO_COMPANY.fullmatch(one.name.strip()) for one in there):
        return False
    told = sum(_is_diary(one) for one in there)
    return told * 5 >= len(there) * 4 and not any(_names_companies(one) for one in there)


def _names_companies(sheet: Sheet) -> bool:
    kinds = {_kind(label) for label in sheet.labels if plain(label) not in LOOSE}
    return bool(kinds & {"company", "company and role", "role"})


def _kind(label: str) -> str:
    return (by_name(label) or Meaning("keep")).kind


def _is_diary(sheet: Sheet) -> bool:
    """A column of days and a column of what happened on them."""
    inside = [contents([row[place] for row in sheet.rows]) for place in range(len(sheet.labels))]
    return any(one.dates > 0.5 for one in inside) and any(one.statuses >= 0.5 for one in inside)


def _of_company(sheet: Sheet) -> Sheet:
    """The sheet's name in a column of its own; its days are those of what happened."""
    inside = [contents([row[place] for row in sheet.rows]) for place in range(len(sheet.labels))]
    days = max(range(len(inside)), key=lambda p: inside[p].dates)
    told = max(range(len(inside)), key=lambda p: inside[p].statuses)
    labels = [f"{label} there" if plain(label) in LOOSE else label for label in sheet.labels]
    labels[days], labels[told] = WHEN, STANDS
    named = [own or place in (days, told) for place, own in enumerate(sheet.named)]
    rows = [[sheet.name.strip(), *row] for row in sheet.rows]
    return replace(sheet, labels=["Company", *labels], named=[True, *named], rows=rows)
