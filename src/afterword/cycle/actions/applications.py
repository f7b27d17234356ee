"""Applications: adding, changing, putting away, taking away."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from afterword.cycle.actions import editing
from afterword.cycle.actions.folding import stands_as
from afterword.cycle.drafts import Draft
from afterword.cycle.models import (
    Application,
    CompanyInterview,
    Contact,
    Cycle,
    Edit,
    Event,
    Import,
    Origin,
)
from afterword.cycle.names import name_key
from afterword.cycle.standing import Happening
from afterword.journal.actions import Actor, record

AT_ONCE = 500


@transaction.atomic
def add(cycle: Cycle, draft: Draft, *, by: Actor, now: datetime) -> Application:
    """Keep one application and what has happened to it; `added_in` is the edit to undo."""
    edit = editing.begin(cycle, "added")
    (application,) = write_drafts([draft], edit=edit, source=None, now=now)
    record(by, "application.added", application)
    return application


@transaction.atomic
def add_many(
    cycle: Cycle, drafts: Sequence[Draft], *, source: Import | None, by: Actor, now: datetime
) -> Edit:
    """Keep many at once, all of them or none; the edit they were added in."""
    edit = editing.begin(cycle, "added")
    for start in range(0, len(drafts), AT_ONCE):
        write_drafts(drafts[start : start + AT_ONCE], edit=edit, source=source, now=now)
    record(by, "applications.added", edit, {"count": len(drafts)})
    return edit


def write_drafts(
    drafts: Sequence[Draft], *, edit: Edit, source: Import | None, now: datetime
) -> list[Application]:
    """Rows of these drafts, in their order. Part of an edit, which its caller journals."""
    made: list[Application] = []
    events: list[Event] = []
    for draft in drafts:
        row = Application(
            cycle=edit.cycle, added_in=edit, imported=source, **draft.fields(),
            company_key=name_key(draft.company),
        )  # fmt: skip
        made.append(stands_as(row, draft.happenings))
        events += events_of(row, draft, edit=edit, source=source, now=now)
    Application.objects.bulk_create(made)
    Event.objects.bulk_create(events, batch_size=AT_ONCE)
    keep_hours(events, [one for draft in drafts for one in draft.happenings])
    Origin.objects.bulk_create(
        Origin(application=row, id_in_file=draft.id_in_file)
        for row, draft in zip(made, drafts, strict=True)
        if draft.id_in_file
    )
    Contact.objects.bulk_create(
        (
            Contact(application=row, added_in=edit, part=part, name=name, address=address)
            for row, draft in zip(made, drafts, strict=True)
            for part, name, address in draft.people
        ),
        batch_size=AT_ONCE,
    )
    return made


def events_of(
    row: Application, draft: Draft, *, edit: Edit, source: Import | None, now: datetime
) -> list[Event]:
    """The draft's happenings as events of an application, not yet written."""
    return [
        Event(
            application=row, added_in=edit, imported=source, noted_at=now,
            stage=one.stage, words=one.words, on=one.on, place=one.place,
        )
        for one in draft.happenings
    ]  # fmt: skip


def keep_hours(events: Sequence[Event], told: Sequence[Happening]) -> None:
    """The company interviews that these events are, of which a file knows the hour."""
    CompanyInterview.objects.bulk_create(
        (
            CompanyInterview(
                application=event.application, added_in=event.added_in, event=event,
                starts_at=_moment(one), minutes=one.minutes,
            )
            for event, one in zip(events, told, strict=True)
            if one.on and one.at
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip


def _moment(one: Happening) -> datetime | None:
    """The hour as the clock showed it where the person is."""
    if one.on is None:
        return None
    return timezone.make_aware(datetime.combine(one.on, time.fromisoformat(one.at)))


# Any: fields of an application, by name.
@transaction.atomic
def change(application: Application, *, fields: dict[str, Any], by: Actor) -> Edit:
    """Write what was edited by hand."""
    edit = editing.begin(application.cycle, "changed")
    if "company" in fields:
        fields = {**fields, "company_key": name_key(fields["company"])}
    editing.change(edit, application, **fields)
    record(by, "application.changed", application)
    return edit


@transaction.atomic
def put_away(cycle: Cycle, applications: Collection[Application], *, away: bool, by: Actor) -> Edit:
    """Move applications out of sight, or back into it. Nothing else about them changes."""
    edit = editing.begin(cycle, "put_away" if away else "brought_back")
    for one in applications:
        if one.put_away != away:
            edit.changes[f"application:{one.pk}"] = {"put_away": [not away, away]}
    _update(applications, put_away=away)
    edit.save(update_fields=["changes"])
    record(by, f"applications.{edit.verb}", edit, {"count": len(edit.changes)})
    return edit


@transaction.atomic
def take_away(
    cycle: Cycle, applications: Collection[Application], *, by: Actor, now: datetime
) -> Edit:
    """Take applications away with all that belongs to them. Until they are forgotten: undoable."""
    edit = editing.begin(cycle, "took_away")
    _update(applications, taken_back_at=now, taken_back_in=edit)
    record(by, "applications.taken_away", edit, {"count": len(applications)})
    return edit


# Any: columns and their new values, as in QuerySet.update().
def _update(applications: Collection[Application], **columns: Any) -> None:
    names: list[UUID] = [one.pk for one in applications]
    for start in range(0, len(names), AT_ONCE):
        some = Application.objects.filter(pk__in=names[start : start + AT_ONCE])
        some.filter(taken_back_at=None).update(**columns)
