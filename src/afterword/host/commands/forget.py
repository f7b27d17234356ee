"""`afterword forget`: an account goes, or what a guest left, by the address: for whoever asks the
host and cannot press the button."""

from argparse import Namespace

from django.utils import timezone

from afterword.host import erasing, queries, upgrading
from afterword.host.errors import StillHere
from afterword.interviews import actions as interviews
from afterword.interviews.models import Chair
from afterword.interviews.queries import chairs_of_guest
from afterword.journal.actions import SYSTEM
from afterword.people import actions
from afterword.people.actions.erasing import WAIT
from afterword.people.errors import StillNeeded
from afterword.people.models import Person


def run(options: Namespace) -> None:
    """In a week, so that they can say no; or at once."""
    upgrading.refuse_if_behind()
    as_guest = list(chairs_of_guest(options.email))
    if not as_guest or queries.has_account(options.email):
        _forget_account(options)
    for chair in as_guest:
        _forget_guest(chair, options)


def _forget_account(options: Namespace) -> None:
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


def _forget_guest(guest: Chair, options: Namespace) -> None:
    now = timezone.now()
    hour = f"What {options.email} left as a guest in the interview {guest.interview_id}"
    if options.now:
        erasing.erase_guest_now(guest, now=now)
        print(f"{hour} is erased.")
        return
    interviews.ask_to_go(guest, now=now, by=SYSTEM)
    print(f"{hour} is erased after {guest.leaves_at or now + WAIT:%d %B %Y, %H:%M} UTC.")
