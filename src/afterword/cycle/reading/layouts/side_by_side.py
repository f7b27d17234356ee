"""Lists beside each other in one sheet: `Active` on the left, `Rejected` on the right."""

from dataclasses import replace

from afterword.cycle.reading.files.tables import Table
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.vocabulary.column_names import kind_of

LOOKED_AT = 6  # rows in which the names of the columns are looked for
FEWEST = 2  # names that make a list


def apart(table: Table) -> list[Table]:
    """Each list as a table of its own, called by what stands above it; any other table as it is."""
    for at, row in enumerate(table.rows[:LOOKED_AT]):
        if starts := _starts(row):
            ends = [*starts[1:], max(map(len, table.rows))]
            return [_cut(table, at, a, b) for a, b in zip(starts, ends, strict=True)]
    return [table]


def _starts(row: list[str]) -> list[int]:
    """Where each list begins, if the row names the same columns again and again."""
    names = [plain(cell) for cell in row]
    first = next((one for one in names if one), "")
    starts = [place for place, one in enumerate(names) if one == first]
    if len(starts) < FEWEST:
        return []
    blocks = [
        [one for one in names[a:b] if one]
        for a, b in zip(starts, [*starts[1:], len(names)], strict=True)
    ]
    again = all(block == blocks[0] for block in blocks) and len(blocks[0]) >= FEWEST
    kinds = {kind_of(one) for one in blocks[0]}
    return starts if again and kinds & {"company", "company and role"} else []


def _cut(table: Table, head: int, begins: int, ends: int) -> Table:
    above = [cell for row in table.rows[:head] for cell in row[begins:ends] if cell]
    rows = [row[begins:ends] for row in table.rows[head:]]
    return replace(
        table, name=above[-1] if above else table.name, rows=rows, lines=table.lines[head:]
    )
