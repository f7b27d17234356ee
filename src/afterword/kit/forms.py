"""Fields and forms for words that somebody will read."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

LONGEST = 10_000
SELECTED = mark_safe(" selected")


def written(label: str, *, help_text: str = "", rows: int = 2) -> forms.CharField:
    """A field for words that somebody will read."""
    # The placeholder is a space: by it the page sees whether a field is empty.
    attrs = {"class": "written", "rows": rows, "dir": "auto", "placeholder": " "}
    widget = PlainTextarea(attrs=attrs)
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST, widget=widget,
        strip=False,
    )  # fmt: skip


def chosen(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    """One of a few, or none of them."""
    return forms.ChoiceField(
        label=label, choices=list(choices), required=False, widget=forms.RadioSelect
    )


class PlainTextarea(forms.Textarea):
    """Drawn without a template, which takes five times as long."""

    # Any: Django's own arguments.
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field with its words."""
        about = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<textarea{}>\n{}</textarea>", about, "" if value is None else value)


class PlainSelect(forms.Select):
    """A list without groups, drawn in one go: a template for its choices takes thrice as long."""

    # Any: Django's own arguments.
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list, its choice marked."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        about = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", about, options)


class SavedForm(forms.Form):
    """A form that is saved as it is filled in; see island/src/app/autosave.ts."""

    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    @property
    def seen_revision(self) -> int:
        """The revision that these words were typed over."""
        return self.cleaned_data.get("revision") or 0

    def upon(self, revision: int) -> None:
        """Shown again after newer words were saved: whoever sends theirs once more means it."""
        data = cast(QueryDict, self.data).copy()  # of what may be ticked twice, every tick
        data["revision"] = str(revision)
        self.data = data
