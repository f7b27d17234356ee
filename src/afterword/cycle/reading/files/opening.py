"""A file as tables of text: told by its first bytes, opened by what knows its kind."""

from collections.abc import Iterable

from afterword.cycle.reading.errors import NotATable, NothingInside, TooLarge
from afterword.cycle.reading.files.archives import from_archive, is_workbook
from afterword.cycle.reading.files.delimited import from_delimited
from afterword.cycle.reading.files.encodings import decoded
from afterword.cycle.reading.files.html_tables import from_html
from afterword.cycle.reading.files.json_lists import from_json
from afterword.cycle.reading.files.tables import MOST_BYTES, Table
from afterword.cycle.reading.files.workbooks import from_workbook


def tables_in(body: bytes, *, name: str) -> list[Table]:
    """Every table of a file. Raises Unreadable with a sentence for its owner."""
    if len(body) > MOST_BYTES:
        raise TooLarge(f"The file has {len(body) // 1_000_000} MB; 10 MB are read at once.")
    if not body.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise NothingInside("The file is empty.")
    found = list(_of_kind(body, name))
    whole = [one for one in found if any(cell for row in one.rows for cell in row)]
    if not whole:
        raise NothingInside("There is nothing in the file but empty cells.")
    return whole


def _of_kind(body: bytes, name: str) -> Iterable[Table]:
    if body[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        if is_workbook(body):
            return from_workbook(body)
        return from_archive(body, lambda inner, called: tables_in(inner, name=called))
    if body[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return from_workbook(body)
    _refuse_known(body)
    text, remarks = decoded(body)
    head = text.lstrip()[:2000].casefold()
    if head.startswith(("{", "[")):
        return from_json(text, name, remarks)
    if "<table" in head or head.startswith(("<!doctype html", "<html")):
        return from_html(text, name, remarks)
    return [from_delimited(text, name, remarks)]


_NOT_OURS = {
    b"%PDF": "This is a PDF. Save the table it came from as CSV or XLSX.",
    b"\x89PNG": "This is a picture, not a table.",
    b"\xff\xd8\xff": "This is a picture, not a table.",
    b"GIF8": "This is a picture, not a table.",
    b"\x1f\x8b": "The file is compressed. Unpack it first.",
    b"7z\xbc\xaf": "The file is compressed. Unpack it first.",
    b"Rar!": "The file is compressed. Unpack it first.",
    b"BZh": "The file is compressed. Unpack it first.",
    b"\xfd7zXZ": "The file is compressed. Unpack it first.",
    b"\x7fELF": "This is a program, not a table.",
    b"MZ\x90": "This is a program, not a table.",
    b"SQLite format 3": "This is a database, not a table. Export its table as CSV.",
    b"{\\rtf": "This is a text document. Save its table as CSV or XLSX.",
}


def _refuse_known(body: bytes) -> None:
    for mark, sentence in _NOT_OURS.items():
        if body.startswith(mark):
            raise NotATable(sentence)
