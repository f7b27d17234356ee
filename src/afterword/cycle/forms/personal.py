"""The search itself, and what would make it right."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from afterword.cycle.enums import WishKind
from afterword.cycle.forms.fields import capital
from afterword.kit.forms import written


class CycleForm(forms.Form):
    """What a search is called."""

    name = forms.CharField(label="Name", max_length=120)

    def __init__(self, *args: Any, others: Iterable[str], **kwargs: Any) -> None:
        # Any: as Django's forms take them.
        super().__init__(*args, **kwargs)
        self._others = {one.casefold() for one in others}

    def clean_name(self) -> str:
        """The name, if no other search has it."""
        name: str = self.cleaned_data["name"]
        if name.casefold() in self._others:
            raise forms.ValidationError(
                "Another search of yours is called that. Add a word that tells the two apart."
            )
        return name


class WishesForm(forms.Form):
    """What would make it right, part by part."""

    HELP: ClassVar[dict[str, str]] = {
        WishKind.WORK: "What you would do on a good Tuesday.",
        WishKind.PEOPLE: "Who sits beside you, and how you speak with each other.",
        WishKind.MENTORING: "Who looks at your work, how often, and how they say it.",
        WishKind.PLACE: "Town, office, hours, the way there.",
        WishKind.PAY: "What you need, and what would make you glad.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Any: as Django's forms take them.
        super().__init__(*args, **kwargs)
        for value, label in WishKind.choices:
            self.fields[value] = written(capital(label), help_text=self.HELP[value])
