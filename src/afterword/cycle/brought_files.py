"""A person's files, read in the limited child; and what they amount to for this person's search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from afterword.cycle.actions.importing import Brought
from afterword.cycle.drafts import Draft
from afterword.cycle.models import Application, Contact, Event, Import, Origin
from afterword.cycle.names import LONGEST, name_key
from afterword.cycle.reading.cells.people import Person
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.result import Reading
from afterword.cycle.reading.totals import One, applications_of, happenings
from afterword.cycle.standing import Happening
from afterword.kit.words import plural

NO_COMPANY = "Company not named"


@dataclass(frozen=True)
class Meets:
    """How the applications of a reading meet those that are there already."""

    fresh: tuple[One, ...]
    known: tuple[tuple[One, UUID], ...]


def meet(reading: Reading, there: QuerySet[Application]) -> Meets:
    """Which applications are new, and which are known: by the file's own id and company, or by
    company, role and the day of applying. Each known one is met once."""
    by_id, by_name = _known_ids(there), _known_names(there)
    taken: set[UUID] = set()
    fresh: list[One] = []
    known: list[tuple[One, UUID]] = []
    for one in applications_of(reading):
        found = next((pk for pk in _same(one, by_id, by_name) if pk not in taken), None)
        if found is None:
            fresh.append(one)
        else:
            taken.add(found)
            known.append((one, found))
    return Meets(tuple(fresh), tuple(known))


def _known_ids(there: QuerySet[Application]) -> dict[str, list[tuple[UUID, str]]]:
    found: dict[str, list[tuple[UUID, str]]] = {}
    rows = Origin.objects.filter(application__in=there)
    for name, pk, company in rows.values_list(
        "id_in_file", "application_id", "application__company_key"
    ):
        found.setdefault(name, []).append((pk, company))
    return found


def _known_names(there: QuerySet[Application]) -> dict[tuple[str, str, date | None], list[UUID]]:
    found: dict[tuple[str, str, date | None], list[UUID]] = {}
    for pk, company, role, on in there.values_list("pk", "company_key", "role", "applied_on"):
        found.setdefault((company, name_key(role), on), []).append(pk)
    return found


def _same(
    one: One,
    by_id: dict[str, list[tuple[UUID, str]]],
    by_name: dict[tuple[str, str, date | None], list[UUID]],
) -> Iterable[UUID]:
    row = one.named
    for pk, company in by_id.get(row.id, ()) if row.id else ():
        if not row.company or company == name_key(row.company):
            yield pk
    if row.company:
        key = (name_key(row.company), name_key(row.role), one.standing.applied_on)
        yield from by_name.get(key, ())


def brought(reading: Reading, there: QuerySet[Application], *, mapping: dict[str, Any]) -> Brought:
    """What is to be kept of a reading: all of it, but what is there already."""
    # Any: a mapping, as JSON.
    meets = meet(reading, there)
    rows = there.in_bulk([pk for _, pk in meets.known])
    told = _told_already([pk for _, pk in meets.known])
    named = _named_already([pk for _, pk in meets.known])
    return Brought(
        file_name=reading.file_name,
        drafts=[draft_of(one) for one in meets.fresh],
        joined=[
            (rows[pk], it)
            for one, pk in meets.known
            for it in happenings(one.events)
            if not _is_told(it, told.get(pk, set()))
        ],
        people=[
            (rows[pk], person)
            for one, pk in meets.known
            for person in _people_of(one)
            if plain(person.name) not in named.get(pk, ())
        ],
        unread=_unread(reading),
        mapping=mapping,
        known=len(meets.known),
    )


def kept_in_words(source: Import, brought: Brought) -> str:
    """A sentence on what an import kept."""
    new = f"{plural(source.added, 'application')} brought in."
    if not source.joined:
        return new
    events, people = len(brought.joined), len(brought.people)
    told = [plural(events, "new event")] if events else []
    told += [plural(people, "new contact")] if people else []
    were = "was" if source.joined == 1 else "were"
    news = " and ".join(told) or "nothing new"
    return f"{new} {source.joined:,} {were} here already, with {news}."


def _told_already(known: Sequence[UUID]) -> dict[UUID, set[tuple[str, date | None]]]:
    found: dict[UUID, set[tuple[str, date | None]]] = {}
    for start in range(0, len(known), 500):
        events = Event.objects.filter(
            application__in=known[start : start + 500], taken_back_at=None
        )
        for pk, stage, on in events.values_list("application_id", "stage", "on"):
            found.setdefault(pk, set()).add((stage, on))
    return found


def _named_already(known: Sequence[UUID]) -> dict[UUID, set[str]]:
    """Who is noted with an application, by name; whom its owner took back by hand stays so."""
    found: dict[UUID, set[str]] = {}
    for start in range(0, len(known), 500):
        contacts = Contact.objects.filter(application__in=known[start : start + 500])
        undone = Q(taken_back_in=None) | Q(taken_back_in=F("added_in"))
        still = contacts.exclude(undone, taken_back_at__isnull=False)
        for pk, name in still.values_list("application_id", "name"):
            found.setdefault(pk, set()).add(plain(name))
    return found


def _people_of(one: One) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for part in one.rows for person in part.people))


def _is_told(it: Happening, told: set[tuple[str, date | None]]) -> bool:
    """The same stage on the same day; without a day, the same stage at all."""
    if it.on is None:
        return any(stage == it.stage for stage, _ in told)
    return (it.stage, it.on) in told


def _unread(reading: Reading) -> list[dict[str, Any]]:  # Any: JSON
    """Every line that made no application, word for word; nothing of a file is lost."""
    return [
        {"sheet": row.sheet, "line": row.line, "why": row.why, "cells": row.cells}
        for row in reading.rows
        if not row.counts and row.cells
    ]


def draft_of(one: One) -> Draft:
    """An application of the file as one that can be kept. What is too long goes to the notes."""
    row = one.named
    over: list[str] = []

    def short(text: str, label: str) -> str:
        if len(text) <= LONGEST and "\n" not in text:
            return text
        over.append(f"from the file: {label}: {text}")
        return " ".join(text.split())[: LONGEST - 1] + "…"

    fields = {
        "role": short(row.role, "role"),
        "where": short(row.place, "place"),
        "pay": short(row.pay, "pay"),
        "source_words": short(row.source_words, "source"),
        "referrer": short(row.referrer, "referrer"),
    }
    notes = [part.notes for part in one.rows if part.notes]
    return Draft(
        company=row.company or (f"{NO_COMPANY} ({row.id})" if row.id else NO_COMPANY),
        links="\n".join(link for link in row.links.split("\n") if link.startswith("http")),
        source=row.source or "outbound",
        notes="\n".join([*notes, *over, *_other_links(row.links)]),
        happenings=tuple(happenings(one.events)),
        id_in_file=row.id[:LONGEST],
        people=_people_of(one),
        **fields,
    )


def _other_links(links: str) -> list[str]:
    """Addresses that no page makes into a link stay as text."""
    return [
        f"from the file: link: {one}"
        for one in links.split("\n")
        if one and not one.startswith("http")
    ]
