"""What people fill in when they look back."""

from typing import Any

from django import forms

from afterword.debriefs.actions.interviews import Typed
from afterword.debriefs.enums import OFFERS, STEPS, Length, Step
from afterword.debriefs.models import CycleDebrief, InterviewDebrief
from afterword.kit.forms import LONGEST, SavedForm, chosen, written
from afterword.people.models import Person, Program
from afterword.people.queries import programs_of
from afterword.questions.levels import ask_levels, level_fields, levels_in

WANTS = [("", "I would rather not say"), ("yes", "Yes"), ("no", "No")]
SAID = {True: "yes", False: "no", None: ""}
HERE = "here"
WITH_OFFERS = "Your offers beside it"
# What a mentor reads in a section besides what its name says.
ALSO = {
    Step.WELL: "with what your interviewers wrote about your last mocks",
    Step.BETTER: "with the next steps of your last mocks",
    Step.TIME: "names the companies that answered, day by day",
    Step.PRACTICE: "names companies and the questions of your mocks",
    Step.REPEAT: "names what you saw each point in",
    Step.AVOID: "names what you saw each point in",
    OFFERS: "and what you wrote about each, also what comes later",
}
WORDS = ("asked", "went_well", "could_better", "next_time", "interviewer_was", "to_learn")


class InterviewDebriefForm(SavedForm):
    """A company interview: two minutes on a phone, or ten at a desk."""

    went_well = written("What went well?")
    could_better = written("What could have gone better?")
    next_time = written("What will you do next time?")
    asked = written("What were you asked?", help_text="Private: nobody but you reads it.")
    interviewer_was = written("How was the interviewer?", help_text="Private, too.")
    wants = chosen("Would you want a next round with them?", WANTS)
    to_learn = written("To learn what?")

    # Any: forms.Form's own arguments.
    def __init__(self, debrief: InterviewDebrief, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", as_fields(debrief))
        super().__init__(*args, **kwargs)
        self.dimensions = debrief.rubric.dimensions if debrief.rubric else []
        ask_levels(self, self.dimensions)

    def typed(self) -> Typed:
        """What was written. Only after is_valid()."""
        words = {name: self.cleaned_data[name] for name in WORDS}
        wants = {"yes": True, "no": False}.get(self.cleaned_data["wants"])
        ratings = levels_in(self, self.dimensions)
        return Typed(**words, wants=wants, ratings=ratings)


class RetellingForm(forms.Form):
    """A question retold in one's own words, for a bank."""

    bank = forms.ChoiceField(label="To which bank?")
    title = forms.CharField(max_length=120, label="What would you call it?")
    text = forms.CharField(
        label="The question, in your own words", max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "class": "written", "dir": "auto"}),
    )  # fmt: skip
    own_words = forms.BooleanField(
        label="These are my own words, they name no company, and nothing that I signed forbids it",
        error_messages={"required": "If it is not so, do not offer it. Your debrief stays yours."},
    )

    # Any: forms.Form's own arguments.
    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programs = {str(one.pk): one for one in programs_of(person)}
        banks = [(key, one.name) for key, one in self.programs.items()]
        field = self.fields["bank"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [*banks, (HERE, "This server’s own bank")]

    def program(self) -> Program | None:
        """Whose bank; None for this server's own. Only after is_valid()."""
        return self.programs.get(self.cleaned_data["bank"])


# Any: fields of the form, by name.
def as_fields(debrief: InterviewDebrief) -> dict[str, Any]:
    """A debrief as the form shows it."""
    words = {name: getattr(debrief, name) for name in WORDS}
    levels = level_fields(debrief.ratings)
    return {**words, **levels, "wants": SAID[debrief.wants], "revision": debrief.revision}


class BeginForm(forms.Form):
    """How long there is."""

    length = forms.ChoiceField(
        choices=Length.choices, initial=Length.QUARTER, widget=forms.RadioSelect
    )


class StepForm(SavedForm):
    """The words of one step."""

    words = written("In your words", rows=4)


class CommitmentForm(forms.Form):
    """One small thing."""

    text = written("I will")


class ShareForm(forms.Form):
    """Which sections a mentor reads, and for how long."""

    days = forms.TypedChoiceField(
        label="For how long",
        choices=[(7, "a week"), (30, "a month"), (90, "three months")],
        coerce=int,
        initial=30,
    )

    # Any: forms.Form's own arguments.
    def __init__(self, debrief: CycleDebrief, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in STEPS[debrief.length]:
            self.fields[step] = _section(step, Step(step).label)
            if step == Step.WISHES:
                self.fields[OFFERS] = _section(OFFERS, WITH_OFFERS)

    def sections(self) -> dict[str, bool]:
        """Which steps were chosen. Only after is_valid()."""
        return {name: bool(value) for name, value in self.cleaned_data.items() if name != "days"}

    def choices(self) -> list[forms.BoundField]:
        """The sections, for the page."""
        return [self[name] for name in self.fields if name != "days"]


def _section(name: str, label: str) -> forms.BooleanField:
    return forms.BooleanField(required=False, label=label, help_text=ALSO.get(name, ""))
