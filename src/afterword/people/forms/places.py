"""Who is asked into a program, and who leaves it."""

from typing import Any

from django import forms
from django.conf import settings

from afterword.people import queries
from afterword.people.enums import Role
from afterword.people.models import Membership


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
