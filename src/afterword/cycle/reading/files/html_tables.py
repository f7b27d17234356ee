"""The tables of a page."""

import html

from afterword.cycle.reading.errors import NotATable
from afterword.cycle.reading.files.html_pages import pieces
from afterword.cycle.reading.files.tables import Table, within
from afterword.cycle.reading.plain_text import visible


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
            within(len(self.rows), len(self.rows[-1]), self._cells)
        elif tag == "br":
            self._add("\n")
        elif tag in ("/td", "/th", "/tr", "/table"):
            self._inside = False

    def _add(self, text: str) -> None:
        if self._inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += text


def from_html(text: str, name: str, remarks: tuple[str, ...]) -> list[Table]:
    """All of them as one table. Raises NotATable where there is none."""
    found = _Rows(text)
    if not found.rows:
        raise NotATable("The page has no table. To add one posting, paste its page when adding.")
    rows = [[" ".join(visible(cell).split()) for cell in row] for row in found.rows]
    return [Table(name, rows, found.lines, remarks)]
