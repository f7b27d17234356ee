"""Which applications are shown, and what is done to several at once."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from afterword.cycle.enums import ENDS, Outcome, Source, Stage
from afterword.cycle.forms.fields import capital, choices_of
from afterword.cycle.names import LONGEST


class TableFilter(forms.Form):
    """Which applications the table shows, and in which order."""

    SHOW: ClassVar[list[tuple[str, str]]] = [
        ("", "Going on"),
        ("ended", "Ended"),
        *((value, capital(label)) for value, label in Outcome.choices if value != "open"),
        ("away", "Put out of sight"),
        ("all", "Everything"),
    ]
    SORT = ("company", "role", "stage", "applied_on", "last_on", "outcome")

    q = forms.CharField(
        label="Find", required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )  # fmt: skip
    show = forms.ChoiceField(label="Which", required=False, choices=SHOW)
    stage = forms.ChoiceField(label="Stage", required=False)
    source = forms.ChoiceField(
        label="How it began", required=False, choices=[("", "Any way"), *choices_of(Source)]
    )
    silent = forms.IntegerField(
        label="No news for, in days", required=False, min_value=0, max_value=9999
    )
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        # Any: a query, as Django's forms take it.
        super().__init__(data)
        ends = {*ENDS, Stage.REOPENED}
        stages = [(v, capital(label)) for v, label in Stage.choices if v not in ends]
        self.fields["stage"] = forms.ChoiceField(
            label="Stage", required=False, choices=[("", "Any stage"), *stages]
        )

    def clean_sort(self) -> str:
        """A column that can be sorted by, `-` for the other way round; the latest news first."""
        wanted: str = self.cleaned_data["sort"]
        return wanted if wanted.removeprefix("-") in self.SORT else "-last_on"


class TogetherForm(forms.Form):
    """Something done to several applications at once."""

    deed = forms.ChoiceField(
        choices=[(one, one) for one in ("let-go", "put-away", "bring-back", "take-away")]
    )
    every = forms.BooleanField(required=False)
