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
    widget = forms.Textarea(attrs=attrs)
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST, widget=widget,
        strip=False,
    )  # fmt: skip


def chosen(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    """One of a few, or none of them."""
    return forms.ChoiceField(
        label=label, choices=list(choices), required=False, widget=forms.RadioSelect
    )


class PlainSelect(forms.Select):
    """A list drawn in one go: a template for its choices takes thrice as long."""

    # Any: Django's own arguments.
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list, its choice marked; choices under a name stand together."""
        chosen = "" if value is None else str(value)
        about = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        drawn = ((_drawn(key, label, chosen),) for key, label in self.choices)
        return format_html("<select{}>{}</select>", about, format_html_join("", "{}", drawn))


# Any: a name with its choices, or a key with its words.
def _drawn(key: Any, label: Any, chosen: str) -> SafeString:
    if isinstance(label, list | tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', key, _options(label, chosen))
    return _options([(key, label)], chosen)


# Any: as above.
def _options(choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, SELECTED if str(key) == chosen else "", label) for key, label in choices),
    )


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
