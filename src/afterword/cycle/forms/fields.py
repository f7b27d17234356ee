"""What several forms of a search are made of."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from afterword.cycle.enums import Stage
from afterword.cycle.names import LONGEST
from afterword.kit.lines import one_line

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


def stages_of(some: tuple[Stage, ...]) -> list[tuple[str, str]]:
    return [(one.value, capital(one.label)) for one in some]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def choices_of(of: Any) -> list[tuple[str, str]]:
    # Any: one of the enums; django-stubs gives their choices another type each.
    return [(value, capital(label)) for value, label in of.choices]


class Day(forms.DateField):
    """A day that somebody types. A year far away is a slip of the finger."""

    def __init__(self, label: str, *, required: bool = False, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            validators=[
                MinValueValidator(EARLIEST, "That year is long ago. Is it a slip?"),
                MaxValueValidator(LATEST, "That year is far ahead. Is it a slip?"),
            ],
        )


def line(label: str, *, required: bool = False, help_text: str = "") -> forms.CharField:
    """One line of the person's own."""
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONGEST,
        widget=widget,
        validators=[one_line],
    )
