"""What calibration does when something happened below it."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from afterword.calibration import actions
from afterword.journal.models import Entry
from afterword.notes.models import HiringNotes
from afterword.people.enums import MembershipState
from afterword.people.models import Membership

CHANGES = ("notes.released", "notes.corrected", "notes.withdrawn")
READ_TWICE = "second_reading.sent"
PLACES = (
    "membership.left",
    "membership.removed",
    "membership.paused",
    "membership.joined",
    "membership.returned",
)


def follow(entry: Entry) -> None:
    """Letters that come, change, go or are read twice are fitted again; who goes is forgotten."""
    if entry.verb in CHANGES:
        _fit_soon(HiringNotes.objects.filter(pk=_named(entry, "hiringnotes:")))
    elif entry.verb == READ_TWICE:
        reading = _named(entry, "secondreading:")
        _fit_soon(HiringNotes.objects.filter(second_readings=reading))
    elif entry.verb in PLACES:
        _follow_place(_named(entry, "membership:"))


def _named(entry: Entry, kind: str) -> UUID:
    return UUID(entry.subject.removeprefix(kind))


def _fit_soon(rows: QuerySet[HiringNotes]) -> None:
    notes = rows.select_related("interview__program").first()
    if notes is not None and notes.interview.program is not None:
        actions.want_refit(notes.interview.program, now=timezone.now())


def _follow_place(pk: UUID) -> None:
    """A place as it is now, whatever was written of it since."""
    place = Membership.objects.filter(pk=pk).select_related("program", "person").first()
    if place is None:
        return
    if place.state == MembershipState.ACTIVE:
        actions.begin_again(place.program, now=timezone.now())
    else:
        actions.forget_member(place.program, person=place.person)
