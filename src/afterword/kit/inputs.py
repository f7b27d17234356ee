"""Fields drawn without a template, which takes five times as long, and pages have many."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# Any, in all of this file: a widget as Django hands it to the template in whose place this stands.
Widget = Mapping[str, Any]
KINDS = (
    "text", "number", "email", "url", "tel", "password", "search", "hidden", "date", "datetime",
    "time", "checkbox",
)  # fmt: skip


class Fields(DjangoTemplates):
    """What Django's own templates for one field draw, to the letter; the rest is left to them."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """One field, or whatever else a form draws."""
        draws = DRAWS.get(template_name)
        return (
            draws(context["widget"]) if draws else super().render(template_name, context, request)
        )


def _input(it: Widget) -> SafeString:
    value = it["value"]
    said = "" if value is None else f' value="{_escaped(value)}"'
    about = f'type="{it["type"]}" name="{_escaped(it["name"])}"'
    return mark_safe(f"<input {about}{said}{_attributes(it)}>")  # noqa: S308  all of it escaped


def _textarea(it: Widget) -> SafeString:
    about = f'name="{_escaped(it["name"])}"{_attributes(it)}'
    words = _escaped(it["value"] or "")
    return mark_safe(f"<textarea {about}>\n{words}</textarea>")  # noqa: S308  all of it escaped


def _attributes(it: Widget) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{_escaped(value)}"'
        for name, value in it["attrs"].items()
        if value is not False
    )


def _escaped(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


DRAWS: dict[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in KINDS},
    "django/forms/widgets/textarea.html": _textarea,
}
