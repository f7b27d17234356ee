"""What is no table with a header: refused with what it is instead, and what to do."""

import re
from collections import Counter
from collections.abc import Sequence

from afterword.study.columns import Column
from afterword.study.errors import CannotRead

SIGNATURES = {
    b"PK\x03\x04": "an Excel or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"SQLite format 3": "an SQLite database",
}
MOST_COLUMNS = 10_000
JSON = re.compile(rb"\s*[\[{]\s*[\[{\"]")
NO_TITLE = "A title or a note above the names of the columns is to be taken out."
AS_CSV = "Save the table as CSV (in a spreadsheet: Save as … CSV) and give that."


def require_text(first: bytes, name: str) -> None:
    """Refuse what is empty, another kind of file, or text that is not read, with what to do."""
    if not first.strip():
        raise CannotRead(f"{name} is empty.")
    for start, what in SIGNATURES.items():
        if first.startswith(start):
            raise CannotRead(f"{name} is {what}. {AS_CSV}")
    if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CannotRead(f"{name} is UTF-16 text. Save it as UTF-8.")
    if JSON.match(first):
        raise CannotRead(f"{name} is JSON. {AS_CSV}")
    if b"\r" in first and b"\n" not in first:
        raise CannotRead(f"{name} has lines that end as old Macs ended them. Save it as CSV anew.")
    if b"\x00" in first:
        raise CannotRead(f"{name} holds bytes that no text has; it is not a table. {AS_CSV}")


def require_header(header: Sequence[str], name: str) -> None:
    """Refuse a first line that names no columns, or two of them alike."""
    if len(header) < 2:
        raise CannotRead(
            f"{name} has one column only ({header[0][:40]!r}). Columns are parted by a comma, "
            f"a semicolon, a tab or a bar. {NO_TITLE}"
        )
    if len(header) > MOST_COLUMNS:
        raise CannotRead(
            f"{name} has {len(header):,} columns, and {MOST_COLUMNS:,} are looked at. Take those "
            "with ratings, or write a row a rating: candidate,interviewer,question,level."
        )
    title, times = Counter(header).most_common(1)[0]
    if times > 1:
        called = f"is called {title!r}" if title else "has no name"
        raise CannotRead(
            f"More than one column of {name} {called}. Give each its own name. {NO_TITLE}"
        )
    if all(title.replace(".", "", 1).isdigit() for title in header):
        raise CannotRead(
            f"The first line of {name} holds numbers ({', '.join(header[:4])}), not names of "
            "columns. Add a first line such as candidate,interviewer,question,level."
        )


def require_names(seen: Sequence[Column], name: str) -> None:
    """Refuse a first line of which all stands in the rows below: it is one of them."""
    if all(one.name in one.entries for one in seen):
        raise CannotRead(
            f"The first line of {name} is a row like the others "
            f"({', '.join(one.name for one in seen[:4])}), not names of columns. Add a first line "
            "such as candidate,interviewer,question,level."
        )
