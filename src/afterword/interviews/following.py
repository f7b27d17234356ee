"""What interviews do when something happened below them."""

from uuid import UUID

from django.utils import timezone

from afterword.interviews import actions
from afterword.journal.models import Entry
from afterword.people.enums import MembershipState
from afterword.people.models import Block, Membership

DEPARTURES = ("membership.left", "membership.removed")
UNWANTED = "block.hours_called_off"


def follow_people(entry: Entry) -> None:
    """Somebody has gone from a program, or wants none of the hours with somebody."""
    if entry.verb in DEPARTURES:
        _call_off_hours_of(UUID(entry.subject.removeprefix("membership:")))
    elif entry.verb == UNWANTED:
        _call_off_hours_between(UUID(entry.subject.removeprefix("block:")))


def _call_off_hours_of(pk: UUID) -> None:
    """Their coming hours there, unless they came back meanwhile."""
    gone = Membership.objects.filter(
        pk=pk, state__in=(MembershipState.LEFT, MembershipState.REMOVED)
    )
    place = gone.select_related("program", "person").first()
    if place is not None:
        actions.call_off_hours(place.program, person=place.person, now=timezone.now())


def _call_off_hours_between(pk: UUID) -> None:
    """The coming hours of the two, unless the block was lifted meanwhile."""
    block = Block.objects.filter(pk=pk).select_related("blocker", "blocked").first()
    if block is not None:
        actions.call_off_hours_between(block.blocker, block.blocked, now=timezone.now())
