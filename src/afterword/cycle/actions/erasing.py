"""Somebody leaves for good: a search is nobody else's, and goes whole."""

from afterword.cycle.actions.mail import forget_files
from afterword.cycle.models import (
    Cycle,
    Feed,
    Mailbox,
    Paper,
    Proposal,
    Sharing,
    Upload,
    Wish,
)
from afterword.cycle.pooled import forget_pool
from afterword.people.models import Person
from afterword.people.queries import programs_of


def erase_search(person: Person) -> None:
    """Delete it, mail that is being read with it. The caller's transaction."""
    for program in programs_of(person):
        forget_pool(program)
    for mailbox in Mailbox.objects.filter(person=person):
        forget_files(mailbox)
    for rows in (Proposal, Mailbox, Upload, Sharing, Feed, Cycle, Paper, Wish):
        rows.objects.filter(person=person).delete()
