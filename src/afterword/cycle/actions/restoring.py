"""Bringing back a search from its JSON document."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction

from afterword.cycle.actions.folding import stands_as
from afterword.cycle.document import (
    ApplicationPart,
    CyclePart,
    Document,
    FilePart,
    PaperPart,
    Part,
)
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
APART = {"added_at", "file", "events", "interviews", "contacts", "reasons", "offer", "hindsights",
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
            person=person, **part.model_dump(exclude={"applications", "files"}), revision=1
        )
    edit = Edit.objects.create(cycle=cycle, verb="imported")
    source = Import.objects.create(
        cycle=cycle, file_name="search.json", added=len(part.applications), edit=edit
    )
    files = [
        _file(cycle, one, name) for one, name in zip(part.files, _names(part.files), strict=True)
    ]
    named = list(zip(part.applications, _names(part.applications), strict=True))
    for start in range(0, len(named), AT_ONCE):
        _write(named[start : start + AT_ONCE], papers, files, edit=edit)
    Cycle.objects.filter(pk=cycle.pk).update(revision=cycle.revision + 1)
    return source


def _names(some: Sequence[object]) -> list[UUID]:
    """Names for rows that are kept at once, so that those of one moment keep their order."""
    return sorted(uuid4() for _ in some)


def _file(cycle: Cycle, part: FilePart, name: UUID) -> Import:
    """A file as it was brought in then. What came from it is tied to it again."""
    kept = part.model_dump(exclude={"name", "brought_at"})
    source = Import.objects.create(id=name, cycle=cycle, file_name=part.name, **kept)
    Import.objects.filter(pk=source.pk).update(created_at=part.brought_at)
    return source


def _open_cycle(person: Person) -> Cycle | None:
    return Cycle.objects.filter(person=person, ended_on=None).first()


# Any: rows of several kinds, each to its own table.
def _write(
    parts: Sequence[tuple[ApplicationPart, UUID]],
    papers: list[Paper],
    files: list[Import],
    *,
    edit: Edit,
) -> None:
    rows: dict[type[Any], list[Any]] = {
        model: []
        for model in (
            Application, Event, CompanyInterview, Contact, Enclosure, Reason, Offer, Hindsight,
            HindsightAnswer, Origin, AngryLine,
        )
    }  # fmt: skip
    for part, name in parts:
        for row in _rows(part, name, papers, files, edit=edit):
            rows[type(row)].append(row)
    later = {event: event.replaces for event in rows[Event] if event.replaces}
    for event in later:
        event.replaces = None
    for model, some in rows.items():
        model.objects.bulk_create(some, batch_size=AT_ONCE)
    for event, before in later.items():
        event.replaces = before
    Event.objects.bulk_update(later, ["replaces"], batch_size=100)
    for row, (part, _) in zip(rows[Application], parts, strict=True):
        row.created_at = part.added_at
    Application.objects.bulk_update(rows[Application], ["created_at"], batch_size=100)


def _rows(
    part: ApplicationPart, name: UUID, papers: list[Paper], files: list[Import], *, edit: Edit
) -> list[Any]:
    row = Application(
        id=name, cycle=edit.cycle, added_in=edit, imported=_at(files, part.file),
        company_key=name_key(part.company), **part.model_dump(exclude=APART),
    )  # fmt: skip
    told = [Happening(e.on, e.place, e.stage, e.words) for e in part.events if not e.taken_back_at]
    stands_as(row, told)
    events = [
        Event(
            id=pk, application=row, imported=_at(files, e.file), added_in=edit,
            **e.model_dump(exclude={"replaces", "file"}),
        )
        for pk, e in zip(_names(part.events), part.events, strict=True)
    ]  # fmt: skip
    for event, e in zip(events, part.events, strict=True):
        event.replaces = _at(events, e.replaces)
    interviews = [
        CompanyInterview(
            id=pk, application=row, added_in=edit, event=_at(events, i.event),
            **i.model_dump(exclude={"event"}),
        )
        for pk, i in zip(_names(part.interviews), part.interviews, strict=True)
    ]  # fmt: skip
    beneath = {"application": row, "added_in": edit}
    return [
        row,
        *events,
        *interviews,
        *(Contact(**beneath, **c) for c in _named(part.contacts)),
        *(Reason(**beneath, **r) for r in _named(part.reasons)),
        *(Offer(**beneath, **o) for o in _named([one for one in [part.offer] if one])),
        *(Hindsight(application=row, **h.model_dump()) for h in part.hindsights),
        *(HindsightAnswer(**beneath, **a) for a in _named(part.hindsight_answers)),
        *(
            Origin(id=pk, application=row, id_in_file=text)
            for pk, text in zip(_names(part.ids_in_files), part.ids_in_files, strict=True)
        ),
        *(
            Enclosure(id=pk, **beneath, paper=papers[place])
            for pk, place in zip(_names(part.papers), part.papers, strict=True)
            if place < len(papers)
        ),
        *(
            AngryLine(id=pk, application=row, text=text)
            for pk, text in zip(_names(part.angry_lines), part.angry_lines, strict=True)
        ),
    ]


def _named(parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """The fields of each part, with a name for its row."""
    for pk, part in zip(_names(parts), parts, strict=True):
        yield {"id": pk, **part.model_dump()}


Kind = TypeVar("Kind", Event, Import)


def _at(rows: list[Kind], place: int | None) -> Kind | None:
    return rows[place] if place is not None and place < len(rows) else None
