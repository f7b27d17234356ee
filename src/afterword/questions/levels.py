"""Levels as forms ask for them: one for each dimension of a rubric, or none."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from afterword.kit.forms import chosen
from afterword.questions.enums import Level

# Any, in all of this file: a dimension as a rubric keeps it.
Dimension = Mapping[str, Any]
CHOICES = [("", "not assessed"), *((str(level), level.label) for level in Level)]


def level_name(key: str) -> str:
    """What the level of a dimension is called in a form."""
    return f"level-{key}"


def level_field(dimension: Dimension) -> forms.ChoiceField:
    """The level of one dimension; where it starts, not assessed."""
    return chosen(dimension["name"], CHOICES)


def ask_levels(form: forms.Form, dimensions: Iterable[Dimension]) -> None:
    """Have a form ask for the level of each."""
    for one in dimensions:
        form.fields[level_name(one["key"])] = level_field(one)


def levels_in(form: forms.Form, dimensions: Iterable[Dimension]) -> dict[str, int | None]:
    """The levels that were chosen, by dimension. Only after is_valid()."""
    picked = {one["key"]: form.cleaned_data[level_name(one["key"])] for one in dimensions}
    return {key: int(level) if level else None for key, level in picked.items()}


def level_fields(levels: Mapping[str, int | None]) -> dict[str, str]:
    """Levels as such a form shows them."""
    return {level_name(key): str(level or "") for key, level in levels.items()}
