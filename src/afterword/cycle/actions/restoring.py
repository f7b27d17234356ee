"""Bringing back a search from its JSON document."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from afterword.cycle.actions.folding import stands_as
from afterword.cycle.document import ApplicationPart, CyclePart, Document, PaperPart
from afterword.cycle.models import (
    AngryLine,
    Application,
    CompanyInterview,
    Contact,
    Cycle,
    Edit,
    Enclosure,
    Event,
    Hindsight,
    HindsightAnswer,
    Import,
    Offer,
    Origin,
    Paper,
    Reason,
    Wish,
)
from afterword.cycle.names import name_key
from afterword.cycle.standing import Happening
from afterword.journal.actions import record
from afterword.people.models import Person

AT_ONCE = 500
APART = {"added_at", "events", "interviews", "contacts", "reasons", "offer", "hindsights",
         "hindsight_answers", "ids_in_files", "papers", "angry_lines"}  # fmt: skip


@transaction.atomic
def restore(person: Person, document: Document, *, now: datetime) -> list[Import]:
    """Keep everything in a document, or nothing. Applications of its open cycle join an open one.

    What the person has wished for already stays as it is. Each cycle can be taken out again whole.
    """
    papers = [_paper(person, one) for one in document.papers]
    for wish in document.wishes:
        Wish.objects.get_or_create(
            person=person, kind=wish.kind, defaults={"text": wish.text, "saved_at": wish.saved_at}
        )
    sources = [_cycle(person, one, papers, now=now) for one in document.cycles]
    record(person, "search.restored", person)
    return sources


def _paper(person: Person, part: PaperPart) -> Paper:
    digest = hashlib.sha256(part.body).hexdigest()
    paper, _ = Paper.objects.get_or_create(
        person=person, kind=part.kind, digest=digest,
        defaults={"name": part.name, "size": len(part.body), "body": part.body},
    )  # fmt: skip
    return paper


def _cycle(person: Person, part: CyclePart, papers: list[Paper], *, now: datetime) -> Import:
    cycle = _open_cycle(person) if part.ended_on is None else None
    if cycle is None:
        cycle = Cycle.objects.create(
            person=person, **part.model_dump(exclude={"applications"}), revision=1
        )
    source = Import.objects.create(
        cycle=cycle, file_name="search.json", added=len(part.applications)
    )
    edit = Edit.objects.create(cycle=cycle, verb="imported")
    for start in range(0, len(part.applications), AT_ONCE):
        _write(part.applications[start : start + AT_ONCE], papers, edit=edit, source=source)
    Cycle.objects.filter(pk=cycle.pk).update(revision=cycle.revision + 1)
    return source


def _open_cycle(person: Person) -> Cycle | None:
    return Cycle.objects.filter(person=person, ended_on=None).first()


# Any: rows of several kinds, each to its own table.
def _write(
    parts: Sequence[ApplicationPart], papers: list[Paper], *, edit: Edit, source: Import
) -> None:
    rows: dict[type[Any], list[Any]] = {
        model: []
        for model in (
            Application, Event, CompanyInterview, Contact, Enclosure, Reason, Offer, Hindsight,
            HindsightAnswer, Origin, AngryLine,
        )
    }  # fmt: skip
    for part in parts:
        for row in _rows(part, papers, edit=edit, source=source):
            rows[type(row)].append(row)
    later = {event: event.replaces for event in rows[Event] if event.replaces}
    for event in later:
        event.replaces = None
    for model, some in rows.items():
        model.objects.bulk_create(some, batch_size=AT_ONCE)
    for event, before in later.items():
        event.replaces = before
    Event.objects.bulk_update(later, ["replaces"], batch_size=100)
    for row, part in zip(rows[Application], parts, strict=True):
        row.created_at = part.added_at
    Application.objects.bulk_update(rows[Application], ["created_at"], batch_size=100)


def _rows(part: ApplicationPart, papers: list[Paper], *, edit: Edit, source: Import) -> list[Any]:
    row = Application(
        cycle=edit.cycle, added_in=edit, imported=source, company_key=name_key(part.company),
        **part.model_dump(exclude=APART),
    )  # fmt: skip
    told = [Happening(e.on, e.place, e.stage, e.words) for e in part.events if not e.taken_back_at]
    stands_as(row, told)
    events = [
        Event(application=row, imported=source, added_in=edit, **e.model_dump(exclude={"replaces"}))
        for e in part.events
    ]
    for event, e in zip(events, part.events, strict=True):
        event.replaces = _at(events, e.replaces)
    interviews = [
        CompanyInterview(
            application=row, added_in=edit, event=_at(events, i.event),
            **i.model_dump(exclude={"event"}),
        )
        for i in part.interviews
    ]  # fmt: skip
    return [
        row,
        *events,
        *interviews,
        *(Contact(application=row, added_in=edit, **c.model_dump()) for c in part.contacts),
        *(Reason(application=row, added_in=edit, **r.model_dump()) for r in part.reasons),
        *(Offer(application=row, added_in=edit, **o.model_dump()) for o in [part.offer] if o),
        *(Hindsight(application=row, **h.model_dump()) for h in part.hindsights),
        *(
            HindsightAnswer(application=row, added_in=edit, **a.model_dump())
            for a in part.hindsight_answers
        ),
        *(Origin(application=row, id_in_file=text) for text in part.ids_in_files),
        *(
            Enclosure(application=row, added_in=edit, paper=papers[place])
            for place in part.papers
            if place < len(papers)
        ),
        *(AngryLine(application=row, text=text) for text in part.angry_lines),
    ]


def _at(events: list[Event], place: int | None) -> Event | None:
    return events[place] if place is not None and place < len(events) else None
