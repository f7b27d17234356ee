"""Letters on the desk."""

from datetime import datetime

from django.db import transaction

from afterword.journal.actions import record
from afterword.people import queries
from afterword.people.models import Letter, Person


@transaction.atomic
def put_away(letter: Letter, *, by: Person, now: datetime) -> None:
    """The letter is read. Doing it twice changes nothing."""
    if Letter.objects.filter(pk=letter.pk, read_at=None).update(read_at=now):
        record(by, "letter.read", letter)


@transaction.atomic
def put_all_away(person: Person, *, now: datetime) -> int:
    """Every letter is read; how many were not."""
    count = queries.unread_letters(person).update(read_at=now)
    if count:
        record(person, "letter.all_read", person, {"count": count})
    return count
