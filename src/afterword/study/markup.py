"""What a report is made of: how it looks, headings, paragraphs, pictures, tables to open."""

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from afterword.study import plots
from afterword.study.cells import Cell, Columns

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_ROWS = 400

STYLE = """
:root { color-scheme: light dark; --quiet: light-dark(#6a6675, #a09cab);
  --accent: light-dark(#b4532a, #f0a37c); --ink: light-dark(#211f2b, #e9e4d8);
  --paper: light-dark(#fbf8f1, #17161d); --line: light-dark(#ddd6c8, #37343f); }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.6 Literata, Charter, Georgia, serif }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem 5rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere }
h2 { font-size: 1.35rem; margin: 3rem 0 .25rem; border-top: 1px solid var(--line);
  padding-top: 1.5rem }
p { margin: .6rem 0 }
.lead { font-size: 1.15rem }
.aside, figcaption, summary, table, .how { font-family: Figtree, system-ui, sans-serif;
  font-size: .9rem; line-height: 1.45 }
.how { color: var(--quiet) }
figure { margin: 1.25rem 0 }
figure svg { display: block; width: 100%; height: auto; color: var(--ink) }
.narrow { display: none !important }
figure svg text { font-family: Figtree, system-ui, sans-serif !important }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100% }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  white-space: nowrap }
th:first-child, td:first-child { text-align: left; padding-left: 0 }
thead th { font-weight: 600 }
details { margin: .75rem 0 }
summary { cursor: pointer; color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px }
ul { padding-left: 1.2rem }
a { color: var(--accent) }
@media screen and (max-width: 36rem) { .narrow { display: block !important }
  .wide { display: none !important } }
@page { margin: 18mm 17mm }
@media print { :root { color-scheme: light } main { max-width: none; padding: 0 }
  body { font-size: 11pt } h2 { break-after: avoid } figure, tr, .lead { break-inside: avoid }
  figure svg { max-height: 21cm } .scroll { overflow: visible }
  table { font-size: 7pt } th, td { padding: .15rem .3rem }
  details::details-content { display: block; content-visibility: visible; block-size: auto } }
"""


def heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def paragraph(words: str, kind: str = "") -> str:
    return f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{escape(words)}</p>"


def how(words: str) -> str:
    return f'<p class="how">How do we know? {escape(words)}</p>'


def figure_of(figure: "Figure", words: str) -> str:
    """A picture with its words, which are also its name for who does not see it."""
    label = escape(words, quote=True)
    drawn = "".join(plots.svg(figure, label=label, narrow=one) for one in (False, True))
    return f"<figure>{drawn}<figcaption>{escape(words)}</figcaption></figure>"


def table_of(words: str, columns: Columns) -> str:
    """A table under its words; of many rows the first, and how many follow elsewhere."""
    rows = list(zip(*columns.values(), strict=True))
    head = "".join(f'<th scope="col">{escape(name.replace("_", " "))}</th>' for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_shown(cell)}</td>" for cell in row) + "</tr>"
        for row in rows[:MOST_ROWS]
    )
    more = (
        f'<p class="aside">And {len(rows) - MOST_ROWS:,} more in the tables beside this page.</p>'
        if len(rows) > MOST_ROWS
        else ""
    )
    return (
        f"<details><summary>{escape(words)}</summary>"
        f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{more}</details>"
    )


def _shown(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not np.isfinite(cell)):
        return "–"
    return f"{cell:.3f}" if isinstance(cell, float) else escape(f"{cell}")
