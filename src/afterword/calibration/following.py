"""What calibration does when something happened below it."""

from uuid import UUID

from django.utils import timezone

from afterword.calibration import actions
from afterword.journal.models import Entry
from afterword.notes.models import HiringNotes
from afterword.people.enums import MembershipState
from afterword.people.models import Membership

CHANGES = ("notes.released", "notes.corrected", "notes.withdrawn")
PLACES = (
    "membership.left",
    "membership.removed",
    "membership.paused",
    "membership.joined",
    "membership.returned",
)


def follow(entry: Entry) -> None:
    """Letters that come, change or go are fitted again; who goes is forgotten."""
    if entry.verb in CHANGES:
        _fit_soon(UUID(entry.subject.removeprefix("hiringnotes:")))
    elif entry.verb in PLACES:
        _follow_place(UUID(entry.subject.removeprefix("membership:")))


def _fit_soon(notes_id: UUID) -> None:
    notes = HiringNotes.objects.filter(pk=notes_id).select_related("interview__program").first()
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
