"""What interviews do when something happened below them."""

from uuid import UUID

from django.utils import timezone

from afterword.interviews import actions
from afterword.journal.models import Entry
from afterword.people.enums import MembershipState
from afterword.people.models import Membership

DEPARTURES = ("membership.left", "membership.removed")


def follow_people(entry: Entry) -> None:
    """When somebody has gone from a program, their coming hours there are called off."""
    if entry.verb not in DEPARTURES:
        return
    pk = UUID(entry.subject.removeprefix("membership:"))
    gone = Membership.objects.filter(
        pk=pk, state__in=(MembershipState.LEFT, MembershipState.REMOVED)
    )
    place = gone.select_related("program", "person").first()
    if place is not None:
        actions.call_off_hours(place.program, person=place.person, now=timezone.now())
