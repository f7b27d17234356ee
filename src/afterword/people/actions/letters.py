"""Letters on the desk."""

import re
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from afterword.journal.actions import record
from afterword.people import queries
from afterword.people.models import NAMELESS, Letter, Person

SUBJECT_MOST = 200


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


def take_name_out(name: str, *, hours: Collection[UUID]) -> None:
    """Somebody leaves for good: letters that others still have here name them no more.

    A name of one word may be a word of something else, so it is only looked for in letters about
    hours of theirs. The caller's transaction, and its journal entry.
    """
    if not name:
        return
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    named = Q(subject__contains=name) | Q(body__contains=name) | ~Q(calendar="")
    for letter in Letter.objects.filter(named):
        about = any(str(pk) in letter.link for pk in hours)
        if about or (" " in name and whole.search(f"{letter.subject}\n{letter.body}")):
            _rewrite(letter, whole, about=about)


def _rewrite(letter: Letter, name: re.Pattern[str], *, about: bool) -> None:
    letter.subject = name.sub(NAMELESS, letter.subject)[:SUBJECT_MOST]
    letter.body = name.sub(NAMELESS, letter.body)
    letter.calendar = "" if about else letter.calendar  # was posted, and folds names over lines
    letter.save(update_fields=["subject", "body", "calendar"])
