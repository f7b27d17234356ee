"""Company interviews."""

from typing import Any

from django import forms

from afterword.cycle.enums import HELD, InterviewKind
from afterword.cycle.forms.fields import Day, choices_of, line, stages_of
from afterword.cycle.models import CompanyInterview
from afterword.kit.forms import written


class InterviewForm(forms.Form):
    """A company interview."""

    stage = forms.ChoiceField(label="Stage", choices=stages_of(HELD), initial="phone")
    kind = forms.ChoiceField(label="What it was", choices=choices_of(InterviewKind), initial="call")
    starts_at = forms.DateTimeField(
        label="When",
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=24 * 60, initial=60)
    people = line("With whom")
    where = line("Where", help_text="A link, an address, a number to call.")
    follow_up_on = Day("Follow up on", help_text="It comes up on your desk that day.")
    follow_up = line("To say what")
    notes = written("Notes")

    def fields_kept(self) -> dict[str, Any]:
        """What the row keeps; the stage becomes an event."""
        # Any: fields of a row, each of its own type.
        return {name: value for name, value in self.cleaned_data.items() if name != "stage"}

    @staticmethod
    def beginning(interview: CompanyInterview) -> dict[str, Any]:
        """What the form about an interview begins with."""
        names = [one for one in InterviewForm.base_fields if one != "stage"]
        return {name: getattr(interview, name) for name in names}


class ChangeInterviewForm(InterviewForm):
    """The same, of one that is kept: its stage is corrected in the timeline."""

    stage = None  # type: ignore[assignment]  # how Django takes a field away
