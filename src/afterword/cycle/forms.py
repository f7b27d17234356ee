"""What can be filled in about a search."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator

from afterword.cycle.drafts import Draft
from afterword.cycle.enums import (
    ENDS,
    ContactPart,
    Control,
    InterviewKind,
    Known,
    Outcome,
    PaperKind,
    ReasonKind,
    Source,
    Stage,
    Sureness,
    WishKind,
)
from afterword.cycle.models import Application, CompanyInterview, Contact, HindsightAnswer
from afterword.cycle.names import LONGEST
from afterword.cycle.standing import Happening
from afterword.kit.forms import SavedForm, written
from afterword.kit.words import one_line

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
BEGINS = (Stage.NOTED, Stage.APPLIED, Stage.RECRUITER, Stage.CHALLENGE, Stage.PHONE, Stage.ONSITE)
HELD = (Stage.RECRUITER, Stage.CHALLENGE, Stage.PHONE, Stage.ONSITE, Stage.OTHER)


def _stages(some: tuple[Stage, ...]) -> list[tuple[str, str]]:
    return [(one.value, _capital(one.label)) for one in some]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _choices(of: Any) -> list[tuple[str, str]]:
    # Any: one of the enums; django-stubs gives their choices another type each.
    return [(value, _capital(label)) for value, label in of.choices]


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


class AboutForm(forms.Form):
    """What an application is for."""

    company = line("Company", required=True)
    role = line("Role")
    where = line("Place", help_text="A town, remote, either.")
    pay = line("Pay", help_text="In any words: “58 000 €”, “as a working student”.")
    source = forms.ChoiceField(label="How it began", choices=_choices(Source))
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

    stage = forms.ChoiceField(label="What happened", choices=_stages(BEGINS), initial="applied")
    on = Day("When", help_text="Leave it empty if you do not know.")
    source = forms.ChoiceField(
        label="How it began", choices=_choices(Source), initial=Source.OUTBOUND
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

    stage = forms.ChoiceField(label="What happened", choices=_choices(Stage))
    on = Day("When", help_text="Leave it empty if you do not know.")
    words = line("In your words", help_text="Names a stage of your own, or says more.")

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


class InterviewForm(forms.Form):
    """A company interview."""

    stage = forms.ChoiceField(label="Stage", choices=_stages(HELD), initial="phone")
    kind = forms.ChoiceField(label="What it was", choices=_choices(InterviewKind), initial="call")
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


class ContactForm(forms.Form):
    """Somebody who has to do with it."""

    name = line("Name", required=True)
    part = forms.ChoiceField(label="Who they are", choices=_choices(ContactPart))
    address = line("How to reach them", help_text="E-mail, phone or a page.")
    notes = written("Notes")

    @staticmethod
    def beginning(contact: Contact) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in ContactForm.base_fields}


class PaperForm(forms.Form):
    """A file that went out."""

    kind = forms.ChoiceField(label="What it is", choices=_choices(PaperKind))
    file = forms.FileField(
        label="File", help_text="PDF, DOCX, ODT, TXT or MD, up to 5 MB.", allow_empty_file=True
    )


class ReasonForm(forms.Form):
    """Why it ended, or why nothing came, as far as anybody knows."""

    known = forms.ChoiceField(
        label="How do you know?", choices=_choices(Known), widget=forms.RadioSelect,
        initial=Known.GUESSED,
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Why?", choices=_choices(ReasonKind), initial=ReasonKind.NOT_SAID
    )
    control = forms.ChoiceField(
        label="Whose hands was it in?", choices=_choices(Control), initial=Control.UNCLEAR
    )
    sureness = forms.ChoiceField(
        label="How sure are you?", choices=_choices(Sureness), initial=Sureness.LOW
    )
    words = written("In words", help_text="What they wrote, or what you think. Three sentences do.")


class OfferForm(SavedForm):
    """What an offer says, part by part, and until when it wants an answer."""

    answer_by = Day("They want an answer by", help_text="It comes up on your desk and calendar.")
    work = written("The work", help_text="What you would do there, as they put it.")
    people = written("The people", help_text="Whom you met, and how they spoke with you.")
    mentoring = written("Mentoring", help_text="Who would look at your work, and how often.")
    place = written("The place", help_text="Town, office, hours, the way there.")
    pay = written("The pay", help_text="In any words: pay, shares, leave, a visa, the move.")
    to_ask = written("Still to ask", help_text="One question is a letter; three are a call.")


class DecidedForm(SavedForm):
    """What was decided about an offer, looked back on."""

    because = written("What decided it?", help_text="The one or two things that weighed most.")
    gave_up = written("What did you give up by it?", help_text="There is always something.")
    next_time = written(
        "What do you take from it?",
        help_text="What led here and is worth repeating, or what you would ask earlier.",
    )


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
        choices=[("", "I have not heard more"), *_choices(Control)],
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


class AngryForm(forms.Form):
    """A line that nothing reads."""

    text = written("What you would like to say to them")


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
            self.fields[value] = written(_capital(label), help_text=self.HELP[value])


class CycleForm(forms.Form):
    """What a search is called."""

    name = forms.CharField(label="Name", max_length=120)


class TableFilter(forms.Form):
    """Which applications the table shows, and in which order."""

    SHOW: ClassVar[list[tuple[str, str]]] = [
        ("", "Going on"),
        ("ended", "Ended"),
        *((value, _capital(label)) for value, label in Outcome.choices if value != "open"),
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
        label="How it began", required=False, choices=[("", "Any way"), *_choices(Source)]
    )
    silent = forms.IntegerField(
        label="No news for, in days", required=False, min_value=0, max_value=9999
    )
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        # Any: a query, as Django's forms take it.
        super().__init__(data)
        ends = {*ENDS, Stage.REOPENED}
        stages = [(v, _capital(label)) for v, label in Stage.choices if v not in ends]
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
