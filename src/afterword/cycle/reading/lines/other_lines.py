"""Lines that are no applications: heads, totals, headings, empty boxes."""

import re
from functools import cached_property

from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.cells.yes_or_no import says_no, says_yes
from afterword.cycle.reading.lines.known_sheet import Known
from afterword.cycle.reading.result import EMPTY, HEAD_AGAIN, HEADING, NOT_UNDERSTOOD, TOTALS
from afterword.cycle.reading.sheets.totals_and_headings import is_heading, is_number, is_totals

# What makes a line worth reading: without any of these it names no application.
NAMING = ("company", "role", "company and role", "link", "id")


_FOOTER = re.compile(
    r"(?:last )?(?:updated|edited|modified|exported|generated|saved|printed)\b|stand(?: vom)?:",
    re.IGNORECASE,
)


def _of_one_text(text: str) -> tuple[str, str] | None:
    """A line that fills one cell, where applications fill more."""
    if len(text.split()) > 7 or len(text) > 80:
        return NOT_UNDERSTOOD, "one long text and nothing else: no application is named"
    if len(text.split()) > 1 and _FOOTER.match(text):
        return NOT_UNDERSTOOD, "it says something of the list, and names no application"
    return None


class OtherLines:
    """Tells the lines of one sheet that are no applications."""

    def __init__(self, of: Known) -> None:
        self._of = of
        self._plain_labels = [label.casefold() for label in of.sheet.labels]
        self._counts = self._share_counted()

    def what(self, cells: list[str]) -> tuple[str, str] | None:
        """What a line is, if it is no application."""
        if self._is_head_again(cells):
            return HEAD_AGAIN, "the names of the columns again"
        if is_totals(cells) or self._is_bare_totals(cells) or self._is_tally(cells):
            return TOTALS, "a line of totals"
        if is_heading(cells):
            return HEADING, "a heading between the applications"
        if not self._names_something(cells):
            return self._unnamed(cells)
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and self._of.width > 2:
            return _of_one_text(filled[0])
        return None

    def _is_bare_totals(self, cells: list[str]) -> bool:
        """Nothing but numbers, where other lines name somebody."""
        first = next(filter(None, cells), "")
        if self._counts >= 0.2 or not first[:1].isdigit():
            return False
        filled = [cell for cell in cells if cell]
        return len(filled) > 2 and all(map(is_number, filled))

    def _is_tally(self, cells: list[str]) -> bool:
        """`Interviews`, and how many: two cells, where applications have more."""
        filled = [cell for cell in cells if cell]
        if len(filled) != 2 or len(cells) < 3 or not is_number(filled[1]):
            return False
        told = read_status(filled[0])
        return told.known and told.sure and bool(told.stages)

    def _share_counted(self) -> float:
        """Which share of the names in this sheet are numbers."""
        places = [p for kind in ("company", "role") for p in self._of.places.get(kind, ())]
        names = [row[p] for row in self._of.sheet.rows for p in places if row[p]]
        return sum(map(is_number, names)) / max(len(names), 1)

    def _names_something(self, cells: list[str]) -> bool:
        wanted = NAMING if self._of.named else (*NAMING, "status")
        return any(
            cells[p] and any(map(str.isalnum, cells[p]))
            for kind in wanted
            for p in self._of.places.get(kind, ())
        )

    def _unnamed(self, cells: list[str]) -> tuple[str, str]:
        filled = [
            cell
            for p, cell in enumerate(cells)
            if cell
            and self._of.meanings[p].kind != "number"
            and not says_no(cell)
            and cell not in ("0", "#REF!", "#N/A")
        ]
        if not filled or all(
            says_yes(cell) or p in self._usual for p, cell in enumerate(cells) if cell
        ):
            return EMPTY, "nothing but empty boxes"
        return NOT_UNDERSTOOD, "neither a company nor a role nor a link is in this line"

    @cached_property
    def _usual(self) -> frozenset[int]:
        return frozenset(filter(self._is_usual, range(len(self._plain_labels))))

    def _is_usual(self, place: int) -> bool:
        """A column that says the same in every line, filled or not: a formula, a box."""
        column = [row[place] for row in self._of.sheet.rows if row[place]]
        rows = len(self._of.sheet.rows)
        return len(set(column)) == 1 < 5 < len(column) and len(column) * 10 > rows * 9

    def _is_head_again(self, cells: list[str]) -> bool:
        first = next(filter(None, cells), "").casefold()
        if first not in self._plain_labels:
            return False
        same = sum(
            bool(cell) and cell.casefold() == label
            for cell, label in zip(cells, self._plain_labels, strict=True)
        )
        return same >= 2 and same * 2 >= sum(map(bool, cells))
