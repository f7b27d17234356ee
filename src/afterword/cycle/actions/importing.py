"""Bringing in a file, whole or not at all; and taking it out again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from afterword.cycle.actions import editing
from afterword.cycle.actions.applications import AT_ONCE, add_many
from afterword.cycle.actions.cycles import begin_with_its_first, begin_without
from afterword.cycle.actions.events import note_imported
from afterword.cycle.drafts import Draft
from afterword.cycle.models import Application, Contact, Cycle, Edit, Import
from afterword.cycle.standing import Happening
from afterword.journal.actions import Actor, record

Named = tuple[str, str, str]  # the part somebody has in it, the name, how to reach them


@dataclass(frozen=True)
class Brought:
    """What a file amounts to: new applications, news of known ones, rows that were not read."""

    file_name: str
    drafts: Sequence[Draft]
    joined: Sequence[tuple[Application, Happening]] = ()
    people: Sequence[tuple[Application, Named]] = ()  # that a known application does not name yet
    unread: Sequence[dict[str, Any]] = ()  # Any: the row's cells and the reason, as JSON
    known: int = 0  # applications of the file that are there already, with news or without
    mapping: dict[str, Any] = field(default_factory=dict)  # Any: the reader's own, as JSON


@transaction.atomic
def bring_in(cycle: Cycle, brought: Brought, *, by: Actor, now: datetime) -> Import:
    """Keep everything that was read, in one transaction."""
    source = Import.objects.create(
        cycle=cycle,
        file_name=brought.file_name[:255],
        mapping=brought.mapping,
        added=len(brought.drafts),
        joined=max(brought.known, len({one.pk for one, _ in brought.joined})),
        unread=list(brought.unread),
    )
    edit = add_many(cycle, brought.drafts, source=source, by=by, now=now)
    note_imported(brought.joined, edit=edit, source=source, now=now)
    Contact.objects.bulk_create(
        (
            Contact(application=one, added_in=edit, part=part, name=name, address=address)
            for one, (part, name, address) in brought.people
        ),
        batch_size=AT_ONCE,
    )
    Edit.objects.filter(pk=edit.pk).update(verb="imported")
    Import.objects.filter(pk=source.pk).update(edit=edit)
    begin_with_its_first(cycle)
    record(by, "import.made", source)
    return source


@transaction.atomic
def take_out(source: Import, *, by: Actor, now: datetime) -> None:
    """Undo an import whole, whatever was added by hand since to what it brought.

    Raises UndoneAlready.
    """
    editing.undo_import(source, now=now)
    begin_without(source.cycle, source)
    record(by, "import.undone", source)
