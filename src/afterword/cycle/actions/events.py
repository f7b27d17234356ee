"""What happened to an application: added to, corrected by a newer event, never overwritten."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from afterword.cycle.actions import editing
from afterword.cycle.actions.applications import keep_hours
from afterword.cycle.actions.folding import fold
from afterword.cycle.enums import Stage
from afterword.cycle.models import Application, Cycle, Edit, Event, Import
from afterword.cycle.standing import Happening
from afterword.journal.actions import Actor, record

AT_ONCE = 500


@transaction.atomic
def note(application: Application, told: Happening, *, by: Actor, now: datetime) -> Event:
    """Note that something happened; `added_in` is the edit to undo."""
    edit = editing.begin(application.cycle, "noted")
    event = _add(application, told, edit=edit, now=now)
    fold([application.pk])
    record(by, "event.noted", event)
    return event


@transaction.atomic
def correct(event: Event, told: Happening, *, by: Actor, now: datetime) -> Event:
    """Say it differently. The old words stay in the history. Raises NotThere."""
    application = event.application
    edit = editing.begin(application.cycle, "corrected")
    editing.take_back(edit, event, now=now)
    newer = _add(application, told, edit=edit, now=now, replaces=event)
    for interview in event.interviews.filter(taken_back_at=None):
        editing.change(edit, interview, event_id=newer.pk)
    fold([application.pk])
    record(by, "event.corrected", newer)
    return newer


@transaction.atomic
def take_back(event: Event, *, by: Actor, now: datetime) -> Edit:
    """It did not happen. It stays in the history. Raises NotThere."""
    edit = editing.begin(event.application.cycle, "took_back")
    editing.take_back(edit, event, now=now)
    fold([event.application_id])
    record(by, "event.taken_back", event)
    return edit


@transaction.atomic
def note_together(
    cycle: Cycle, applications: Collection[Application], stage: Stage, *,
    on: date, by: Actor, now: datetime,
) -> Edit:  # fmt: skip
    """The same thing happened to several applications: one edit, so that one undo takes it back."""
    edit = editing.begin(cycle, f"noted_{stage.value}")
    Event.objects.bulk_create(
        [
            Event(application=one, added_in=edit, stage=stage, on=on, noted_at=now)
            for one in applications
        ],
        batch_size=AT_ONCE,
    )
    fold([one.pk for one in applications])
    record(by, "events.noted", edit, {"count": len(applications)})
    return edit


def note_imported(
    told: Sequence[tuple[Application, Happening]], *, edit: Edit, source: Import, now: datetime
) -> list[Event]:
    """Events that a file knows of applications that are there already. Part of an import."""
    events = Event.objects.bulk_create(
        [
            Event(
                application=one, added_in=edit, imported=source, noted_at=now,
                stage=it.stage, words=it.words, on=it.on, place=it.place,
            )
            for one, it in told
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    keep_hours(events, [it for _, it in told])
    fold({one.pk for one, _ in told})
    return events


def _add(
    application: Application, told: Happening, *,
    edit: Edit, now: datetime, replaces: Event | None = None,
) -> Event:  # fmt: skip
    return Event.objects.create(
        application=application, added_in=edit, replaces=replaces, noted_at=now,
        stage=told.stage, words=told.words, on=told.on, place=told.place,
    )  # fmt: skip
