"""Cells that say what the line above says: ditto marks, and a company named once for several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.vocabulary.column_names import Meaning

MARKS = frozenset({
    '"', "'", "''", "〃", "″", "“", "”", "ditto", "Ditto", "do.", "dito", "idem", "Idem", "same",
    "Same", "-''-", '-"-',
})  # fmt: skip
COMPANY = "company"


@dataclass(frozen=True)
class Filled:
    """A sheet with those cells filled, and the rows that owe their company to one above."""

    sheet: Sheet
    from_above: frozenset[int]


def without_marks(sheet: Sheet) -> Sheet:
    """What stands above in the place of every mark that says so."""
    if all(map(MARKS.isdisjoint, sheet.rows)):
        return sheet
    filled: list[list[str]] = []
    for row in sheet.rows:
        above = filled[-1] if filled else row
        filled.append([over if one in MARKS else one for one, over in zip(row, above, strict=True)])
    return replace(sheet, rows=filled)


def filled_from_above(sheet: Sheet, meanings: Sequence[Meaning]) -> Filled:
    """The company from above, where its owner names each only once."""
    owed = _owed(sheet.rows, sheet.lines, meanings)
    rows, place = list(sheet.rows), _place(meanings, COMPANY)
    for at in sorted(owed):
        rows[at] = [*rows[at][:place], rows[at - 1][place], *rows[at][place + 1 :]]
    return Filled(replace(sheet, rows=rows) if owed else sheet, frozenset(owed))


def _place(meanings: Sequence[Meaning], kind: str) -> int:
    return next((p for p, one in enumerate(meanings) if one.kind == kind), -1)


def _owed(rows: list[list[str]], lines: list[int], meanings: Sequence[Meaning]) -> set[int]:
    """Rows with a role and no company, right below one that has both, in a list where no company
    is written twice running: then its owner leaves out what would be said again."""
    company, role = _place(meanings, COMPANY), _place(meanings, "role")
    if company < 0 or role < 0:
        return set()
    names = [row[company].casefold() for row in rows]
    if any(name and name == before for before, name in pairwise(names)):
        return set()
    owed: set[int] = set()
    for at in range(1, len(rows)):
        above = names[at - 1] and rows[at - 1][role] and lines[at] == lines[at - 1] + 1
        if not names[at] and rows[at][role] and (above or at - 1 in owed) and _is_more(rows[at]):
            owed.add(at)
    return owed


def _is_more(row: list[str]) -> bool:
    """A line of the list, and no tally below it."""
    return sum(map(bool, row)) > 1
