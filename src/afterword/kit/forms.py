"""Fields and forms for words that somebody will read."""

from collections.abc import Iterable

from django import forms

LONGEST = 10_000


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
    """A list without groups, drawn in one go: a template for each of its choices takes thrice."""

    template_name = "kit/select.html"


class SavedForm(forms.Form):
    """A form that is saved as it is filled in; see island/src/app/autosave.ts."""

    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    @property
    def seen_revision(self) -> int:
        """The revision that these words were typed over."""
        return self.cleaned_data.get("revision") or 0

    def upon(self, revision: int) -> None:
        """Shown again after newer words were saved: whoever sends theirs once more means it."""
        self.data = {**dict(self.data.items()), "revision": revision}
