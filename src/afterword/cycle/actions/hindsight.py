"""Asking, long after, how it looks now; and keeping what is answered, with its history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from afterword.cycle import emails
from afterword.cycle.actions import editing
from afterword.cycle.hindsight import asked_lately, due
from afterword.cycle.models import Application, Cycle, Edit, Hindsight, HindsightAnswer
from afterword.journal.actions import SYSTEM, Actor, record
from afterword.people import post
from afterword.people.models import Person

Fields = Mapping[str, Any]  # Any: fields of an answer, by name, as a form has cleaned them


@transaction.atomic
def ask_me_later(person: Person) -> None:
    """Ask this person about endings half a year and a year later, from now on."""
    Cycle.objects.filter(person=person).update(asks_hindsight=True)
    record(person, "hindsight.wanted", person)


@transaction.atomic
def stop_asking(person: Person) -> None:
    """Ask nothing more. What was asked and not answered is forgotten; every answer stays."""
    Cycle.objects.filter(person=person).update(asks_hindsight=False)
    Hindsight.objects.filter(application__cycle__person=person, settled_at=None).delete()
    record(person, "hindsight.stopped", person)


def ask_everybody(*, now: datetime) -> int:
    """Ask whoever wants to be asked about what is due: one batch and one letter a person."""
    asking = Person.objects.filter(is_active=True, cycles__asks_hindsight=True).distinct()
    return sum(ask(person, now=now) for person in asking)


@transaction.atomic
def ask(person: Person, *, now: datetime) -> int:
    """One batch for one person; how many endings it asks about. At most one a month."""
    cycles = Cycle.objects.select_for_update().filter(person=person, asks_hindsight=True)
    if not list(cycles) or asked_lately(person.pk, now=now):
        return 0
    asked = Hindsight.objects.bulk_create(due(cycles, now=now))
    if asked:
        record(SYSTEM, "hindsight.asked", person, {"count": len(asked)})
        post.write_to(person, emails.how_does_it_look_now(len(asked)))
    return len(asked)


@transaction.atomic
def answer(
    application: Application, later: str, *, fields: Fields, by: Actor, now: datetime
) -> Edit:
    """Say how it looks now. An older answer of the same time stays in the history."""
    edit = editing.begin(application.cycle, "hindsight_answered")
    _answer(application, later, fields, edit=edit, now=now)
    record(by, "hindsight.answered", edit, {"count": 1})
    return edit


@transaction.atomic
def answer_together(
    told: Sequence[tuple[Hindsight, Fields]], *, by: Actor, now: datetime
) -> Edit | None:
    """Keep what was said of a batch, and be done with it, what was left out as well.

    One edit, of however many searches, so that one press undoes it; none where nothing was said.
    """
    said = [(one, fields) for one, fields in told if _says_something(fields)]
    if not said:
        asked = [one.pk for one, _ in told]
        Hindsight.objects.filter(pk__in=asked, settled_at=None).update(settled_at=now)
        return None
    edit = editing.begin(said[0][0].application.cycle, "hindsight_answered")
    editing.count_others(edit, {one.application_id for one, _ in said})
    for one, fields in said:
        _answer(one.application, one.later, fields, edit=edit, now=now)
    for one, _ in told:
        editing.change(edit, one, settled_at=now)  # undone, it is asked again
    record(by, "hindsight.answered", edit, {"count": len(said)})
    return edit


def _says_something(fields: Fields) -> bool:
    return any(value not in ("", None) for value in fields.values())


def _answer(
    application: Application, later: str, fields: Fields, *, edit: Edit, now: datetime
) -> None:
    for older in application.hindsight_answers.filter(later=later, taken_back_at=None):
        editing.take_back(edit, older, now=now)
    HindsightAnswer.objects.create(
        application=application, later=later, added_in=edit, noted_at=now, **fields
    )
    for asked in Hindsight.objects.filter(application=application, later=later, settled_at=None):
        editing.change(edit, asked, settled_at=now)
