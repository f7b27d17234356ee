"""An application, and what happened to it."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from afterword.cycle.drafts import Draft
from afterword.cycle.enums import Source, Stage
from afterword.cycle.forms.fields import Day, choices_of, line, stages_of
from afterword.cycle.models import Application
from afterword.cycle.names import LONGEST
from afterword.cycle.standing import Happening
from afterword.kit.forms import written

BEGINS = (Stage.NOTED, Stage.APPLIED, Stage.RECRUITER, Stage.CHALLENGE, Stage.PHONE, Stage.ONSITE)


class AboutForm(forms.Form):
    """What an application is for."""

    company = line("Company", required=True)
    role = line("Role")
    where = line("Place", help_text="A town, remote, either.")
    pay = line("Pay", help_text="In any words: “58 000 €”, “as a working student”.")
    source = forms.ChoiceField(label="How it began", choices=choices_of(Source))
    source_words = line("Where I found it", help_text="A site, a fair, a mailing list.")
    referrer = line("Who referred me")
    links = forms.CharField(
        label="Links", required=False, max_length=4000, help_text="One a line.",
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )  # fmt: skip
    notes = written("Notes")

    def clean_links(self) -> str:
        """Every line is an address of the web; nothing else is ever made into a link."""
        kept = [one.strip() for one in self.cleaned_data["links"].splitlines() if one.strip()]
        for one in kept:
            try:
                URLValidator(schemes=["http", "https"])(one)
            except forms.ValidationError as wrong:
                raise forms.ValidationError(
                    "Each line is an address that begins with https://."
                ) from wrong
        return "\n".join(kept)


class AddForm(AboutForm):
    """A new application, with the first thing that happened."""

    stage = forms.ChoiceField(label="What happened", choices=stages_of(BEGINS), initial="applied")
    on = Day("When", help_text="Leave it empty if you do not know.")
    source = forms.ChoiceField(
        label="How it began", choices=choices_of(Source), initial=Source.OUTBOUND
    )

    def draft(self) -> Draft:
        """What was filled in, as an application that can be kept."""
        about = {name: self.cleaned_data[name] for name in AboutForm.base_fields}
        told = Happening(self.cleaned_data["on"], 0, self.cleaned_data["stage"])
        return Draft(**about, happenings=(told,))


def about(application: Application) -> dict[str, str]:
    """What the form about an application begins with."""
    return {name: getattr(application, name) for name in AboutForm.base_fields}


class LineForm(forms.Form):
    """An application in one line."""

    line = forms.CharField(
        label="Add an application",
        max_length=2 * LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def draft(self, *, today: date) -> Draft:
        """Company, role, place, between commas or as “role at company”; sent today."""
        company, role, *rest = [*(_parts(self.cleaned_data["line"])), ""]
        return Draft(
            company[:LONGEST], role=role[:LONGEST], where=", ".join(filter(None, rest))[:LONGEST],
            happenings=(Happening(today, 0, Stage.APPLIED.value),),
        )  # fmt: skip


def _parts(text: str) -> list[str]:
    role, at, company = text.partition(" at ")
    if at and "," not in role and company.strip() and role.strip():
        first, *rest = company.split(",")
        return [first.strip(), role.strip(), *(one.strip() for one in rest)]
    return [one.strip() for one in text.split(",") if one.strip()] or [text.strip()]


class EventForm(forms.Form):
    """Something that happened."""

    stage = forms.ChoiceField(label="What happened", choices=choices_of(Stage))
    on = Day("When", help_text="Leave it empty if you do not know.")
    words = line("In your words", help_text="Names a stage of your own, or says more.")

    # Any: cleaned fields, by name.
    def clean(self) -> dict[str, Any]:
        """A stage of one's own has a name."""
        cleaned = super().clean() or {}
        if cleaned.get("stage") == Stage.OTHER and not cleaned.get("words"):
            self.add_error("words", "A stage of your own needs a name.")
        return cleaned

    def happening(self, *, place: int = 0) -> Happening:
        """What was filled in."""
        told = self.cleaned_data
        return Happening(told["on"], place, told["stage"], told["words"])
