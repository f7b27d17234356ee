"""A list that is no table: `Acme - intern - applied 9/3`."""

import re
from dataclasses import replace

from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.layouts.made_columns import COMPANY, ROLE, STATUS
from afterword.cycle.reading.sheets.heads import Sheet


def from_list(sheet: Sheet) -> Sheet:
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
        sheet, labels=[COMPANY, ROLE, STATUS], named=[True] * 3, rows=rows, lines=lines,
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
