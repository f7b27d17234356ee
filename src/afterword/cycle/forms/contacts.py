"""People."""

from typing import Any

from django import forms

from afterword.cycle.enums import ContactPart
from afterword.cycle.forms.fields import choices_of, line
from afterword.cycle.models import Contact
from afterword.kit.forms import written


class ContactForm(forms.Form):
    """Somebody who has to do with it."""

    name = line("Name", required=True)
    part = forms.ChoiceField(label="Who they are", choices=choices_of(ContactPart))
    address = line("How to reach them", help_text="E-mail, phone or a page.")
    notes = written("Notes")

    @staticmethod
    def beginning(contact: Contact) -> dict[str, Any]:  # Any: fields, each of its own type
        return {name: getattr(contact, name) for name in ContactForm.base_fields}
