"""A column for each application."""

from dataclasses import replace
from itertools import zip_longest

from afterword.cycle.reading.columns.one_column import stage_named
from afterword.cycle.reading.files.tables import Table
from afterword.cycle.reading.vocabulary.column_names import by_name, kind_of

MOST_NAMES = 60  # of what is told of one application


def upright(table: Table) -> Table:
    """A table whose names stand in the first column, turned so that they stand in the first row."""
    if len(table.rows) > MOST_NAMES:
        return table
    rows = [row for row in table.rows if any(row)]
    first = [row[0] for row in rows if row and row[0]]
    kinds = [kind_of(cell) for cell in first]
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
