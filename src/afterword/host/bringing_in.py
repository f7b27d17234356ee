"""Keeping, from a terminal, what a file says."""

from typing import Any

from django.utils import timezone

from afterword.cycle import actions, brought_files
from afterword.cycle.actions import mail
from afterword.cycle.actions.already_here import restored_in_words
from afterword.cycle.actions.restoring import restore
from afterword.cycle.document import Document
from afterword.cycle.models import Application
from afterword.cycle.reading.result import Reading
from afterword.host.errors import CannotGoOn
from afterword.kit.words import plural
from afterword.people.middleware import zone_of
from afterword.people.models import Person


def bring_in_for(reading: Reading, *, mapping: dict[str, Any], email: str | None) -> str:
    """Keep a reading in somebody's search; a sentence on what was kept. Raises CannotGoOn."""
    # Any: a mapping, as JSON.
    person, now = _whose(email), timezone.now()
    there = Application.objects.filter(cycle__person=person, taken_back_at=None)
    kept = brought_files.brought(reading, there, mapping=mapping)
    with timezone.override(zone_of(person)):  # the hours in a file are those of their clock
        source = actions.bring_in(actions.cycle_of(person, now=now), kept, by=person, now=now)
    said = brought_files.kept_in_words(source, kept)
    return f"\n{said} It can be undone on the page of the import."


def propose_for(report: dict[str, Any], *, name: str, email: str | None) -> str:
    """Propose in somebody's search what mail tells; a sentence on it. Raises CannotGoOn."""
    # Any: the last report of a reading, as JSON.
    box = mail.propose(_whose(email), report, name=name)
    if not box.proposed:
        return "\nNothing of it is new."
    new = plural(box.proposed, "event")
    return f"\n{new} proposed. Say yes or no on the page of the mail, under Your search."


def restore_for(document: Document, *, email: str | None) -> str:
    """Bring back what somebody took along; a sentence on it. Raises CannotGoOn."""
    sources = restore(_whose(email), document)
    undone = " It can be undone on the page of the import." if sources else ""
    return f"\n{restored_in_words(sources, document)}{undone}"


def _whose(email: str | None) -> Person:
    """The person named, or the only one there is."""
    people = Person.objects.filter(is_active=True)
    if email:
        person = people.filter(email__iexact=email).first()
        if person is None:
            raise CannotGoOn(f"there is no account for {email}.")
        return person
    some = list(people[:2])
    if not some:
        raise CannotGoOn("nobody has an account here yet: open Afterword and set it up first.")
    if len(some) != 1:
        raise CannotGoOn("say whose search it is: --for EMAIL. (With --dry-run nothing is kept.)")
    return some[0]
