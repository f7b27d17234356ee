"""What a search does when something happened below it."""

from uuid import UUID

from afterword.cycle.pooled import forget_pool
from afterword.journal.models import Entry
from afterword.people.models import Membership

DEPARTURES = ("membership.left", "membership.removed")


def follow_people(entry: Entry) -> None:
    """When somebody has gone from a program, what they shared there is not remembered."""
    if entry.verb not in DEPARTURES:
        return
    pk = UUID(entry.subject.removeprefix("membership:"))
    for place in Membership.objects.filter(pk=pk).select_related("program"):
        forget_pool(place.program)
