"""A zip of files: the tables inside it, and the pages that Notion puts beside its own."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from afterword.cycle.reading.errors import Damaged, NotATable, TooLarge, Unreadable
from afterword.cycle.reading.files.encodings import decoded
from afterword.cycle.reading.files.notion import Page, as_table, page_of, with_pages, without_id
from afterword.cycle.reading.files.tables import MOST_BYTES, MOST_UNPACKED, Table

MOST_ENTRIES = 5000
MOST_TABLES = 50
OF_WORKBOOKS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods", ".json"})
MAIL = frozenset({".mbox", ".eml", ".emlx"})
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
# Of all that LinkedIn gives away of a person, what tells of applications.
_LINKEDIN = re.compile(r"(?:Job Applications|Saved Jobs)(?:_\d+)?\.csv", re.IGNORECASE)

Opener = Callable[[bytes, str], list[Table]]


class Inside(NamedTuple):
    """A file of an archive: where it lies, and what is in it."""

    path: PurePosixPath
    body: bytes


def is_workbook(body: bytes) -> bool:
    """Whether a zip is a workbook. Raises Damaged, or TooLarge for what would unpack to far more
    than it says on the outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            entries = packed.infolist()
    except BROKEN as wrong:
        raise Damaged("The workbook is damaged: it cannot be unpacked.") from wrong
    whole = sum(one.file_size for one in entries)
    if len(entries) > MOST_ENTRIES or whole > MOST_UNPACKED:
        raise TooLarge(f"Unpacked, the file would have {whole // 1_000_000:,} MB.")
    return bool(OF_WORKBOOKS & {one.filename for one in entries})


def from_archive(body: bytes, opened: Opener) -> list[Table]:
    """Every table inside. Raises NotATable where there is none."""
    inside = list(_wanted(list(_inside(body))))
    pages = {one.path: page_of(*decoded(one.body)) for one in inside if one.path.suffix == ".md"}
    found = [
        with_pages(table, _beside(one.path, pages))
        for one in inside
        if one.path.suffix.lower() in TABLES
        for table in _opened(one, opened)
    ]
    if found:
        return found[:MOST_TABLES]
    if any(one.path.suffix.lower() in MAIL for one in inside):
        raise NotATable("There is mail in this zip. Bring it in under Mail.")
    described = [page for page in pages.values() if page.properties]
    if not described:
        raise NotATable("There is no table in this zip.")
    return [as_table(described)]


def _inside(body: bytes, *, nested: bool = False) -> Iterator[Inside]:
    """Its files; Notion packs its zips once more."""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for one in packed.infolist():
            path = PurePosixPath(one.filename.replace("\\", "/"))
            if one.is_dir() or "__MACOSX" in path.parts or path.name.startswith("."):
                continue
            if (
                path.suffix.lower() in TABLES | MAIL | {".md", ".zip"}
                and one.file_size < MOST_BYTES
            ):
                yield from _unpacked(packed, one, path, nested=nested)


def _unpacked(
    packed: zipfile.ZipFile, one: zipfile.ZipInfo, path: PurePosixPath, *, nested: bool
) -> Iterator[Inside]:
    try:
        body = packed.read(one)
    except BROKEN as wrong:
        locked = "locked with a password" if one.flag_bits & 1 else "damaged"
        raise Damaged(f"{path.name} in this zip is {locked}.") from wrong
    if path.suffix.lower() != ".zip":
        yield Inside(path, body)
    elif not nested and not is_workbook(body):
        yield from _inside(body, nested=True)


def _wanted(inside: list[Inside]) -> Iterator[Inside]:
    """Each table once: Notion gives the view that was open, and all of it beside that."""
    told = [one for one in inside if _LINKEDIN.fullmatch(one.path.name)]
    if told:
        yield from told
        return
    whole = {one.path.stem.removesuffix("_all") for one in inside if one.path.stem.endswith("_all")}
    yield from (one for one in inside if one.path.suffix != ".csv" or one.path.stem not in whole)


def _opened(one: Inside, opened: Opener) -> list[Table]:
    """Its tables; a file that cannot be read holds up none of the others."""
    try:
        return opened(one.body, without_id(one.path.name))
    except Unreadable:
        return []


def _beside(table: PurePosixPath, pages: dict[PurePosixPath, Page]) -> list[Page]:
    """The pages in the folder that is called as a table is, or as it is without its id."""
    stem = table.stem.removesuffix("_all")
    folders = {table.parent / stem, table.parent / without_id(stem)}
    return [page for path, page in pages.items() if path.parent in folders]
