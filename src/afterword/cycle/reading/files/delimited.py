"""Rows with delimiters: CSV, TSV, semicolons, and the tables of Markdown."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator

from afterword.cycle.reading.errors import Damaged
from afterword.cycle.reading.files.tables import MOST_BYTES, Table, within
from afterword.cycle.reading.plain_text import visible

DELIMITERS = (",", ";", "\t", "|")


def from_delimited(text: str, name: str, remarks: tuple[str, ...]) -> Table:
    """The one table of a text."""
    skipped = 0
    given = None
    if text[:4].casefold() == "sep=":
        line, _, text = text.partition("\n")
        given, skipped = line[4:].strip(" ") or None, 1
        given = given if given in DELIMITERS else None
    delimiter = given or guessed_delimiter(text)
    rows, lines, more = _parsed(text, delimiter)
    if delimiter == "|":
        rows, lines = _without_rules(rows, lines)
    return Table(name, rows, [line + skipped for line in lines], (*remarks, *more))


def guessed_delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into the most cells of one number."""
    sample = text[:20_000]
    return max(DELIMITERS, key=lambda one: _evenness(sample, one))


def _evenness(sample: str, delimiter: str) -> float:
    try:
        rows = list(_rows(io.StringIO(sample), delimiter))[:60]
    except csv.Error:
        return 0
    widths = Counter(len(row) for row, _ in rows if len(row) > 1)
    if not widths:
        return 0
    width, often = max(widths.items(), key=lambda one: (one[1], one[0]))
    return often / max(len(rows), 1) * math.sqrt(min(width, 12))


def _rows(file: io.StringIO, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Each row with the line where it begins: a quoted cell may have many lines."""
    reader = csv.reader(file, delimiter=delimiter, skipinitialspace=delimiter != "\t")
    begins = 1
    for row in reader:
        yield row, begins
        begins = reader.line_num + 1


def _parsed(text: str, delimiter: str) -> tuple[list[list[str]], list[int], tuple[str, ...]]:
    csv.field_size_limit(MOST_BYTES)
    rows, lines, more = _collected(text, delimiter)
    if text.count('"') % 2:
        # A quotation mark that nothing closes swallows the rest of the file.
        again, lines_again, _ = _collected(text.replace('"', "'"), delimiter)
        if _alike(again) > _alike(rows):
            return (
                again,
                lines_again,
                ("a quotation mark was never closed; quotes were left as signs",),
            )
    return rows, lines, more


def _alike(rows: list[list[str]]) -> int:
    """How many rows have the usual number of cells."""
    return max(Counter(map(len, rows)).values(), default=0)


def _collected(text: str, delimiter: str) -> tuple[list[list[str]], list[int], tuple[str, ...]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    cells = 0
    try:
        for row, line in _rows(io.StringIO(text), delimiter):
            cells += len(row)
            within(len(rows) + 1, len(row), cells)
            rows.append([visible(cell) for cell in row])
            lines.append(line)
    except csv.Error as wrong:
        raise Damaged(f"Its rows cannot be told apart: {wrong}.") from wrong
    return rows, lines, ()


def _without_rules(rows: list[list[str]], lines: list[int]) -> tuple[list[list[str]], list[int]]:
    """A Markdown table: no edges, no line of dashes."""
    kept = [(row, line) for row, line in zip(rows, lines, strict=True) if not _is_rule(row)]
    edged = all(row[0] == "" and row[-1] == "" for row, _ in kept if len(row) > 1)
    cut = [row[1:-1] if edged and len(row) > 1 else row for row, _ in kept]
    return [[_unmarked(cell) for cell in row] for row in cut], [line for _, line in kept]


_MARKED = re.compile(r"(\*\*|__|~~|`)(.+)\1")


def _unmarked(cell: str) -> str:
    """`**Acme**` without what makes it bold."""
    found = _MARKED.fullmatch(cell)
    return found[2] if found else cell


def _is_rule(row: list[str]) -> bool:
    return any(row) and all(set(cell) <= set("-: ") for cell in row)
