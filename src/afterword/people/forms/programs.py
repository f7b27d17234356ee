"""A program: what it is called, and by which rules it works."""

from django import forms

from afterword.kit.names import NameField
from afterword.people.enums import ReviewPolicy
from afterword.people.models import Program


def _name_of_a_program(help_text: str = "") -> forms.CharField:
    """On one line: it stands in letters to people who know nothing of the program yet."""
    return NameField(label="Name", help_text=help_text)


class ProgramForm(forms.ModelForm[Program]):
    """A new program: a name is enough."""

    name = _name_of_a_program("A club, a course, or just the two of you.")

    class Meta:
        model = Program
        fields = ["name", "about"]
        labels = {"about": "What it is for"}
        help_texts = {
            "about": "One or two sentences that members and invited people read.",
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 2, "class": "written"})}


def _hours(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=168, label=label, help_text=help_text)


class DefaultsForm(forms.ModelForm[Program]):
    """Everything a program decides, on one screen."""

    name = _name_of_a_program()
    review_policy = forms.ChoiceField(
        choices=ReviewPolicy.choices, widget=forms.RadioSelect, label="Who reviews hiring notes"
    )
    review_share = forms.IntegerField(
        min_value=1,
        max_value=100,
        label="The share, in percent",
        help_text="Counts only where a share of the notes is reviewed.",
    )
    blind_review = forms.BooleanField(
        required=False,
        label="Reviewers do not see names",
        help_text="They read what was said and done, not who it was.",
    )
    second_reading_share = forms.IntegerField(
        min_value=0,
        max_value=100,
        required=False,
        label="Read twice, in percent",
        help_text="So many released notes are read again by a member who was not there, before "
        "they see the ratings, to learn how far two readings agree. 0 for none. Both are told "
        "before they agree to the record, so it begins with hours a day after you turn it on.",
    )
    interview_minutes = forms.IntegerField(
        min_value=10,
        max_value=180,
        label="Minutes of interview",
        help_text="40 leaves 15 for the notes and 5 to spare in an hour.",
    )
    notes_hours = _hours("Hours to write the notes", "After that, somebody else is asked to.")
    review_hours = _hours(
        "Hours to review them", "After that they are released, marked unreviewed."
    )
    seal_hours = _hours(
        "Hours that a half stays sealed",
        "If the other side never writes, the half that was sent opens after this.",
    )
    invitation_open = forms.BooleanField(
        required=False,
        label="Anybody may sign up and join",
        help_text="Whoever can open this server's address. Otherwise people need an invitation.",
    )

    class Meta:
        model = Program
        fields = [
            "name",
            "about",
            "review_policy",
            "review_share",
            "blind_review",
            "second_reading_share",
            "interview_minutes",
            "notes_hours",
            "review_hours",
            "seal_hours",
            "invitation_open",
        ]
        labels = {"about": "What it is for"}
        widgets = {"about": forms.Textarea(attrs={"rows": 2, "class": "written"})}

    def clean_second_reading_share(self) -> int:
        """None where it was emptied; as it was, where the page did not ask for it yet."""
        share: int | None = self.cleaned_data["second_reading_share"]
        if share is None and "second_reading_share" not in self.data:
            return self.instance.second_reading_share
        return share or 0
