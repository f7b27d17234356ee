"""The sheets of a workbook."""

import io

from afterword.cycle.reading.errors import Damaged, TooLarge
from afterword.cycle.reading.files.tables import MOST_CELLS, Table, within
from afterword.cycle.reading.files.typed_cells import as_typed


def from_workbook(body: bytes) -> list[Table]:
    """Every sheet that is shown first. Raises Damaged or TooLarge."""
    # Imported here because only workbooks need it.
    import python_calamine

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
    above = _standing_over(sheet)
    for line, row in enumerate(sheet.iter_rows(), start=1):
        texts = _trimmed(above.into([as_typed(value) for value in row], line - 1))
        cells += len(texts)
        if texts:
            within(len(rows) + 1, len(texts), cells)
            rows.append(texts)
            lines.append(line)
    return Table(name, rows, lines)


MOST_MERGED = 20_000


class _Merged:
    """Cells merged downwards: what is in the first of them is said of every line beside it."""

    def __init__(self, ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self._tops = {top: bottom[0] for top, bottom in ranges[:MOST_MERGED] if bottom[0] > top[0]}
        self._over: dict[int, tuple[int, str]] = {}  # column: the last line, and the text

    def into(self, texts: list[str], line: int) -> list[str]:
        """The cells of a line, empty ones filled with what stands over them."""
        for place, text in enumerate(texts):
            last, above = self._over.get(place, (-1, ""))
            if not text and line <= last:
                texts[place] = above
            elif (line, place) in self._tops:
                self._over[place] = (self._tops[line, place], text)
        return texts


def _standing_over(sheet: object) -> _Merged:
    return _Merged(list(getattr(sheet, "merged_cell_ranges", None) or []))


def _trimmed(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts.pop()
    return texts
