"""Lists below each other in one sheet, each with columns of its own: `Internships`, `New grad`."""

from dataclasses import replace
from itertools import pairwise

from afterword.cycle.reading.files.tables import Table
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.vocabulary.column_names import by_name

FEWEST = 3  # names that make a head
MOST = 50  # lists in one sheet: nobody keeps more, and each is looked at by itself
WHO = frozenset({"company", "company and role"})


def one_by_one(table: Table) -> list[Table]:
    """Each list as a table of its own, called by what stands above it; any other table as it is."""
    first = next((place for place, row in enumerate(table.rows) if _is_full(row)), 0)
    starts = [
        place
        for place in range(first + 2, len(table.rows))
        if not _is_full(table.rows[place - 1])
        and _is_head(table.rows[place])
        and _names(table.rows[place]) != _names(table.rows[first])
    ]
    if not starts or len(starts) > MOST:
        return [table]  # a head that only comes again names the same columns
    cuts = [0, *(_with_title(table, place) for place in starts), len(table.rows)]
    return [
        replace(table, name=_name(table, a), rows=table.rows[a:b], lines=table.lines[a:b])
        for a, b in pairwise(cuts)
    ]


def _is_full(row: list[str]) -> bool:
    """Whether more than a title stands in it. Between two lists there is a line that is not."""
    return sum(map(bool, row)) > 1


def _names(row: list[str]) -> list[str]:
    return [plain(cell) for cell in row if cell]


def _is_head(row: list[str]) -> bool:
    """Nothing but names that columns have, a company's among them."""
    filled = [cell for cell in row if cell]
    if len(filled) < FEWEST or len(set(filled)) < len(filled) or max(map(len, filled)) > 30:
        return False
    kinds = [meaning.kind for cell in filled if (meaning := by_name(cell)) is not None]
    return len(kinds) == len(filled) and bool(WHO & {*kinds})


def _title(row: list[str]) -> str:
    """What a line says that fills one cell."""
    filled = [cell for cell in row if cell]
    return filled[0] if len(filled) == 1 else ""


def _with_title(table: Table, head: int) -> int:
    return head - 1 if _title(table.rows[head - 1]) else head


def _name(table: Table, begins: int) -> str:
    if begins == 0:
        return table.name
    return _title(table.rows[begins]) or f"{table.name}, line {table.lines[begins]}"
