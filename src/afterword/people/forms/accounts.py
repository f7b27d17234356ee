"""Accounts: signing up, settings, another address, keys for scripts."""

from datetime import timedelta
from typing import Any

from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.utils import timezone

from afterword.kit.limits import Limit
from afterword.kit.names import NameField
from afterword.people import actions, queries, sessions
from afterword.people.enums import Scope
from afterword.people.models import Person

PASSWORDS = Limit("address-password", most=5, seconds=300)
"""Whoever sits before a browser that is signed in does not find out its password here."""

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

    name = NameField(
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

    name = NameField(
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
        if PASSWORDS.reached(self.person.actor):
            raise forms.ValidationError("Too many tries. Wait a few minutes, then try again.")
        PASSWORDS.count(self.person.actor)
        if not self.person.check_password(password):
            raise forms.ValidationError("That is not the password of this account.")
        return password


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
