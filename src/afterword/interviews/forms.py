"""What people fill in to book an interview. Times are typed in the zone that the form names."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from afterword.interviews.enums import ChairKind, Seniority
from afterword.interviews.models import Chair
from afterword.interviews.plan import FAR, Plan
from afterword.interviews.queries import askable, people_met
from afterword.interviews.zones import (
    NoSuchLocalTime,
    TwiceThatDay,
    from_local,
    zone,
    zone_words,
)
from afterword.kit.lines import one_line
from afterword.kit.names import NameField
from afterword.people.models import Membership, Person, Program
from afterword.people.queries import programs_of, time_zones
from afterword.questions.enums import ASKED, Difficulty, Kind

KINDS = [(kind.value, kind.label) for kind in ASKED]
ORDINALS = ("first", "second", "third")
BY_LINK = "link"
NOW, AT_TIMES = "now", "times"


class TypedTime(forms.Field):
    """A day and a time as typed; which moment that is depends on the zone."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    # Any: Django hands over whatever the browser sent.
    def to_python(self, value: Any) -> datetime | None:
        if not value:
            return None
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=None, second=0, microsecond=0)
        except ValueError:
            raise forms.ValidationError(
                "Write a day and a time, such as 2026-11-20 18:00."
            ) from None


class TimesForm(forms.Form):
    """One to three times to propose."""

    first = TypedTime(required=False, label="First time")
    second = TypedTime(required=False, label="Second time")
    third = TypedTime(required=False, label="Third time")

    # Any: a form's usual arguments.
    def __init__(self, *args: Any, in_zone: str, asks_zone: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        self.in_zone = in_zone or "UTC"
        if asks_zone:
            self.fields["time_zone"] = forms.ChoiceField(
                label="These times are in",
                choices=[(name, name.replace("_", " ")) for name in time_zones()],
                initial=self.in_zone,
            )
            self.order_fields(["time_zone", *ORDINALS])

    @property
    def zone_words(self) -> str:
        """The zone that the times are typed in, as it is today."""
        return zone_words(timezone.now().astimezone(zone(self.in_zone)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        here = zone(cleaned.get("time_zone") or self.in_zone)
        cleaned["times"] = list(self._moments(here))
        if self._needs_times() and not cleaned["times"] and not self.errors:
            self.add_error("first", "Propose at least one time.")
        return cleaned

    def _needs_times(self) -> bool:
        return True

    def _moments(self, here: ZoneInfo) -> Iterator[datetime]:
        for name in ORDINALS:
            typed = self.cleaned_data.get(name)
            if typed is None:
                continue
            try:
                yield self._moment(typed, here)
            except forms.ValidationError as trouble:
                self.add_error(name, trouble)

    def _moment(self, typed: datetime, here: ZoneInfo) -> datetime:
        try:
            moment = from_local(typed, in_zone=here)
        except NoSuchLocalTime:
            raise forms.ValidationError(
                "The clocks go forward that night and jump over this time. "
                "Choose one an hour earlier or later."
            ) from None
        except TwiceThatDay:
            raise forms.ValidationError(
                "The clocks go back that night, and this time comes twice. "
                "Choose one an hour earlier or later."
            ) from None
        except OverflowError:
            raise forms.ValidationError("Choose a day within the coming year.") from None
        now = timezone.now()
        if moment < now:
            raise forms.ValidationError("That time has gone by. Choose one that is still to come.")
        if moment > now + FAR:
            raise forms.ValidationError("Choose a day within the coming year.")
        return moment


def focus_field() -> forms.CharField:
    """What the hour should train, if somebody says so."""
    return forms.CharField(
        max_length=200, required=False, validators=[one_line], label="What should it train?",
        help_text="Such as testing aloud. The other side reads it before the hour.",
    )  # fmt: skip


class AskForm(TimesForm):
    """What a candidate settles before writing to a senior engineer."""

    guest_name = NameField(
        required=False, label="Their name",
        help_text="As you would write it in the greeting. You can leave it out.",
    )  # fmt: skip
    kind = forms.ChoiceField(choices=KINDS, label="Kind of interview", initial=Kind.CODING)
    seniority = forms.ChoiceField(choices=Seniority, label="Level to interview for")
    focus = focus_field()
    program = forms.ModelChoiceField(
        queryset=Program.objects.none(), required=False, label="Program",
        empty_label="None: between the two of us",
        help_text="Its rubric is used, and a member comments on the notes for you.",
    )  # fmt: skip

    # Any: a form's usual arguments.
    def __init__(self, *args: Any, by: Person, **named: Any) -> None:
        super().__init__(*args, in_zone=by.time_zone, **named)
        programs = programs_of(by)
        own = self.fields["program"]
        assert isinstance(own, forms.ModelChoiceField)  # noqa: S101  declared above
        own.queryset = programs
        self.initial.setdefault("program", programs.first())

    def plan(self) -> Plan:
        """The candidate's chair is the asker's; the guest interviews, forty minutes."""
        cleaned = self.cleaned_data
        return Plan(
            chair=ChairKind.CANDIDATE,
            kind=Kind(cleaned["kind"]),
            seniority=Seniority(cleaned["seniority"]),
            program=cleaned["program"],
            guest_name=cleaned["guest_name"],
            focus=cleaned["focus"],
        )


class NewInterviewForm(TimesForm):
    """A chair, somebody for the other one, an hour of some kind, and when."""

    chair = forms.ChoiceField(
        choices=[
            (ChairKind.CANDIDATE, "The candidate's chair"),
            (ChairKind.INTERVIEWER, "The interviewer's chair"),
        ],
        widget=forms.RadioSelect,
        initial=ChairKind.CANDIDATE,
        label="Which chair do you take?",
    )
    whom = forms.ChoiceField(label="With whom?")
    guest_name = NameField(required=False, label="Their name")
    guest_program = forms.ModelChoiceField(
        queryset=Program.objects.none(), required=False, label="In which program?",
        empty_label="None: between the two of us",
    )  # fmt: skip
    kind = forms.ChoiceField(choices=KINDS, label="Kind of interview", initial=Kind.CODING)
    seniority = forms.ChoiceField(choices=Seniority, label="Level to interview for")
    minutes = forms.IntegerField(
        min_value=15, max_value=90, initial=40, label="Minutes",
        help_text="Forty leave 15 of the hour for the notes, and 5 to spare.",
    )  # fmt: skip
    focus = focus_field()
    when = forms.ChoiceField(
        choices=[(AT_TIMES, "Propose up to three times"), (NOW, "Start now")],
        widget=forms.RadioSelect,
        initial=AT_TIMES,
        label="When?",
    )

    # Any: a form's usual arguments.
    def __init__(self, *args: Any, by: Person, **named: Any) -> None:
        super().__init__(*args, in_zone=by.time_zone, **named)
        self.members: dict[str, Membership] = {f"m:{one.pk}": one for one in askable(by)}
        met = people_met(by).exclude(pk__in=[one.person_id for one in self.members.values()])
        self.met: dict[str, Person] = {f"p:{one.pk}": one for one in met}
        self._say_whom()
        own = self.fields["guest_program"]
        assert isinstance(own, forms.ModelChoiceField)  # noqa: S101  declared above
        own.queryset = programs_of(by)

    def _say_whom(self) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, place in self.members.items():
            groups.setdefault(place.program.name, []).append((key, place.person.name))
        if self.met:
            groups["People you have met here"] = [(k, one.name) for k, one in self.met.items()]
        by_link = (BY_LINK, "Somebody who gets a link from me: a guest or a friend")
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [("", "Choose a person"), by_link, *groups.items()]

    def _needs_times(self) -> bool:
        return self.cleaned_data.get("when") == AT_TIMES

    def plan(self) -> Plan:
        """What was filled in, as the action takes it."""
        cleaned = self.cleaned_data
        place = self.members.get(cleaned["whom"])
        by_link = cleaned["whom"] == BY_LINK
        return Plan(
            chair=ChairKind(cleaned["chair"]),
            kind=Kind(cleaned["kind"]),
            seniority=Seniority(cleaned["seniority"]),
            minutes=cleaned["minutes"],
            program=place.program if place else cleaned["guest_program"] if by_link else None,
            other=place.person if place else self.met.get(cleaned["whom"]),
            guest_name=cleaned["guest_name"] if by_link else "",
            focus=cleaned["focus"],
        )


class CancelForm(forms.Form):
    """A line to the other side, if one likes."""

    because = forms.CharField(
        required=False, max_length=1000, label="A line to them",
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
        help_text="It goes into their letter. You need not give a reason.",
    )  # fmt: skip


ADDRESS_HELP = "For your own link, the confirmation and two reminders, and for nothing else."
NO_POST_HELP = "For your calendar file. This server posts no letters, so keep your link yourself."


class IntroductionForm(forms.Form):
    """How a guest is called, and where a confirmation reaches her."""

    name = NameField(required=False, label="Your name")
    email = forms.EmailField(required=False, label="Your e-mail address")

    # Any: a form's usual arguments.
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["email"].help_text = ADDRESS_HELP if settings.MAIL else NO_POST_HELP

    @classmethod
    def of(cls, chair: Chair) -> "IntroductionForm":
        """The form with what is known already."""
        return cls(initial={"name": chair.guest_name, "email": chair.guest_email})


class SuggestForm(forms.Form):
    """How hard a question Afterword should pick."""

    difficulty = forms.TypedChoiceField(
        choices=[("", "any"), *Difficulty.choices], coerce=int, empty_value=None, required=False,
        label="How demanding?",
    )  # fmt: skip


class ListFilter(forms.Form):
    """What a list of interviews shows; it lives in the address."""

    when = forms.ChoiceField(choices=[("", "ahead"), ("past", "past")], required=False)
    kind = forms.ChoiceField(choices=[("", "Any kind"), *KINDS], required=False)
    chair = forms.ChoiceField(choices=[("", "Either chair"), *ChairKind.choices], required=False)
