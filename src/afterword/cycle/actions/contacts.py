"""The people who have to do with an application."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from afterword.cycle.actions import editing
from afterword.cycle.models import Application, Contact, Edit
from afterword.journal.actions import Actor, record


# Any: fields of a row, by name, as a form has cleaned them.
@transaction.atomic
def add_contact(application: Application, *, fields: Mapping[str, Any], by: Actor) -> Contact:
    """Keep somebody who has to do with an application."""
    edit = editing.begin(application.cycle, "contact_added")
    contact = Contact.objects.create(application=application, added_in=edit, **fields)
    record(by, "contact.added", contact)
    return contact


@transaction.atomic
def change_contact(contact: Contact, *, fields: Mapping[str, Any], by: Actor) -> Edit:
    """Write what was edited by hand."""
    edit = editing.begin(contact.application.cycle, "contact_changed")
    editing.change(edit, contact, **fields)
    record(by, "contact.changed", contact)
    return edit
