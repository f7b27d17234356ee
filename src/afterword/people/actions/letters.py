"""Letters on the desk."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from icalendar import Calendar, vText

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


def take_names_out(
    names: Collection[str], *, about: Collection[str], near: QuerySet[Person]
) -> None:
    """Somebody leaves for good: letters that others still have here name them no more.

    `about` are the ends of links that lead to what was theirs. Elsewhere a name is looked for only
    in letters to whoever was `near`, and only if it is of several words: anybody may call
    themselves what other letters say. The caller's transaction, and its journal entry.
    """
    for name in sorted(set(names) - {"", NAMELESS}, key=len, reverse=True):
        _take_out(name, about=about, near=near if " " in name else near.none())


def _take_out(name: str, *, about: Collection[str], near: QuerySet[Person]) -> None:
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    named = Q(subject__contains=name) | Q(body__contains=name) | ~Q(calendar="")
    theirs = set(near.values_list("pk", flat=True))
    for letter in Letter.objects.filter(named):
        if letter.person_id in theirs or any(end in letter.link for end in about):
            _rewrite(letter, whole)


def _rewrite(letter: Letter, name: re.Pattern[str]) -> None:
    letter.subject = name.sub(NAMELESS, letter.subject)[:SUBJECT_MOST]
    letter.body = _outside(letter.link, letter.body, name)
    letter.calendar = _calendar_without(name, letter.calendar)
    letter.save(update_fields=["subject", "body", "calendar"])


def _outside(link: str, body: str, name: re.Pattern[str]) -> str:
    """Without the name, but with the link as it is: a part of it may be spelled like a name."""
    if not link:
        return name.sub(NAMELESS, body)
    return link.join(name.sub(NAMELESS, words) for words in body.split(link))


def _calendar_without(name: re.Pattern[str], calendar: str) -> str:
    """What a letter enters into a calendar, or takes out of it. A file folds names over lines."""
    if not name.search(calendar.replace("\r\n ", "").replace("\\", "")):
        return calendar
    parsed = Calendar.from_ical(calendar)
    for event in parsed.walk("VEVENT"):
        event["summary"] = vText(name.sub(NAMELESS, str(event["summary"])))
    return bytes(parsed.to_ical()).decode()
