"""What every page writes the same way: icons, levels, fields, moments and times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypedDict
from uuid import UUID

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from afterword.kit.address import page_of
from afterword.kit.markdown import render as render_markdown
from afterword.kit.markdown import render_line, render_words
from afterword.kit.undo import undo_url

register = template.Library()
register.simple_tag(page_of)
register.filter(undo_url)

LEVEL_WORDS = ("not assessed", "not yet", "mixed", "good", "excellent")
TIME_FORMATS = {
    "datetime": "D j M Y, H:i",
    "soon": "D j M, H:i",
    "date": "D j M Y",
    "day": "l, j F",
    "time": "H:i",
}


class Choice(TypedDict):
    """One level in a rating: its radio button, its word and the words that describe it."""

    tag: SafeString
    level: int
    word: str
    anchor: str


@register.simple_tag
@lru_cache  # pages draw the same few over and over
def icon(name: str, label: str = "") -> SafeString:
    """An icon from the sprite: decoration, unless a label says what it means."""
    href = f"{built('icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


@register.simple_tag
@lru_cache  # every page names the same few
def built(name: str) -> str:
    """The address of a file of the front end, under the name that changes with what is in it."""
    return static(f"built/{name}")


@register.simple_tag
def above(name: str, row: UUID | None = None) -> str:
    """The address of a page of an upper part, as `config` wires it; nothing where there is none."""
    try:
        return reverse(settings.ABOVE[name], args=[] if row is None else [row])
    except (KeyError, NoReverseMatch):
        return ""


@register.simple_tag
def level(value: int | str | None, word: str = "") -> SafeString:
    """A level as its shape and its word; nothing, or 0, is not assessed."""
    number = level_number(value)
    return format_html(
        '<span class="level level-{}">{}<span>{}</span></span>',
        number,
        level_icon(number),
        word or LEVEL_WORDS[number],
    )


@register.simple_tag
def level_icon(value: int | str | None) -> SafeString:
    """The shape of a level without its word, for where the word stands beside it."""
    return icon(f"level-{level_number(value)}")


@register.inclusion_tag("kit/field.html")
def field(bound: BoundField, optional: bool = False) -> dict[str, object]:
    """A form field with its label above, help in view and errors beside it."""
    return {
        "field": bound,
        "optional": optional,
        "is_tick": isinstance(bound.field.widget, CheckboxInput),
    }


_untouched: dict[tuple[type[BaseForm], tuple[str, ...]], SafeString] = {}


@register.simple_tag
def filter_fields(form: BaseForm, *names: str) -> SafeString:
    """Some fields of a filter, whose choices are the same for everybody.

    Most visitors choose nothing; how the fields look then is drawn once and kept.
    """
    if any(form.data.get(name) for name in names):
        return _drawn(form, names)
    key = type(form), names
    if key not in _untouched:
        _untouched[key] = _drawn(form, names)
    return _untouched[key]


def _drawn(form: BaseForm, names: Sequence[str]) -> SafeString:
    shell = get_template("kit/field.html")
    return format_html_join("", "{}", ((shell.render(field(form[name])),) for name in names))


@register.inclusion_tag("kit/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, object]:
    """At the top of a page with errors: each of them, linked to its field."""
    fields = [bound for form in forms for bound in form if bound.errors]
    general = [error for form in forms for error in form.non_field_errors()]
    return {"fields": fields, "general": general}


@register.inclusion_tag("kit/rating.html")
def rating(
    bound: BoundField,
    anchors: Mapping[int, str] | Mapping[str, str] | Sequence[str],
    question: str = "",
) -> dict[str, object]:
    """The levels of one dimension as radio buttons, with their anchors in view.

    Anchors are four texts in order, or a mapping from level to text.
    """
    words = _anchors(anchors)
    choices = [_choice(widget, anchors=words) for widget in bound]
    return {"field": bound, "choices": choices, "question": question}


@register.simple_tag
def local_time(moment: datetime | None, style: str = "datetime") -> SafeString | str:
    """A time in the current zone, which the browser turns into the viewer's own."""
    if moment is None:
        return ""
    here = timezone.localtime(moment)
    if style in ("date", "day"):
        text, zone = _day_words(here.date(), style), ""
    else:
        text, zone = date_format(here, TIME_FORMATS[style]), f" {here.tzname()}"
    stamp = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return format_html('<time datetime="{}" data-local="{}">{}{}</time>', stamp, style, text, zone)


@lru_cache(maxsize=2000)  # pages list the same few days over and over
def _day_words(day: date, style: str) -> str:
    return date_format(day, TIME_FORMATS[style])


@register.filter
def clock(seconds: int | float | None) -> str:
    """Seconds as minutes and seconds: 754 is 12:34."""
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


@register.filter
def apart(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}"


@register.filter
def moment(microseconds: int | None) -> str:
    """A moment of the record, kept in microseconds, as minutes and seconds."""
    return "" if microseconds is None else clock(microseconds // 1_000_000)


@register.filter
def markdown(text: str) -> SafeString:
    """What somebody wrote, as safe HTML."""
    return render_markdown(text)


@register.filter
def words(text: str) -> SafeString:
    """What somebody wrote to somebody, as safe HTML that keeps their line ends."""
    return render_words(text)


@register.filter
def line(text: str) -> SafeString:
    """One line of what somebody wrote, with its emphasis and its code."""
    return render_line(text)


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> str:
    """A dialog that a button with data-open="name" opens; the block is its body and foot."""
    shell = get_template("kit/dialog.html")
    return shell.render({"name": name, "title": title, "content": content})


def level_number(value: object) -> int:
    """The level a value stands for; whatever is not 1 to 4 is not assessed."""
    text = str(value)
    return int(text) if text in {"1", "2", "3", "4"} else 0


def _anchors(anchors: Mapping[Any, str] | Sequence[str]) -> dict[int, str]:
    # Any: JSON keys are text, Python's may be numbers.
    if isinstance(anchors, Mapping):
        return {level_number(key): text for key, text in anchors.items()}
    return dict(enumerate(anchors, start=1))


def _choice(widget: Any, *, anchors: dict[int, str]) -> Choice:
    # Any: Django calls this BoundWidget, whose data is untyped.
    number = level_number(widget.data["value"])
    return {
        "tag": widget.tag(),
        "level": number,
        "word": str(widget.choice_label),
        "anchor": anchors.get(number, ""),
    }
