"""Where a table begins and what its columns are called."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.files.tables import Table
from afterword.cycle.reading.plain_text import plain, plain_name
from afterword.cycle.reading.vocabulary.column_names import by_name, named

LOOKED_AT = 25  # rows in which a head is looked for
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """A table with its head found. `labels` are unique; `named` says which the file itself gave."""

    name: str
    labels: list[str]
    named: list[bool]
    rows: list[list[str]]  # all as wide as `labels`
    lines: list[int]
    above: list[tuple[int, str]]
    head_line: int | None
    remarks: tuple[str, ...]


def headed(table: Table, *, head_line: int | None = None, told: Collection[str] = ()) -> Sheet:
    """Find the row of names, or do without one. `told`: names that the person spoke of."""
    at = _head(table, told) if head_line is None else _told_head(table, head_line)
    head = table.rows[at] if at is not None else []
    begins = 0 if at is None else at + 1
    rows, lines = _filled(table.rows[begins:], table.lines[begins:])
    width = max([len(head), *(len(row) for row in rows)], default=0)
    labels = _labels(head, width)
    return Sheet(
        name=table.name,
        labels=labels,
        named=[place < len(head) and bool(head[place]) for place in range(width)],
        rows=[row + [""] * (width - len(row)) for row in rows],
        lines=lines,
        above=_above(table, at),
        head_line=None if at is None else table.lines[at],
        remarks=table.remarks,
    )


def _told_head(table: Table, line: int) -> int | None:
    return table.lines.index(line) if line in table.lines else None


def _filled(rows: list[list[str]], lines: list[int]) -> tuple[list[list[str]], list[int]]:
    kept = [(row, line) for row, line in zip(rows, lines, strict=True) if any(row)]
    return [row for row, _ in kept], [line for _, line in kept]


def _above(table: Table, at: int | None) -> list[tuple[int, str]]:
    return [
        (table.lines[place], " ".join(filter(None, table.rows[place])))
        for place in range(at or 0)
        if any(table.rows[place])
    ]


def _head(table: Table, told: Collection[str]) -> int | None:
    """The first rows' best row of names; None where the first row is an application already."""
    for place, row in enumerate(table.rows[:LOOKED_AT]):
        if any(cell in told for cell in row):
            return place
    again = _repeated(table.rows[:200])
    marks = [
        (_likeness(_not_repeated(row, again)), -place)
        for place, row in enumerate(table.rows[:LOOKED_AT])
    ]
    best, place = max(marks, default=(0.0, 0))
    return -place if best >= 1.0 else _unlike_the_rest(table)


def _unlike_the_rest(table: Table) -> int | None:
    """Names that nobody knows: a first full row of words, where columns below hold values."""
    first = next((p for p, row in enumerate(table.rows[:5]) if sum(map(bool, row)) > 1), None)
    if first is None or first + 2 > len(table.rows):
        return None
    row, below = table.rows[first], table.rows[first + 1 : 60]
    names = _not_repeated(row, _repeated([row, *below]))
    if any(_is_value(cell) for cell in names) or len(set(names)) < len(names):
        return None
    columns = [[one[p] for one in below if p < len(one) and one[p]] for p in range(len(row))]
    valued = [cells for cells in columns if cells and sum(map(_is_value, cells)) * 2 > len(cells)]
    return first if valued else None


def _repeated(rows: list[list[str]]) -> list[frozenset[str]]:
    """For each column what comes more than once in it, in rows that differ."""
    different = dict.fromkeys(map(tuple, rows))
    columns = zip_longest(*different, fillvalue="")
    return [
        frozenset(cell for cell, times in Counter(column).items() if times > 1)
        for column in columns
    ]


def _not_repeated(row: list[str], again: list[frozenset[str]]) -> list[str]:
    """The row's cells, but what comes again in its column: names of columns do not, values do."""
    return [_REPEATED if cell in again[place] else cell for place, cell in enumerate(row) if cell]


_REPEATED = "https://repeated.invalid"  # counts as a value


def _likeness(cells: list[str]) -> float:
    """Known names count for a row, what only a row of values holds counts against it."""
    if not cells:
        return 0.0
    names = sum(_is_name(cell) for cell in cells)
    stages = sum(_is_stage_name(cell) for cell in cells if not _is_name(cell))
    values = sum(_is_value(cell) for cell in cells)
    if names + stages < 2 and not (names == 1 and len(cells) <= 2 and not values):
        return 0.0
    return names + 0.6 * stages - 1.5 * values + 0.1 * len(cells) if names else 0.0


@lru_cache(maxsize=8192)
def _is_name(cell: str) -> bool:
    return len(cell) <= 60 and by_name(cell) is not None


@lru_cache(maxsize=8192)
def _is_stage_name(cell: str) -> bool:
    """`Phone screen`, `Offer`: also names of columns, where each stage has one."""
    words = plain(cell)
    return 3 < len(words) < 40 and bool(read_status(words).stages)


@lru_cache(maxsize=8192)
def _is_value(cell: str) -> bool:
    if _LINK.search(cell) or len(cell) > 80:
        return True
    if plain_name(cell) in named():
        return False
    found = written(cell)
    return (bool(found.dates) and not found.rest) or cell.replace(".", "").isdigit()


def _labels(head: list[str], width: int) -> list[str]:
    """A name for every column: its own, its letter, or its own with a number where it repeats."""
    seen: dict[str, int] = {}
    labels = []
    for place in range(width):
        own = " ".join(head[place].split()) if place < len(head) else ""
        name = own[:100] or f"column {letters(place)}"
        seen[name] = seen.get(name, 0) + 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return labels


def letters(place: int) -> str:
    """The letters a spreadsheet shows above a column: A, B, …, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
