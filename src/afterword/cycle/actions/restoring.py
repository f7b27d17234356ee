"""Bringing back a search from its JSON document."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from afterword.cycle.actions.already_here import only_new
from afterword.cycle.actions.folding import stands_as
from afterword.cycle.document import (
    ApplicationPart,
    CyclePart,
    Document,
    EventPart,
    FilePart,
    InterviewPart,
    PaperPart,
    Part,
    WishPart,
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
from afterword.kit.columns import write_columns
from afterword.kit.models import with_names
from afterword.people.models import Person

AT_ONCE = 500
APART = {"added_at", "file", "events", "interviews", "contacts", "reasons", "offer", "hindsights",
         "hindsight_answers", "ids_in_files", "papers", "angry_lines"}  # fmt: skip


@transaction.atomic
def restore(person: Person, document: Document) -> list[Import]:
    """Keep everything in a document, or nothing. Applications of its open cycle join an open one.

    What is here already stays as it is: applications, and what the person wished for. What comes
    of each cycle can be taken out again whole.
    """
    papers = [_paper(person, one) for one in document.papers]
    restore_wishes(person, document.wishes)
    before = [*Cycle.objects.filter(person=person)]
    new = [*only_new(person, document.cycles)]
    sources = [_cycle(person, one, papers, before=before) for one in new]
    record(person, "search.restored", person)
    return sources


def restore_wishes(person: Person, wishes: Iterable[WishPart]) -> list[Wish]:
    """What was wished for, where nothing is by now: what came. Part of a deed that journals."""
    here = set(Wish.objects.filter(person=person).values_list("kind", flat=True))
    new = {one.kind: one for one in reversed([*wishes]) if one.kind not in here}
    return Wish.objects.bulk_create(
        Wish(person=person, kind=kind, text=one.text, saved_at=one.saved_at)
        for kind, one in new.items()
    )


def take_out_wishes(person: Person, saved: Mapping[str, str]) -> None:
    """Those that came and were not written in since: their names, and when each was saved."""
    for pk, saved_at in saved.items():
        Wish.objects.filter(person=person, pk=pk, saved_at=saved_at).delete()


def _paper(person: Person, part: PaperPart) -> Paper:
    digest = hashlib.sha256(part.body).hexdigest()
    paper, _ = Paper.objects.get_or_create(
        person=person, kind=part.kind, digest=digest,
        defaults={"name": part.name, "size": len(part.body), "body": part.body},
    )  # fmt: skip
    return paper


def _cycle(
    person: Person, part: CyclePart, papers: list[Paper], *, before: Sequence[Cycle]
) -> Import:
    cycle = _open_cycle(person) if part.ended_on is None else _same(part, before)
    if cycle is None:
        cycle = Cycle.objects.create(
            person=person, **part.model_dump(exclude={"applications", "files"}), revision=1
        )
    edit = Edit.objects.create(cycle=cycle, verb="imported")
    source = Import.objects.create(
        cycle=cycle, file_name="search.json", added=len(part.applications), edit=edit
    )
    files = [_file(cycle, one, name) for name, one in with_names(part.files)]
    named = list(with_names(part.applications))
    for start in range(0, len(named), AT_ONCE):
        _write(named[start : start + AT_ONCE], papers, files, edit=edit)
    Cycle.objects.filter(pk=cycle.pk).update(revision=cycle.revision + 1)
    return source


def _file(cycle: Cycle, part: FilePart, name: UUID) -> Import:
    """A file as it was brought in then. What came from it is tied to it again."""
    kept = part.model_dump(exclude={"name", "brought_at"})
    source = Import.objects.create(id=name, cycle=cycle, file_name=part.name, **kept)
    Import.objects.filter(pk=source.pk).update(created_at=part.brought_at)
    return source


def _same(part: CyclePart, before: Sequence[Cycle]) -> Cycle | None:
    """The cycle that is here, where some of what was in it is not."""
    known = (part.name, part.started_on, part.ended_on)
    here = (one for one in before if (one.name, one.started_on, one.ended_on) == known)
    return next(here, None)


def _open_cycle(person: Person) -> Cycle | None:
    return Cycle.objects.filter(person=person, ended_on=None).first()


# Any: rows of several kinds, each to its own table.
def _write(
    parts: Sequence[tuple[UUID, ApplicationPart]],
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
    for name, part in parts:
        for row in _rows(part, name, papers, files, edit=edit):
            rows[type(row)].append(row)
    later = {event: event.replaces for event in rows[Event] if event.replaces}
    for event in later:
        event.replaces = None
    for model, some in rows.items():
        model.objects.bulk_create(some, batch_size=AT_ONCE)
    for event, before in later.items():
        event.replaces = before
    write_columns([*later], ["replaces"])
    for row, (_, part) in zip(rows[Application], parts, strict=True):
        row.created_at = part.added_at
    write_columns(rows[Application], ["created_at"])


def _rows(
    part: ApplicationPart, name: UUID, papers: list[Paper], files: list[Import], *, edit: Edit
) -> list[Any]:
    row = _application(part, name, files, edit=edit)
    events = _events(row, part.events, files)
    return [
        row,
        *events,
        *_interviews(row, part.interviews, events),
        *_said_of(row, part),
        *_tied_to(row, part, papers),
    ]


def _application(
    part: ApplicationPart, name: UUID, files: list[Import], *, edit: Edit
) -> Application:
    row = Application(
        id=name, cycle=edit.cycle, added_in=edit, imported=_at(files, part.file),
        company_key=name_key(part.company), **part.model_dump(exclude=APART),
    )  # fmt: skip
    told = [Happening(e.on, e.place, e.stage, e.words) for e in part.events if not e.taken_back_at]
    stands_as(row, told)
    return row


def _events(row: Application, parts: Sequence[EventPart], files: list[Import]) -> list[Event]:
    events = [
        Event(
            **_beneath(row), id=pk, imported=_at(files, e.file),
            **e.model_dump(exclude={"replaces", "file"}),
        )
        for pk, e in with_names(parts)
    ]  # fmt: skip
    for event, e in zip(events, parts, strict=True):
        event.replaces = _at(events, e.replaces)
    return events


def _interviews(
    row: Application, parts: Sequence[InterviewPart], events: list[Event]
) -> Iterator[CompanyInterview]:
    for pk, one in with_names(parts):
        yield CompanyInterview(
            **_beneath(row), id=pk, event=_at(events, one.event),
            **one.model_dump(exclude={"event"}),
        )  # fmt: skip


# Any: rows of several kinds.
def _said_of(row: Application, part: ApplicationPart) -> Iterator[Any]:
    """What was written down about it, by whom it was met, and why it ended."""
    yield from (Contact(**_beneath(row), **c) for c in _named(part.contacts))
    yield from (Reason(**_beneath(row), **r) for r in _named(part.reasons))
    yield from (Offer(**_beneath(row), **o) for o in _named([part.offer] if part.offer else []))
    yield from (Hindsight(application=row, **h.model_dump()) for h in part.hindsights)
    yield from (HindsightAnswer(**_beneath(row), **a) for a in _named(part.hindsight_answers))


# Any: rows of several kinds.
def _tied_to(row: Application, part: ApplicationPart, papers: list[Paper]) -> Iterator[Any]:
    """Its names in files, its papers, and the lines that nothing reads."""
    for pk, text in with_names(part.ids_in_files):
        yield Origin(id=pk, application=row, id_in_file=text)
    for pk, place in with_names(part.papers):
        if place < len(papers):
            yield Enclosure(id=pk, **_beneath(row), paper=papers[place])
    for pk, text in with_names(part.angry_lines):
        yield AngryLine(id=pk, application=row, text=text)


# Any: the fields that every row beneath an application has.
def _beneath(row: Application) -> dict[str, Any]:
    return {"application": row, "added_in": row.added_in}


def _named(parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """The fields of each part, with a name for its row."""
    for pk, part in with_names(parts):
        yield {"id": pk, **part.model_dump()}


Kind = TypeVar("Kind", Event, Import)


def _at(rows: list[Kind], place: int | None) -> Kind | None:
    return rows[place] if place is not None and place < len(rows) else None
