"""A column for each stage, with names below it."""

from dataclasses import replace

from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.cells.statuses import read_status, read_whole
from afterword.cycle.reading.columns.contents import is_mark
from afterword.cycle.reading.layouts.made_columns import COMPANY_AND_ROLE, STATUS, STATUS_DATE
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.sheets.heads import Sheet

FEWEST_STAGES = 3


def from_board(sheet: Sheet) -> Sheet:
    """Every name in a line of its own, with the stage above it. Other sheets stay as they are."""
    if not _is_board(sheet):
        return sheet
    rows, lines = [], []
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        for label, cell in zip(sheet.labels, row, strict=True):
            if cell:
                rows.append([*_without_day(cell), label])
                lines.append(line)
    labels = [COMPANY_AND_ROLE, STATUS_DATE, STATUS]
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
