"""A file of ratings as columns: CSV, TSV, gz or Parquet. A refusal says where and what to do."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterword.study.columns import Column
from afterword.study.errors import CannotRead
from afterword.study.faults import wants_memory
from afterword.study.memory import addresses_are_limited, more_memory
from afterword.study.no_table import AS_CSV, require_header, require_names, require_text

if TYPE_CHECKING:
    import polars as pl

LOOK_AT = 10_000
CELLS_LOOKED_AT = 1_000_000  # of a Parquet file with many columns, which opens further than it is
FIRST_BYTES = 1 << 20
LONGEST_ENTRY = 100_000  # characters; the reader has a limit that others may move
SEPARATORS = (",", "\t", ";", "|")
EMPTY = ("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None")
# What reading, fitting and telling take for each rating, column and name, as measured.
BYTES_A_CELL = 12
BYTES_A_ROW = 60
BYTES_A_NAME = 450
OF_GZIP = zlib.MAX_WBITS | 16  # asks zlib to read the header of gzip
GZIP = b"\x1f\x8b"
MOST_ROWS = "more than maximum allowed"  # as polars words it
BROKEN = (OSError, EOFError, zlib.error)  # as a file that was cut off or changed breaks


@dataclass(frozen=True)
class Source:
    """A file that was looked at: what it is, and what its first rows hold."""

    path: Path
    parquet: bool
    separator: str
    seen: tuple[Column, ...]
    stamp: "Stamp | None"

    @property
    def zipped(self) -> bool:
        """By what it begins with, however it is called."""
        with self.path.open("rb") as file:
            return file.read(2) == GZIP


class Stamp(NamedTuple):
    """What changes where a file does."""

    file: int
    size: int
    written: int


def _stamp(path: Path) -> Stamp | None:
    with suppress(OSError):
        found = path.stat()
        return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)
    return None


def looked_at(path: Path) -> Source:
    """Look at the first rows. Raises CannotRead for what is no table with a header."""
    stamp = _stamp(path)
    if not path.exists():
        raise CannotRead(f"There is no file {path}.")
    if path.is_dir():
        raise CannotRead(f"{path} is a folder; name one file of ratings.")
    if not path.is_file():
        raise CannotRead(
            f"{path} is a pipe or a device, and a file is read more than once. Write it to a file "
            "first, and name that."
        )
    try:
        first = _first_bytes(path)
    except PermissionError as closed:
        raise CannotRead(f"{path.name} may not be read by you. Ask whoever owns it.") from closed
    except BROKEN as trouble:
        raise _damaged(path, trouble) from trouble
    if first.startswith(b"PAR1"):
        return Source(path, True, "", _seen_in_parquet(path), stamp)
    require_text(first, path.name)
    separator = _separator(first)
    return Source(path, False, separator, _seen_in_text(first, separator, path.name), stamp)


def columns_read(source: Source, names: Sequence[str], *, free: int) -> "pl.DataFrame":
    """These columns, each as codes of its entries (polars Categorical).

    `free`: bytes of memory that may be used. Raises CannotRead if the file needs more, where a row
    does not fit the header, or where somebody wrote to it since it was looked at.
    """
    try:
        return _columns_read(source, names, free=free)
    except BROKEN as trouble:
        raise _damaged(source.path, trouble) from trouble
    finally:
        if source.stamp != _stamp(source.path):
            raise CannotRead(
                f"{source.path.name} changed while it was read. Start again when nothing writes to "
                "it any more."
            )


def _columns_read(source: Source, names: Sequence[str], *, free: int) -> "pl.DataFrame":
    # Imported here because it is slow to import and the command's help must not be.
    import polars as pl

    _require_memory(source, names, free)
    if source.parquet:
        with _parquet(source.path):
            file = pl.scan_parquet(source.path)
            _require_one_a_cell(file, names, source.path.name)
            table = file.select(pl.col(name).cast(pl.String).cast(pl.Categorical) for name in names)
            return table.collect()
    try:
        written = {one.name: one.written for one in source.seen}
        titles = [written[name] for name in names]
        return pl.read_csv(
            source.path,
            columns=titles,
            separator=source.separator,
            schema_overrides=dict.fromkeys(titles, pl.Categorical),
            null_values=list(EMPTY),
        ).select(pl.col(written[name]).alias(name) for name in names)
    except (pl.exceptions.PolarsError, OSError) as trouble:
        raise _where(source, trouble) from trouble


def _require_one_a_cell(file: "pl.LazyFrame", names: Sequence[str], source: str) -> None:
    kinds = file.collect_schema()
    odd = next((name for name in names if _is_odd(kinds[name])), None)
    if odd is not None:
        raise CannotRead(
            f"Column {odd!r} of {source} holds {str(kinds[odd]).split('(')[0].lower()} cells. A "
            "cell is to hold one name or one level: write a row, or a column, for each."
        )


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] == GZIP:
        with gzip.open(path) as file:
            return file.read(FIRST_BYTES)
    if path.suffix == ".gz":
        raise CannotRead(f"{path.name} is called .gz, but is not compressed. Rename it.")
    with path.open("rb") as file:
        return file.read(FIRST_BYTES)


def _separator(first: bytes) -> str:
    header = first.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(SEPARATORS, key=header.count)


def _seen_in_text(first: bytes, separator: str, name: str) -> tuple[Column, ...]:
    text = first.decode("utf-8-sig", "replace")
    whole = len(first) < FIRST_BYTES
    try:
        # The header, the rows to look at, and one more that may be cut off.
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=separator), LOOK_AT + 2))
    except csv.Error as odd:
        raise CannotRead(f"{name} is no table of ratings: {odd}. {AS_CSV}") from odd
    rows = [row for row in rows if row] if whole else [row for row in rows[:-1] if row]
    if not rows:
        raise CannotRead(f"The first line of {name} is longer than a table's can be. {AS_CSV}")
    header, body = [one.strip() for one in rows[0]], rows[1 : LOOK_AT + 1]
    require_header(header, name)
    _require_short(max((len(entry) for row in rows for entry in row), default=0), name)
    if not body:
        raise CannotRead(f"{name} has a header and no rows.")
    seen = tuple(
        _column(title, [row[place] if place < len(row) else "" for row in body], rows[0][place])
        for place, title in enumerate(header)
    )
    require_names(seen, name)
    return seen


def _column(name: str, entries: Sequence[str], written: str) -> Column:
    plain = ["" if one.strip() in EMPTY else one.strip() for one in entries]
    half = len(plain) // 2
    first, later = set(plain[:half]), set(plain[half:])
    fresh = len(later - first) / max(len(plain) - half, 1)
    pool = len(first) * len(later) / max(len(first & later), 1)
    return Column(name, tuple(dict.fromkeys(plain)), len(plain), written, fresh, pool, plain)


def _seen_in_parquet(path: Path) -> tuple[Column, ...]:
    # Imported here because it is slow to import and the command's help must not be.
    import polars as pl

    with _parquet(path):
        file = pl.scan_parquet(path)
        columns = file.collect_schema().names()
        require_header(columns, path.name)
        head = file.head(min(LOOK_AT, CELLS_LOOKED_AT // len(columns))).collect()
    if head.is_empty():
        raise CannotRead(f"{path.name} has columns and no rows.")
    return tuple(
        _column(one.name, _written(one, path.name), one.name) for one in head.get_columns()
    )


@contextmanager
def _parquet(path: Path) -> Iterator[None]:
    """Where the reader of Parquet trips over a file, that file is damaged."""
    import polars as pl  # slow to import, as above

    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as trouble:
        raise _damaged(path, trouble) from trouble
    except pl.exceptions.PanicException as panic:
        if wants_memory(panic) or addresses_are_limited():
            raise
        raise _damaged(path, ValueError("its parts contradict each other")) from panic


def _written(column: "pl.Series", name: str) -> list[str]:
    """What stands in the first rows, as text; nothing of what a cell does not hold one of."""
    import polars as pl  # slow to import, as above

    if _is_odd(column.dtype):
        return []
    text = column.cast(pl.String)
    longest = text.str.len_bytes().fill_null(0).sort()[-1]  # before each row becomes a text
    _require_short(int(longest), name)
    return [one or "" for one in text]


def _require_short(longest: int, name: str) -> None:
    if longest > LONGEST_ENTRY:
        raise CannotRead(f"{name} is no table of ratings: an entry has no end. {AS_CSV}")


def _is_odd(kind: "pl.DataType") -> bool:
    """Whether a cell holds a list, a structure, bytes or a duration: no name and no level."""
    import polars as pl  # as above

    return kind.is_nested() or kind in (pl.Binary, pl.Object, pl.Duration)


def _require_memory(source: Source, names: Sequence[str], free: int) -> None:
    size = _size_open(source, most=free)
    rows, columns = _rows_about(source, size), len(names)
    needed = rows * (BYTES_A_CELL * columns + BYTES_A_ROW)
    needed += BYTES_A_NAME * _names_about(source, names, rows=rows)
    if source.zipped:
        needed += size
    if needed > free:
        raise CannotRead(
            f"{source.path.name} holds about {rows:,} rows. Calibrating {columns} columns of it "
            f"takes about {needed / 2**30:.1f} GiB of memory and {free / 2**30:.1f} GiB are free. "
            f"Take fewer rows (a year, a program), fewer columns, or {more_memory()}."
        )


def _names_about(source: Source, names: Sequence[str], *, rows: int) -> int:
    """How many people and things there are."""
    return sum(one.different_among(rows) for one in source.seen if one.name in names)


def _rows_about(source: Source, size: int) -> int:
    if source.parquet:
        import polars as pl  # slow to import, as above

        with _parquet(source.path):
            return int(pl.scan_parquet(source.path).select(pl.len()).collect().item())
    first = _first_bytes(source.path)
    lines = max(first.count(b"\n"), 1)
    if len(first) < FIRST_BYTES:
        return lines
    return int(size / (len(first) / lines))


def _size_open(source: Source, *, most: int) -> int:
    """Bytes of the text; of a compressed one about, from how far its beginning opens.

    What comes later may open much further: where the beginning promises no more than `most`, it is
    opened as far as that, piece by piece.
    """
    size = source.path.stat().st_size
    if not source.zipped:
        return size
    with source.path.open("rb") as file:
        closed = file.read(FIRST_BYTES)
    opening = zlib.decompressobj(OF_GZIP)
    opened = opening.decompress(closed, FIRST_BYTES)
    taken = len(closed) - len(opening.unconsumed_tail) - len(opening.unused_data)
    about = int(size * len(opened) / taken)
    return about if about > most else max(about, _opened(source.path, most=most))


def _opened(path: Path, *, most: int) -> int:
    """How far a compressed file opens, up to a piece more than `most`."""
    size = 0
    with suppress(*BROKEN), gzip.open(path) as file:  # whoever reads it says what is broken
        while size <= most and (piece := file.read(FIRST_BYTES)):
            size += len(piece)
    return size


def _where(source: Source, trouble: Exception) -> CannotRead:
    """The row that does not fit, found by reading again, slowly; else what the reader said."""
    try:
        return _odd_row(source) or CannotRead(
            f"{source.path.name} cannot be read: {_line(trouble)}."
        )
    except BROKEN as damaged:
        return _damaged(source.path, damaged)


def _damaged(path: Path, trouble: Exception) -> CannotRead:
    if MOST_ROWS in str(trouble):
        return CannotRead(
            f"{path.name} says that it holds more than {2**32:,} rows. Take fewer (a year, a "
            "program); of as many none would be read in a day."
        )
    return CannotRead(
        f"{path.name} is damaged, or was not copied whole ({_line(trouble)}). Copy or save it anew."
    )


def _odd_row(source: Source) -> CannotRead | None:
    width = len(source.seen)
    for row, line in enumerate(_lines(source)):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as odd:
            return CannotRead(
                f"Line {row + 1} of {source.path.name} is not UTF-8 text (byte "
                f"0x{line[odd.start]:02X}). Save the file as UTF-8."
            )
        if line.count(b'"') % 2:
            return CannotRead(
                f"Line {row + 1} of {source.path.name} opens a quotation mark that it does not "
                "close. Close it, or write the entry on one line."
            )
        if len(line) > LONGEST_ENTRY:
            return CannotRead(f"Line {row + 1} of {source.path.name} has no end. {AS_CSV}")
        cells = next(csv.reader([line.decode()], delimiter=source.separator), [])
        if len(cells) > width:
            return CannotRead(
                f"Line {row + 1} of {source.path.name} has {len(cells)} entries; the header names "
                f"{width} columns. An entry that holds {source.separator!r} needs quotation marks."
            )
    return None


def _lines(source: Source) -> Iterator[bytes]:
    with source.path.open("rb") as file:
        yield from gzip.GzipFile(fileobj=file) if source.zipped else file


def _line(trouble: Exception) -> str:
    return str(trouble).splitlines()[0].rstrip(".") if str(trouble) else type(trouble).__name__
