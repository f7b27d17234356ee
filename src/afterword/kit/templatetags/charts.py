"""Charts on a page: `{% chart it %}`, and `{% charts_script %}` beside the other scripts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from afterword.kit.charts import Cell, Chart

register = template.Library()


@register.inclusion_tag("kit/chart.html")
def chart(it: Chart) -> dict[str, object]:
    """A chart: its sentence, the place for its picture, and its table."""
    rows = format_html_join("\n", "<tr>{}{}</tr>", (_row(it.columns, row) for row in it.rows))
    return {"chart": it, "rows": rows, "spec": json.dumps(it.spec, separators=(",", ":"))}


def _row(columns: Sequence[str], row: Sequence[Cell]) -> tuple[SafeString, SafeString]:
    """Its head and its cells. Joined here: for a long table a template takes thrice as long."""
    head = format_html('<th scope="row" dir="auto">{}</th>', row[0])
    named = zip(columns[1:], row[1:], strict=True)
    return head, format_html_join("", '<td data-label="{}">{}</td>', named)


@register.simple_tag
def charts_script() -> SafeString:
    """The script that draws; only pages with charts load it."""
    return format_html('<script type="module" src="{}"></script>', static("built/charts.js"))
