"""What a host fills in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password

from afterword.host import setup_code
from afterword.host.enums import Purpose, Reach
from afterword.kit.limits import Limit
from afterword.kit.names import NameField
from afterword.people.models import Person
from afterword.people.queries import time_zones

WRONG_CODES = Limit("setup-code", most=10, seconds=600)
ANYWHERE = "anywhere"


def _new_password(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        help_text="At least ten characters; a sentence works well.",
        widget=forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "new-password", "minlength": "10"}
        ),
    )


class AccountForm(forms.Form):
    """The host's own account, and the code that shows it is the host."""

    code = forms.CharField(
        label="Set-up code",
        max_length=40,
        help_text="It stands in the window where Afterword was started.",
        widget=forms.TextInput(
            attrs={"class": "code", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    name = NameField(
        label="Your name",
        help_text="What others here call you.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="You sign in with it. Nothing is sent to it unless you set up a mail server.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = _new_password("A password")
    time_zone = forms.CharField(
        label="Your time zone",
        max_length=64,
        help_text="Times are shown on this clock. Type a city to find it.",
        widget=forms.TextInput(
            attrs={"list": "time-zones", "autocomplete": "off", "data-time-zone": ""}
        ),
    )

    def clean_code(self) -> str:
        """The code, if it is right. Ten wrong ones, wherever from, and the next has to wait."""
        code: str = self.cleaned_data["code"]
        if WRONG_CODES.reached(ANYWHERE):
            raise forms.ValidationError(
                "Those were many tries. Please wait ten minutes, then try again."
            )
        if not setup_code.is_right(settings.DATA, code):
            WRONG_CODES.count(ANYWHERE)
            raise forms.ValidationError(
                "This is not the code. Each start of Afterword makes another; the newest counts."
            )
        return code

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        if zone not in time_zones():
            raise forms.ValidationError(
                "This server knows no time zone of that name. Type a city, such as Lisbon, and"
                " pick."
            )
        return zone

    def clean(self) -> dict[str, Any]:  # Any: as Django's own
        """The password is judged beside the name and the address."""
        fields: dict[str, Any] = super().clean() or {}
        person = Person(email=fields.get("email", ""), name=fields.get("name", ""))
        _judge_password(self, person)
        return fields


class PurposeForm(forms.Form):
    """Who it is for."""

    ABOUT = {
        Purpose.ME: "Your search, practice alone, and interviews with guests who need no account.",
        Purpose.FRIEND: "The two of you interview each other. You get a link to send.",
        Purpose.PROGRAM: "A club, a course, a class: members, organizers, reviewed notes.",
    }

    purpose = forms.ChoiceField(
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        label="Who is it for?",
        error_messages={"required": "Please pick one; you can begin more programs later."},
    )
    program_name = NameField(
        required=False,
        label="The program’s name",
        help_text="Only for a program. It can be changed later.",
    )

    def clean(self) -> dict[str, Any]:  # Any: as Django's own
        fields: dict[str, Any] = super().clean() or {}
        if fields.get("purpose") == Purpose.PROGRAM and not fields.get("program_name"):
            self.add_error("program_name", "Please give the program a name.")
        return fields


class ReachForm(forms.Form):
    """Who must reach it."""

    ABOUT = {
        Reach.MACHINE: "You, in a browser on this computer.",
        Reach.NETWORK: "Computers on the same Wi-Fi or cable, over HTTPS.",
        Reach.ANYONE: "People elsewhere, through a tunnel or on a small server.",
    }

    reach = forms.ChoiceField(
        choices=Reach.choices,
        widget=forms.RadioSelect,
        label="Who must reach it?",
        error_messages={"required": "Please pick one; it can be changed at any time."},
    )


class ReturnForm(forms.Form):
    """A new password for somebody who was locked out."""

    password = _new_password("A new password")
    without_second_step = forms.BooleanField(
        required=False,
        label="I have lost my second step too",
        help_text="Takes away the authenticator app, passkeys and recovery codes of this account.",
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:  # Any: as Form's own
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:  # Any: as Django's own
        fields: dict[str, Any] = super().clean() or {}
        _judge_password(self, self.person)
        return fields


def _judge_password(form: forms.Form, person: Person) -> None:
    """Put what is wrong with the password beside it."""
    password = form.cleaned_data.get("password")
    if not password:
        return
    try:
        validate_password(password, person)
    except forms.ValidationError as trouble:
        form.add_error("password", trouble)


class HandOverForm(forms.Form):
    """Who looks after the server from now on."""

    email = forms.EmailField(
        label="Their e-mail address",
        help_text="The one that they sign in with here.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> Person:
        """Somebody who stays, and is not the host already."""
        email = self.cleaned_data["email"]
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise forms.ValidationError("Nobody has an account with this address here.")
        if person.is_host:
            raise forms.ValidationError("That is you. Name somebody else.")
        if person.leaves_at is not None:
            raise forms.ValidationError("They are leaving this server themselves.")
        return person
