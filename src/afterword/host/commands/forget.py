"""`afterword forget`: an account goes, for whoever asks the host and cannot press the button."""

from argparse import Namespace

from django.utils import timezone

from afterword.host import erasing, queries, upgrading
from afterword.host.errors import StillHere
from afterword.journal.actions import SYSTEM
from afterword.people import actions
from afterword.people.errors import StillNeeded
from afterword.people.models import Person


def run(options: Namespace) -> None:
    """In a week, so that they can say no; or at once."""
    upgrading.refuse_if_behind()
    person = queries.person_with(options.email)
    if options.now:
        erasing.erase_now(person, now=timezone.now())
        print(f"The account of {options.email} is erased.")
    else:
        _ask(person)


def _ask(person: Person) -> None:
    now = timezone.now()
    try:
        actions.ask_to_leave(person, now=now, by=SYSTEM)
    except StillNeeded as needed:
        raise StillHere(erasing.what_holds(person, now=now)) from needed
    person.refresh_from_db()
    print(f"The account of {person.email} is erased after {person.leaves_at:%d %B %Y, %H:%M} UTC.")
    print("A letter tells them, and until then one press in their settings keeps it.")
