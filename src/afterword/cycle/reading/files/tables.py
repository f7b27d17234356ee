"""A table of text, and how large one may be. Nothing is understood here yet."""

from dataclasses import dataclass, field

from afterword.cycle.reading.errors import TooLarge

MOST_BYTES = 10_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 400
MOST_CELLS = 2_000_000
MOST_UNPACKED = 120_000_000


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with the line (or row) of the file where it begins."""

    name: str
    rows: list[list[str]]
    lines: list[int]
    remarks: tuple[str, ...] = field(default_factory=tuple)


def within(rows: int, columns: int, cells: int) -> None:
    """Raises TooLarge where a table has more than is read."""
    if rows > MOST_ROWS:
        raise TooLarge(f"The file has more than {MOST_ROWS:,} rows.")
    if columns > MOST_COLUMNS:
        raise TooLarge(f"The file has {columns:,} columns; {MOST_COLUMNS} are read.")
    if cells > MOST_CELLS:
        raise TooLarge(f"The file has more than {MOST_CELLS:,} cells.")
