"""Charts on a page: `{% chart it %}`, and `{% charts_script %}` beside the other scripts."""

from __future__ import annotations

import json

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from afterword.kit.charts import Chart

register = template.Library()


@register.inclusion_tag("kit/chart.html")
def chart(it: Chart) -> dict[str, object]:
    """A chart: its sentence, the place for its picture, and its table."""
    rows = [list(zip(it.columns, row, strict=True)) for row in it.rows]
    return {"chart": it, "rows": rows, "spec": json.dumps(it.spec, separators=(",", ":"))}


@register.simple_tag
def charts_script() -> SafeString:
    """The script that draws; only pages with charts load it."""
    return format_html('<script type="module" src="{}"></script>', static("built/charts.js"))
