"""What Notion exports beside a table: a page for each row, with its properties and a text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from afterword.cycle.reading.files.tables import Table, within
from afterword.cycle.reading.plain_text import visible

TITLE, TEXT = "Name", "Notes of its page"
_ID = re.compile(r"\s+[0-9a-f]{32}(?=$|_all|\.)")
_PROPERTY = re.compile(r"([^:\n]{1,60}):(?:[ \t]+(.*)|$)")


class Page(NamedTuple):
    """A page: its title, its properties in order, and what is written on it."""

    title: str
    properties: dict[str, str]
    text: str


def without_id(name: str) -> str:
    """A name without the id that Notion adds to it."""
    return _ID.sub("", name).replace("_all.", ".")


def page_of(text: str, remarks: tuple[str, ...]) -> Page:
    """A page of Markdown: `# Title`, an empty line, `Property: value` lines, and its text."""
    first, _, rest = text.lstrip("\ufeff\n").partition("\n")
    title = visible(first.removeprefix("# ")) if first.startswith("# ") else ""
    properties: dict[str, str] = {}
    lines = rest.strip("\n").split("\n") if title else []
    while lines and (found := _PROPERTY.fullmatch(lines[0])) and not lines[0].startswith("#"):
        properties[visible(found[1])] = visible(found[2] or "")
        lines.pop(0)
    return Page(title, properties, "\n".join(lines).strip())


def with_pages(table: Table, pages: Sequence[Page]) -> Table:
    """The table with what its pages say; a page is its row's where both are called the same."""
    by_title: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.text:
            by_title[page.title].append(page)
    if not by_title or not table.rows:
        return table
    place = _most_titles(table, by_title)
    head, *rows = table.rows
    width = max(map(len, table.rows))
    rows = [[*row, *[""] * (width - len(row)), _said_of(row, place, by_title)] for row in rows]
    left = sum(map(len, by_title.values()))
    remarks = (f"{left} pages beside it belong to no row",) if left else ()
    head = [*head, *[""] * (width - len(head)), TEXT]
    return Table(table.name, [head, *rows], table.lines, (*table.remarks, *remarks))


def _most_titles(table: Table, by_title: dict[str, list[Page]]) -> int:
    """The column whose cells are the titles: mostly the first."""
    columns = range(max(map(len, table.rows)))
    return max(columns, key=lambda at: (sum(_at(row, at) in by_title for row in table.rows), -at))


def _at(row: Sequence[str], place: int) -> str:
    return visible(row[place]) if place < len(row) else ""


def _said_of(row: Sequence[str], place: int, by_title: dict[str, list[Page]]) -> str:
    there = by_title.get(_at(row, place))
    return there.pop(0).text if there else ""


def as_table(pages: Sequence[Page]) -> Table:
    """Pages without a table beside them: their properties are its columns."""
    keys = list(dict.fromkeys(key for page in pages for key in page.properties))
    within(len(pages), len(keys) + 2, len(pages) * (len(keys) + 2))
    rows = [
        [page.title, *(page.properties.get(key, "") for key in keys), page.text] for page in pages
    ]
    return Table("pages", [[TITLE, *keys, TEXT], *rows], list(range(len(rows) + 1)))
