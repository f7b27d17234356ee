"""What people fill in."""

from datetime import timedelta
from typing import Any

from allauth.core import context
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from afterword.kit.words import one_line
from afterword.people import actions, queries, sessions
from afterword.people.enums import ReviewPolicy, Role, Scope
from afterword.people.models import Membership, Person, Program

NAME = "What others here call you. It stands on your notes and invitations."
ZONE = "Times are shown on this clock. Type a city to find it."


def known_zone(zone: str) -> str:
    """The zone, if this server knows it. Raises ValidationError."""
    if zone not in queries.time_zones():
        raise forms.ValidationError(
            "This server knows no time zone of that name. Type a city, such as Lisbon, and pick."
        )
    return zone


class SignUpFields(forms.Form):
    """A name beside the address and the password; the zone comes from the browser."""

    name = forms.CharField(
        max_length=120,
        validators=[one_line],
        label="Your name",
        help_text=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-time-zone": ""})
    )
    field_order = ("name", "email", "password1", "time_zone")

    def clean_time_zone(self) -> str:
        """What the browser says, or UTC: nobody is kept out for their clock."""
        zone: str = self.cleaned_data["time_zone"]
        return zone if zone in queries.time_zones() else "UTC"

    def clean(self) -> dict[str, Any]:  # Any: as Django's own
        """An invitation for one address makes an account with that address."""
        fields: dict[str, Any] = super().clean() or {}
        invitation = sessions.invitation_in(context.request, now=timezone.now())
        email = fields.get("email")
        if invitation and invitation.email and email and email != invitation.email:
            self.add_error(
                "email", "The invitation was sent to another address. Please sign up with that one."
            )
        return fields

    def signup(self, request: HttpRequest, user: Person) -> None:
        """allauth calls this when the account is saved."""
        fields = self.cleaned_data
        actions.welcome(user, name=fields["name"], time_zone=fields["time_zone"])


class SettingsForm(forms.ModelForm[Person]):
    """Name and clock."""

    name = forms.CharField(
        max_length=120,
        validators=[one_line],
        help_text=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(
        max_length=64,
        help_text=ZONE,
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
    )

    class Meta:
        model = Person
        fields = ["name", "time_zone"]

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        return known_zone(zone)


class AddressForm(forms.Form):
    """Another address to sign in with; the password shows that it is really you."""

    email = forms.EmailField(
        label="New e-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label="Your password, once more",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # Any: as Form's own
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError("That is not the password of this account.")
        return password


def _name_of_a_program(help_text: str = "") -> forms.CharField:
    """On one line: it stands in letters to people who know nothing of the program yet."""
    return forms.CharField(max_length=120, validators=[one_line], label="Name", help_text=help_text)


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


class ManyLinkForm(forms.Form):
    """A link that an organizer hands out."""

    uses = forms.IntegerField(
        min_value=1, max_value=1000, initial=30, label="How many people may use it"
    )
    days = forms.IntegerField(
        min_value=1, max_value=180, initial=30, label="For how many days it works"
    )


class AddressLinkForm(forms.Form):
    """An invitation for one address."""

    email = forms.EmailField(
        label="Their e-mail address", widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        choices=[
            (Role.MEMBER, "a member"),
            (Role.ORGANIZER, "an organizer, who can also invite people and set the defaults"),
        ],
        initial=Role.MEMBER,
        widget=forms.RadioSelect,
        label="They come as",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Form's own
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = (
            "They get a letter with a link that works for this address alone."
            if settings.MAIL
            else "You get a link to hand to them. It works for this address alone."
        )


class MemberChoice(forms.ModelChoiceField[Membership]):
    """Members by name."""

    def label_from_instance(self, obj: Membership) -> str:
        """The member's name."""
        return obj.person.name


class LeaveForm(forms.Form):
    """Who organizes the program next, if that is asked."""

    successor = MemberChoice(
        queryset=Membership.objects.none(),
        label="Who organizes it from now on",
        required=False,
        empty_label="Choose a member",
    )

    def __init__(self, *args: Any, place: Membership, **kwargs: Any) -> None:  # as Form's own
        super().__init__(*args, **kwargs)
        self.place = place
        field = self.fields["successor"]
        assert isinstance(field, MemberChoice)  # noqa: S101  tells mypy what stands above
        field.queryset = queries.successors_for(place)
        field.required = queries.is_last_organizer(place) and field.queryset.exists()
        field.error_messages["required"] = (
            "The program needs an organizer. Please name who it is from now on."
        )


class ReportForm(forms.Form):
    """What an organizer should look at, and why."""

    text = forms.CharField(
        max_length=4000,
        label="What happened, and what would help",
        help_text="Whoever looks at it reads this, and your name with it.",
        widget=forms.Textarea(attrs={"rows": 5, "class": "written"}),
    )


class BlockForm(forms.Form):
    """No interviews with somebody: and what is still to come with them?"""

    call_off = forms.BooleanField(
        required=False,
        initial=True,
        label="Call that off as well",
        help_text="They are told that it will not take place, and not why. If you change your "
        "mind later, you can propose it again.",
    )


class AnswerForm(forms.Form):
    """What an organizer tells the person who reported."""

    answer = forms.CharField(
        max_length=4000,
        label="Your answer",
        help_text="Say what you looked at and what follows. Whoever reported it reads this.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "written"}),
    )


class CommitmentForm(forms.Form):
    """A sentence about next time."""

    text = forms.CharField(
        max_length=500,
        label="Next time I will",
        help_text="One sentence that you can check afterwards. Only you read it.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
    )


class TokenForm(forms.Form):
    """A key for a script."""

    LIFETIMES = {"30": "30 days", "90": "90 days", "365": "a year", "": "until I end it"}

    name = forms.CharField(
        max_length=80, label="What it is for", help_text="So that you know it again in this list."
    )
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        label="What it may do",
    )
    lifetime = forms.ChoiceField(
        choices=list(LIFETIMES.items()), initial="90", required=False, label="How long it works"
    )

    def expiry(self) -> timedelta | None:
        """How long from now, or without an end."""
        days = self.cleaned_data["lifetime"]
        return timedelta(days=int(days)) if days else None
