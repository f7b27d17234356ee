"""Other shapes than a line for each application, turned into that: a column for each stage with
names below it; a sheet for each company with a line for each thing that happened; two lines of
names above; a column for each application; a list that is no table."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.cells.statuses import read_status, read_whole
from afterword.cycle.reading.columns.contents import contents, is_mark
from afterword.cycle.reading.columns.one_column import stage_named
from afterword.cycle.reading.files.tables import Table
from afterword.cycle.reading.layouts.diaries import from_sentences
from afterword.cycle.reading.layouts.free_notes import from_notes
from afterword.cycle.reading.layouts.transitions import from_transitions
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.vocabulary.column_names import Meaning, by_name

NAMES, STANDS, WHEN = "Company and role", "Status", "Status date"
FEWEST_STAGES = 3
MOST_NAMES = 60  # of what is told of one application
NAMING = frozenset({"company", "role", "company and role"})
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
    flat = [_from_board(_from_list(from_notes(_under_one_head(one)))) for one in sheets]
    if _is_sheet_each(flat):
        return [_of_company(one) for one in flat], "company"
    steps = [_by_steps(one) for one in flat]
    return [sheet for sheet, _ in steps], next((by for _, by in steps if by), "")


def _by_steps(sheet: Sheet) -> tuple[Sheet, str]:
    """A sheet with a line for each thing that happened; and what joins those of one application."""
    told, by = from_sentences(sheet)
    return (told, by) if by else from_transitions(sheet)


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


# --- two lines of names above


def _under_one_head(sheet: Sheet) -> Sheet:
    """`Phone` over `Date` and `Result`: the names of both lines made one, and the second gone."""
    if not sheet.rows or sheet.head_line is None or not _is_second_head(sheet):
        return sheet
    second, group, labels = sheet.rows[0], "", []
    for label, own, below in zip(sheet.labels, sheet.named, second, strict=True):
        group = label if own else group
        labels.append(_one_name(group, below, label) if below else label)
    named = [own or bool(below) for own, below in zip(sheet.named, second, strict=True)]
    above = [*sheet.above, (sheet.lines[0], " ".join(filter(None, second)))]
    return replace(
        sheet, labels=_told_apart(labels), named=named, rows=sheet.rows[1:],
        lines=sheet.lines[1:], above=above,
    )  # fmt: skip


def _is_second_head(sheet: Sheet) -> bool:
    below = [cell for cell in sheet.rows[0] if cell]
    names = [place for place, label in enumerate(sheet.labels) if _kind(label) in NAMING]
    if len(below) < 2 or not names or any(sheet.rows[0][place] for place in names):
        return False
    return all(by_name(cell) is not None and not written(cell).dates for cell in below)


def _one_name(group: str, below: str, label: str) -> str:
    """The name that says most: both, or that of the upper line, or the lower one's."""
    both = f"{group} {below}"
    if by_name(both) or stage_named(both):
        return both
    return label if label == group and by_name(group) else below


def _told_apart(labels: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for label in labels:
        seen[label] += 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found


# --- a column for each application


def upright(table: Table) -> Table:
    """A table whose names stand in the first column, turned so that they stand in the first row."""
    if len(table.rows) > MOST_NAMES:
        return table
    rows = [row for row in table.rows if any(row)]
    first = [row[0] for row in rows if row and row[0]]
    kinds = [_kind(cell) for cell in first]
    known = sum(kind != "keep" for kind in kinds)
    beside = [cell for cell in (rows[0][1:] if rows else []) if cell]
    if len(first) < len(rows) or known < 3 or known * 10 < len(first) * 7 or len(beside) < 2:
        return table
    if "company" not in kinds[:2] or len(set(first)) < len(first):
        return table
    if any(by_name(cell) is not None or stage_named(cell) for cell in beside):
        return table
    turned = [list(column) for column in zip_longest(*rows, fillvalue="")]
    return replace(table, rows=turned, lines=list(range(1, len(turned) + 1)))


# --- a list that is no table


def _from_list(sheet: Sheet) -> Sheet:
    """`Acme - intern - applied 9/3 - rejected 9/10`: the company, the role, and what happened."""
    if len(sheet.labels) > 2 or not sheet.rows:
        return sheet
    whole = [" ".join(filter(None, row)) for row in sheet.rows]
    split = [[part for part in _DASH.split(text) if part.strip()] for text in whole]
    if sum(len(parts) > 2 for parts in split) * 2 < len(split):
        return sheet
    rows = [_listed(parts) for parts in split]
    lines, above = list(sheet.lines), list(sheet.above)
    if sheet.head_line is not None:  # what was taken for names is a line of the list, or its title
        above.append((sheet.head_line, " ".join(sheet.labels)))
    return replace(
        sheet, labels=["Company", "Role", STANDS], named=[True] * 3, rows=rows, lines=lines,
        above=above,
    )  # fmt: skip


_DASH = re.compile(r"\s+[-–—|•·]+\s+|\s*\t\s*|^[-–—•·*]\s+")


def _listed(parts: list[str]) -> list[str]:
    happened = [part for part in parts[1:] if _happened(part)]
    others = [part for part in parts[1:] if part not in happened]
    return [parts[0], ", ".join(others), "; ".join(happened)]


def _happened(part: str) -> bool:
    told = read_status(written(part).rest or part)
    return bool(written(part).dates) or (told.known and bool(told.stages) and told.sure)


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
