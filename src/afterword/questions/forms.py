"""What people fill in about questions."""

from typing import Any

from django import forms

from afterword.kit.forms import LONGEST, SavedForm, written
from afterword.questions import source
from afterword.questions.enums import Difficulty, Kind
from afterword.questions.errors import QuestionUnreadable
from afterword.questions.levels import ask_levels, levels_in
from afterword.questions.models import Rubric
from afterword.questions.source import Parsed

LARGEST = 400_000


class BankFilter(forms.Form):
    """What to show of the bank; kept in the address."""

    kind = forms.ChoiceField(required=False, choices=[("", "Every kind"), *Kind.choices])
    difficulty = forms.ChoiceField(
        required=False, choices=[("", "Every difficulty"), *Difficulty.choices]
    )
    unseen = forms.BooleanField(required=False, label="Only those I have not seen")


class BringInForm(forms.Form):
    """A question file: chosen, or written into the box."""

    file = forms.FileField(
        required=False, label="A Markdown file", help_text="One question a file."
    )
    text = forms.CharField(
        required=False,
        label="Or the text itself",
        widget=forms.Textarea(attrs={"class": "code", "rows": 16, "spellcheck": "false"}),
    )
    parsed: Parsed

    def clean(self) -> dict[str, Any]:  # Any: cleaned values, as Django types them
        found = super().clean() or {}
        text = self._text(found)
        if text is not None:
            self._parse(text)
        return found

    def _text(self, found: dict[str, Any]) -> str | None:
        file, text = found.get("file"), found.get("text", "")
        if file is None and not text.strip():
            self.add_error("text", "Choose a file, or write the question here.")
            return None
        if file is None:
            return str(text)
        if file.size > LARGEST:
            self.add_error("file", "This file is too large for a question: 400 kB is the most.")
            return None
        try:
            return str(file.read().decode("utf-8"))
        except UnicodeDecodeError:
            self.add_error(
                "file", "This file is not text in UTF-8. Save it as UTF-8 and try again."
            )
            return None

    def _parse(self, text: str) -> None:
        place = "file" if self.cleaned_data.get("file") else "text"
        try:
            self.parsed = source.parse(text)
        except QuestionUnreadable as trouble:
            self.add_error(place, str(trouble))


class RubricForm(forms.Form):
    """A program's own copy of a rubric: names, questions and anchors of each dimension."""

    title = forms.CharField(max_length=120)

    # Any: Form's own positional and keyword arguments.
    def __init__(self, *args: Any, dimensions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dimensions = dimensions
        for dimension in dimensions:
            self._add(dimension)

    def _add(self, dimension: dict[str, Any]) -> None:
        key = dimension["key"]
        self.fields[f"{key}.name"] = forms.CharField(
            label="Name", max_length=60, initial=dimension["name"]
        )
        self.fields[f"{key}.question"] = forms.CharField(
            label="What it asks", max_length=200, initial=dimension["question"]
        )
        for level, anchor in dimension["anchors"].items():
            self.fields[f"{key}.{level}"] = forms.CharField(
                label=f"Level {level}",
                max_length=300,
                initial=anchor,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by dimension, for the page."""
        return [
            (
                dimension["name"],
                [self[name] for name in self.fields if name.startswith(dimension["key"] + ".")],
            )
            for dimension in self.dimensions
        ]

    def written(self) -> list[dict[str, object]]:
        """The dimensions as they were filled in."""
        filled = self.cleaned_data
        return [
            {
                "key": one["key"],
                "name": filled[f"{one['key']}.name"],
                "question": filled[f"{one['key']}.question"],
                "anchors": {level: filled[f"{one['key']}.{level}"] for level in one["anchors"]},
            }
            for one in self.dimensions
        ]


class PracticeForm(SavedForm):
    """What somebody who practises alone writes: the work, then how it went."""

    work = forms.CharField(
        label="Your work",
        required=False,
        max_length=10 * LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )
    went_well = written("What went well")
    would_change = written("What you would do differently")

    # Any: forms.Form's own arguments.
    def __init__(self, rubric: Rubric, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        look = "code" if rubric.kind == Kind.CODING else "written"
        self.fields["work"].widget.attrs["class"] = look
        ask_levels(self, rubric.dimensions)

    def ratings(self) -> dict[str, int | None]:
        """Their own levels. Only after is_valid()."""
        return levels_in(self, self.rubric.dimensions)
