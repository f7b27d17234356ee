"""Charts on a page: `{% chart it %}`, and `{% charts_script %}` beside the other scripts."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from afterword.kit.charts import Chart
from afterword.kit.drawing import draw

register = template.Library()


@register.simple_tag
def chart(it: Chart) -> str:
    """A chart: its sentence, the place for its picture, and its table."""
    return it.drawn or draw(it)


@register.simple_tag
def charts_script() -> SafeString:
    """The script that draws; only pages with charts load it."""
    return format_html('<script type="module" src="{}"></script>', static("built/charts.js"))
