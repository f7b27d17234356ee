"""Edits: what the person did, written so that it can be undone exactly."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q

from afterword.cycle.actions.folding import fold
from afterword.cycle.errors import NotThere, Overtaken, UndoneAlready
from afterword.cycle.models import (
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
    Kept,
    Offer,
    Reason,
)
from afterword.journal.actions import Actor, record

KEPT: tuple[type[Kept], ...] = (
    Application, Event, CompanyInterview, Contact, Enclosure, Reason, Offer, HindsightAnswer,
)  # fmt: skip
CHANGED_IN_PLACE: dict[str, type[models.Model]] = {
    "application": Application,
    "companyinterview": CompanyInterview,
    "contact": Contact,
    "hindsight": Hindsight,
    "offer": Offer,
}
OF_MANY = frozenset({"hindsight_answered"})  # what may reach into several searches
COUNTED = frozenset({"offer"})  # what is saved as it is typed: a tab must know which words it saw


def begin(cycle: Cycle, verb: str) -> Edit:
    """An edit to write under; its rows name it."""
    _count(cycle.pk)
    return Edit.objects.create(cycle=cycle, verb=verb)


def go_on(edit: Edit) -> None:
    """Write more under an edit that began before."""
    _count(edit.cycle_id)


def count_others(edit: Edit, applications: Iterable[UUID]) -> None:
    """The same for other searches that one edit reaches into: a batch of hindsight may."""
    others = Cycle.objects.filter(applications__in=applications).exclude(pk=edit.cycle_id)
    Cycle.objects.filter(pk__in=others).update(revision=F("revision") + 1)


def _count(cycle: UUID) -> None:
    """Whatever is remembered of the cycle as it was is stale from now on."""
    Cycle.objects.filter(pk=cycle).update(revision=F("revision") + 1)


# Any: fields of rows, by name, as in QuerySet.update().
def change(edit: Edit, row: models.Model, **fields: Any) -> None:
    """Write fields of a row that is changed in place, and keep what they were."""
    kept = edit.changes.setdefault(f"{row._meta.model_name}:{row.pk}", {})
    for name, after in fields.items():
        before = getattr(row, name)
        if before != after:
            kept[name] = [_plain(kept[name][0] if name in kept else before), _plain(after)]
            setattr(row, name, after)
    row.save(update_fields=list(fields))
    edit.save(update_fields=["changes"])


def take_back(edit: Edit, row: Kept, *, now: datetime) -> None:
    """Take a row back; it stays for the history. Raises NotThere if it was taken back before."""
    there = type(row)._default_manager.filter(pk=row.pk, taken_back_at=None)
    if not there.update(taken_back_at=now, taken_back_in=edit):
        raise NotThere(row)


@transaction.atomic
def take_back_row(row: Kept, application: Application, *, by: Actor, now: datetime) -> Edit:
    """Take back a contact, a reason or a paper that went out. Raises NotThere."""
    edit = begin(application.cycle, "took_back")
    take_back(edit, row, now=now)
    record(by, f"{row._meta.model_name}.taken_back", row)
    return edit


@transaction.atomic
def undo(edit: Edit, *, by: Actor, now: datetime) -> None:
    """Leave everything as it was before the edit. Raises UndoneAlready or Overtaken."""
    if not Edit.objects.filter(pk=edit.pk, undone_at=None).update(undone_at=now):
        raise UndoneAlready(edit)
    _count(edit.cycle_id)
    touched = {pk for model in KEPT for pk in _undo_rows(model, edit, now)}
    for name, fields in edit.changes.items():
        _undo_fields(name, fields)
    if edit.verb in OF_MANY:
        count_others(edit, touched)
    fold(touched)
    record(by, "edit.undone", edit)


def undo_import(source: Import, *, now: datetime) -> None:
    """Take back all that a file brought, and leave the rest. Raises UndoneAlready."""
    _count(source.cycle_id)
    if not Import.objects.filter(pk=source.pk, undone_at=None).update(undone_at=now):
        raise UndoneAlready(source)
    came = Q(imported=source) | (Q(added_in=source.edit_id) if source.edit_id else Q())
    brought = Event.objects.filter(came, taken_back_at=None)
    touched = set(brought.values_list("application_id", flat=True))
    brought.update(taken_back_at=now)
    Application.objects.filter(came, taken_back_at=None).update(taken_back_at=now)
    for model in (CompanyInterview, Contact) if source.edit_id else ():
        model.objects.filter(added_in=source.edit_id, taken_back_at=None).update(taken_back_at=now)
    fold(touched)


def _undo_rows(model: type[Kept], edit: Edit, now: datetime) -> set[Any]:
    """Take back what it added, put back what it took; the applications this concerns."""
    # Any: primary keys are UUIDs, which values_list does not know of an abstract model.
    rows = model._default_manager.all()
    added, taken = rows.filter(added_in=edit), rows.filter(taken_back_in=edit)
    if added.exclude(taken_back_at=None).exists():
        raise Overtaken(edit)
    of = "pk" if model is Application else "application_id"
    touched = set(taken.values_list(of, flat=True)) | set(added.values_list(of, flat=True))
    taken.update(taken_back_at=None, taken_back_in=None)
    added.update(taken_back_at=now, taken_back_in=edit)
    return touched


def _undo_fields(name: str, fields: Mapping[str, list[Any]]) -> None:
    if not fields:
        return
    label, _, pk = name.partition(":")
    model = CHANGED_IN_PLACE[label]
    # Any: also an expression, for the database to reckon.
    before: dict[str, Any] = {field: _read(model, field, both[0]) for field, both in fields.items()}
    after = {field: _read(model, field, both[1]) for field, both in fields.items()}
    if label in COUNTED:  # what another tab still shows is older than this
        before["revision"] = F("revision") + 1
    # A field that has become something else since is not this edit's to put back.
    if not model._default_manager.filter(pk=pk, **after).update(**before):
        raise Overtaken(name)


# Any: a field's value, whatever its kind.
def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(model: type[models.Model], field: str, value: Any) -> Any:
    return model._meta.get_field(field).to_python(value)  # type: ignore[union-attr]  # own fields
