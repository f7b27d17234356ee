"""A file as tables of text: its kind, its encoding, its cells. Nothing is understood here yet."""

import csv
import html
import io
import json
import math
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from afterword.cycle.reading.errors import Damaged, NotATable, NothingInside, TooLarge
from afterword.cycle.reading.pages import pieces
from afterword.cycle.reading.plain import visible

MOST_BYTES = 10_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 400
MOST_CELLS = 2_000_000
MOST_UNPACKED = 120_000_000
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with the line (or row) of the file where it begins."""

    name: str
    rows: list[list[str]]
    lines: list[int]
    remarks: tuple[str, ...] = field(default_factory=tuple)


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
        return _workbook(body, packed=True)
    if body[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _workbook(body, packed=False)
    _refuse_known(body)
    text, remarks = decoded(body)
    head = text.lstrip()[:2000].casefold()
    if head.startswith(("{", "[")):
        return _from_json(text, name, remarks)
    if "<table" in head or head.startswith(("<!doctype html", "<html")):
        return _from_html(text, name, remarks)
    return [_delimited(text, name, remarks)]


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


# --- text


def decoded(body: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file in whatever encoding it was saved; remarks on what had to be guessed."""
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"),
    ):  # fmt: skip
        if body.startswith(mark):
            return _plain_text(body.decode(encoding, errors="replace"), ())
    if (wide := _unmarked_utf16(body)) is not None:
        return _plain_text(body.decode(wide, errors="replace"), ("read as UTF-16",))
    try:
        return _plain_text(body.decode("utf-8"), ())
    except UnicodeDecodeError as wrong:
        return _plain_text(*_older(body, wrong))


def _unmarked_utf16(body: bytes) -> str | None:
    """Every second byte empty: UTF-16 that lost its mark."""
    head = body[:4000]
    if head.count(0) * 10 < len(head) * 3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _older(body: bytes, wrong: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    """Not UTF-8: a few broken bytes in it, or an encoding from before it."""
    text = body.decode("utf-8", errors="replace")
    high = sum(byte > 127 for byte in body)
    if text.count("\ufffd") * 20 < high:
        return text, (f"a few characters are damaged, the first at byte {wrong.start}",)
    try:
        return body.decode("cp1252"), ("read as Windows-1252",)
    except UnicodeDecodeError:
        return body.decode("latin-1"), ("read as Latin-1",)


def _plain_text(text: str, remarks: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    nuls = text.count("\x00")
    if nuls:
        remarks = (*remarks, f"{nuls} empty (NUL) characters were left out")
        text = text.replace("\x00", "")
    controls = sum(one < " " and one not in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f" for one in text[:4000])
    if controls * 20 > len(text[:4000]):
        raise NotATable("This is neither a table nor a text.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), remarks


# --- rows with delimiters


def _delimited(text: str, name: str, remarks: tuple[str, ...]) -> Table:
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
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if longest > 20_000 and text.count('"') % 2:
        # A quotation mark that nothing closes swallows the rest of the file.
        again, lines_again, _ = _collected(text.replace('"', "'"), delimiter)
        if len(again) > len(rows):
            return (
                again,
                lines_again,
                ("a quotation mark was never closed; quotes were left as signs",),
            )
    return rows, lines, more


def _collected(text: str, delimiter: str) -> tuple[list[list[str]], list[int], tuple[str, ...]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    cells = 0
    try:
        for row, line in _rows(io.StringIO(text), delimiter):
            cells += len(row)
            _within(len(rows) + 1, len(row), cells)
            rows.append([visible(cell) for cell in row])
            lines.append(line)
    except csv.Error as wrong:
        raise Damaged(f"Its rows cannot be told apart: {wrong}.") from wrong
    return rows, lines, ()


def _within(rows: int, columns: int, cells: int) -> None:
    if rows > MOST_ROWS:
        raise TooLarge(f"The file has more than {MOST_ROWS:,} rows.")
    if columns > MOST_COLUMNS:
        raise TooLarge(f"The file has {columns:,} columns; {MOST_COLUMNS} are read.")
    if cells > MOST_CELLS:
        raise TooLarge(f"The file has more than {MOST_CELLS:,} cells.")


def _without_rules(rows: list[list[str]], lines: list[int]) -> tuple[list[list[str]], list[int]]:
    """A Markdown table: no edges, no line of dashes."""
    kept = [(row, line) for row, line in zip(rows, lines, strict=True) if not _is_rule(row)]
    edged = all(not row or (row[0] == "" and row[-1] == "") for row, _ in kept)
    cut = [row[1:-1] if edged else row for row, _ in kept]
    return cut, [line for _, line in kept]


def _is_rule(row: list[str]) -> bool:
    return any(row) and all(set(cell) <= set("-: ") for cell in row)


# --- workbooks


def _workbook(body: bytes, *, packed: bool) -> list[Table]:
    # Imported here because only workbooks need it.
    import python_calamine

    if packed:
        _measured(body)
    try:
        book = python_calamine.load_workbook(io.BytesIO(body))
        return [_sheet(book, name) for name in _shown(book)]
    except TooLarge:
        raise
    except Exception as wrong:
        raise Damaged(_why(wrong)) from wrong
    except BaseException as wrong:
        # What the library panics with is no Exception.
        if type(wrong).__name__ != "PanicException":
            raise
        raise Damaged(_why(wrong)) from wrong


def _why(wrong: BaseException) -> str:
    said = str(wrong).casefold()
    if "password" in said or "encrypt" in said:
        return "The workbook is locked with a password. Save it without one."
    return "The workbook is damaged, or not a workbook. Open it and save it again as XLSX or CSV."


def _measured(body: bytes) -> None:
    """Refuse what would unpack to far more than it says on the outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            entries = packed.infolist()
            names = {one.filename for one in entries}
            whole = sum(one.file_size for one in entries)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as wrong:
        raise Damaged("The workbook is damaged: it cannot be unpacked.") from wrong
    if len(entries) > 5000 or whole > MOST_UNPACKED:
        raise TooLarge(f"Unpacked, the workbook would have {whole // 1_000_000:,} MB.")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise NotATable("This is a ZIP archive without a workbook. Unpack it first.")


# Any-free: python_calamine ships no types for its sheets, so the book is an object to us.
def _shown(book: object) -> list[str]:
    names: list[str] = list(book.sheet_names)  # type: ignore[attr-defined]  # untyped library
    return names[:50]


def _sheet(book: object, name: str) -> Table:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]  # untyped library
    height, width = int(sheet.total_height), int(sheet.total_width)
    if height * max(width, 1) > MOST_CELLS * 4:
        raise TooLarge(f"The sheet {name!r} has {height:,} rows and {width:,} columns.")
    rows: list[list[str]] = []
    lines: list[int] = []
    cells = 0
    for line, row in enumerate(sheet.iter_rows(), start=1):
        texts = _trimmed([_cell(value) for value in row])
        cells += len(texts)
        if texts:
            _within(len(rows) + 1, len(texts), cells)
            rows.append(texts)
            lines.append(line)
    return Table(name, rows, lines)


def _trimmed(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _cell(value: object) -> str:
    """A typed cell as the text that a person would have typed."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        midnight = value.time() == time.min
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return "" if value is None else visible(str(value))


# --- JSON and HTML


def _from_json(text: str, name: str, remarks: tuple[str, ...]) -> list[Table]:
    try:
        parsed = json.loads(text)
    except RecursionError as wrong:
        raise Damaged("The JSON is nested too deeply.") from wrong
    except ValueError:
        if text.lstrip().startswith("["):
            return [_delimited(text, name, remarks)]
        try:
            parsed = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as wrong:
            raise Damaged("The JSON is damaged.") from wrong
    lists = list(_lists_of_objects(parsed, name))
    if not lists:
        raise NotATable("The JSON has no list of applications.")
    return [_from_objects(rows, where, remarks) for where, rows in lists]


def _lists_of_objects(parsed: object, name: str) -> Iterator[tuple[str, list[dict[str, object]]]]:
    if isinstance(parsed, list):
        rows = [one for one in parsed if isinstance(one, dict)]
        if rows:
            yield name, rows
    elif isinstance(parsed, dict):
        inner = [(key, value) for key, value in parsed.items() if isinstance(value, list)]
        found = [pair for key, value in inner for pair in _lists_of_objects(value, str(key))]
        values = list(parsed.values())
        if not found and values and all(isinstance(one, dict) for one in values):
            yield name, [{"id": key, **one} for key, one in parsed.items()]
        yield from found


def _from_objects(rows: list[dict[str, object]], name: str, remarks: tuple[str, ...]) -> Table:
    keys = list(dict.fromkeys(str(key) for row in rows for key in row))
    _within(len(rows), len(keys), len(rows) * len(keys))
    body = [[_json_cell(row.get(key)) for key in keys] for row in rows]
    return Table(name, [keys, *body], list(range(len(rows) + 1)), remarks)


def _json_cell(value: object) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return _cell(value)
    return _cell(value if isinstance(value, str) else float(value)) if value != "" else ""


class _Rows:
    """The cells of every table of a page, flat, with the line of each row."""

    def __init__(self, page: str) -> None:
        self.rows: list[list[str]] = []
        self.lines: list[int] = []
        self._inside, self._cells, self._line, self._counted = False, 0, 1, 0
        for one in pieces(page):
            self._add(html.unescape(one.text))
            self._line += page.count("\n", self._counted, one.at)
            self._counted = one.at
            self._take(one.tag)

    def _take(self, tag: str) -> None:
        if tag == "tr":
            self.rows.append([])
            self.lines.append(self._line)
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._inside = True
            self._cells += 1
            _within(len(self.rows), len(self.rows[-1]), self._cells)
        elif tag == "br":
            self._add("\n")
        elif tag in ("/td", "/th", "/tr", "/table"):
            self._inside = False

    def _add(self, text: str) -> None:
        if self._inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += text


def _from_html(text: str, name: str, remarks: tuple[str, ...]) -> list[Table]:
    found = _Rows(text)
    if not found.rows:
        raise NotATable("The page has no table. To add one posting, paste its page when adding.")
    rows = [[" ".join(visible(cell).split()) for cell in row] for row in found.rows]
    return [Table(name, rows, found.lines, remarks)]
