"""Named writes about the points of a debrief, and what they rest on."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from afterword.debriefs.enums import PointKind
from afterword.debriefs.errors import NothingSaid, SaidAnew
from afterword.debriefs.models import CycleDebrief, Point, Tie
from afterword.debriefs.ties import Seen
from afterword.journal.actions import record
from afterword.kit.models import with_names


@transaction.atomic
def add_point(
    debrief: CycleDebrief, *, kind: PointKind, text: str, seen: Iterable[Seen] = ()
) -> Point:
    """Something to repeat or to do differently; seen in nothing, it is a thought.

    Raises NothingSaid.
    """
    point = Point.objects.create(debrief=debrief, kind=kind, text=_said(text))
    _tie(point, seen)
    record(debrief.cycle.person, "point.added", point)
    return point


@transaction.atomic
def rest_on(
    point: Point, *, text: str, over: str, untie: Collection[UUID], seen: Iterable[Seen]
) -> None:
    """Say it anew, and what it rests on: without some of its ties, with new ones.

    `over` are the words that these were typed over: who left them as they were says nothing anew.
    Raises NothingSaid, or SaidAnew where it says something else by now.
    """
    if _lines(_said(text)) != _lines(over):
        _say_anew(point, text=text, over=over)
    point.ties.filter(pk__in=untie).delete()
    _tie(point, seen)
    record(point.debrief.cycle.person, "point.tied", point)


@transaction.atomic
def take_away(point: Point, *, now: datetime) -> None:
    """It was not one after all."""
    if Point.objects.filter(pk=point.pk, taken_back_at=None).update(taken_back_at=now):
        record(point.debrief.cycle.person, "point.taken_away", point)


@transaction.atomic
def bring_back(point: Point) -> None:
    """Undo that."""
    if Point.objects.filter(pk=point.pk).exclude(taken_back_at=None).update(taken_back_at=None):
        record(point.debrief.cycle.person, "point.brought_back", point)


def _say_anew(point: Point, *, text: str, over: str) -> None:
    there = Point.objects.filter(pk=point.pk)
    newest = there.values_list("text", flat=True).get()
    if _lines(newest) != _lines(over) or not there.filter(text=newest).update(text=_said(text)):
        raise SaidAnew(newest)


def _lines(text: str) -> list[str]:
    """Words without how a browser ends a line."""
    return text.strip().splitlines()


def _said(text: str) -> str:
    if not text.strip():
        raise NothingSaid("Say in a line what it is.")
    return text.strip()


def _tie(point: Point, seen: Iterable[Seen]) -> None:
    """Each once, whatever it rested on before."""
    before = {_as_seen(one) for one in point.ties.all()}
    new = [one for one in dict.fromkeys(seen) if one not in before]
    Tie.objects.bulk_create(one.as_tie(point, pk=pk) for pk, one in with_names(new))


def _as_seen(one: Tie) -> Seen:
    return Seen(one.application_id, one.interview_id, one.notes_id, one.on, one.words)
