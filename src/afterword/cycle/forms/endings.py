"""Why it ended, and how that looks later."""

from typing import Any

from django import forms

from afterword.cycle.enums import Control, Known, Outcome, ReasonKind, Sureness
from afterword.cycle.forms.fields import choices_of
from afterword.cycle.models import Application, HindsightAnswer
from afterword.kit.forms import written


class ReasonForm(forms.Form):
    """Why it ended, or why nothing came, as far as anybody knows."""

    known = forms.ChoiceField(
        label="How do you know?", choices=choices_of(Known), widget=forms.RadioSelect,
        initial=Known.GUESSED,
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Why?", choices=choices_of(ReasonKind), initial=ReasonKind.NOT_SAID
    )
    control = forms.ChoiceField(
        label="Whose hands was it in?", choices=choices_of(Control), initial=Control.UNCLEAR
    )
    sureness = forms.ChoiceField(
        label="How sure are you?", choices=choices_of(Sureness), initial=Sureness.LOW
    )
    words = written("In words", help_text="What they wrote, or what you think. Three sentences do.")

    def clean(self) -> dict[str, Any]:
        """Who was told something cannot at once have been told nothing."""
        # Any: fields of a reason, each of its own type.
        cleaned = super().clean() or {}
        said = cleaned.get("known") in (Known.TOLD, Known.HEARD)
        if said and cleaned.get("kind") == ReasonKind.NOT_SAID:
            self.add_error(
                "kind",
                "If somebody said it, choose what comes closest to their words, or “Nobody knows”.",
            )
        return cleaned


class AngryForm(forms.Form):
    """A line that nothing reads."""

    text = written("What you would like to say to them")


class HindsightForm(forms.Form):
    """How an ending looks much later. Everything may be left out."""

    GLAD = (("yes", "Yes"), ("no", "No"), ("", "Hard to say"))

    words = written("How does it look now?")
    glad = forms.ChoiceField(
        label="Are you glad that it went as it did?", choices=GLAD, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    control = forms.ChoiceField(
        label="Whose hands was it in, as you see it now?", required=False,
        choices=[("", "I have not heard more"), *choices_of(Control)],
    )  # fmt: skip

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:
        # Any: as Django's forms take them.
        super().__init__(*args, **kwargs)
        if application.outcome not in (Outcome.REJECTED, Outcome.SILENCE):
            del self.fields["control"]  # it was the person's own decision

    def clean_glad(self) -> bool | None:
        """Yes, no, or neither."""
        return {"yes": True, "no": False}.get(self.cleaned_data["glad"])

    @staticmethod
    def beginning(answer: HindsightAnswer | None) -> dict[str, Any]:
        """What the form begins with where something was answered before."""
        if answer is None:
            return {}
        glad = {True: "yes", False: "no", None: ""}[answer.glad]
        return {"words": answer.words, "glad": glad, "control": answer.control}
