"""Charts as they stand on a page: the sentence, the place for the picture, and the table.

A chart that is remembered holds no word of anybody's: where one belongs it has a hole, which is
filled whenever the chart is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape  # Django's own asks first whether a text is lazy, for each of hundreds
from uuid import UUID

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from afterword.kit.charts import Cell, Chart

HOLE = re.compile(r"hole-([a-z]+-[0-9a-f]{32})-")
Words = Mapping[str, str]


def draw(it: Chart) -> SafeString:
    """A chart, drawn."""
    rows = rows_drawn(it.columns, it.rows)
    spec = json.dumps(it.spec, separators=(",", ":"))
    shell = get_template("kit/chart.html")
    return mark_safe(shell.render({"chart": it, "rows": rows, "spec": spec}))  # noqa: S308  as is


def drawn(it: Chart) -> Chart:
    """The same chart, drawn once and for all: for charts that are remembered."""
    return replace(it, drawn=draw(it), spec=None)


def hole(kind: str, name: UUID) -> str:
    """Where a word of some kind about a row will stand. Letters and digits: nothing escapes it."""
    return f"hole-{kind}-{name.hex}-"


def holes_in(text: str) -> list[str]:
    """The names of the words that belong into a text."""
    return HOLE.findall(text)


def filled(text: str, words: Words) -> str:
    """A text with its words; one whose row is gone is left out."""
    return HOLE.sub(lambda found: words.get(found[1], ""), text)


def filled_chart(it: Chart, words: Words) -> Chart:
    """A drawn chart with its words."""
    if not HOLE.search(it.drawn):
        return it
    rows = [(filled(str(head), words), *cells) for head, *cells in it.rows]
    page = _filled_page(it.drawn, words)
    return replace(it, sentence=filled(it.sentence, words), rows=rows, drawn=page)


def _filled_page(page: str, words: Words) -> SafeString:
    """The picture's numbers are JSON within an attribute; the rest is text."""
    picture, caption, rest = page.partition("<figcaption")
    in_json = {name: escape(json.dumps(word)[1:-1]) for name, word in words.items()}
    in_text = {name: escape(word) for name, word in words.items()}
    whole = filled(picture, in_json) + caption + filled(rest, in_text)
    return mark_safe(whole)  # noqa: S308  drawn by a template, and every word escaped


def rows_drawn(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> SafeString:
    """Rows of a table, the first cell of each its head. A template takes thrice as long."""
    cells = [f'<td dir="auto" data-label="{escape(one)}">' for one in columns[1:]]
    return mark_safe("\n".join(_row(cells, row) for row in rows))  # noqa: S308  all of it escaped


def _row(cells: Sequence[str], row: Sequence[Cell]) -> str:
    head = f'<tr><th scope="row" dir="auto">{escape(str(row[0]))}</th>'
    told = zip(cells, row[1:], strict=True)
    return "".join((head, *(f"{start}{escape(str(cell))}</td>" for start, cell in told), "</tr>"))
