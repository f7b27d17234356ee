"""Circles: whoever shares is counted together with five others or more, or not at all.

A pool is a sum of whole circles, the same for whoever looks. Two looks, before and after somebody
came or went, differ by whole circles and so by six people at least: a seat is kept for good, a
circle that somebody left counts no more, and who stayed behind in it sits down again only among
six who were never counted (actions/seating.py).
"""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from afterword.cycle.enums import Pooled
from afterword.cycle.models import Seat, Sharing
from afterword.people.enums import MembershipState
from afterword.people.models import Membership, Program


def counted_together(program: Program, pool: Pooled) -> list[UUID]:
    """The people of all whole circles, in an order that does not move."""
    return [one.sharing.person_id for one in whole_circles(program, pool)]


def whole_circles(program: Program, pool: Pooled) -> list[Seat]:
    """The seats of every circle in which nobody is missing."""
    seated: dict[int, list[Seat]] = defaultdict(list)
    taken = seats_in(program, pool).filter(sharing__in=standing(program, pool))
    for one in taken.select_related("sharing").order_by("circle", "sharing__created_at", "pk"):
        seated[one.circle].append(one)
    return [one for some in seated.values() for one in some if len(some) == one.size]


def seats_in(program: Program, pool: Pooled) -> QuerySet[Seat]:
    """Every seat, whether or not somebody still sits in it."""
    return Seat.objects.filter(sharing__program=program, pool=pool)


def standing(program: Program, pool: Pooled) -> QuerySet[Sharing]:
    """Members who share this now, in the order in which they began to."""
    members = Membership.objects.filter(program=program, state=MembershipState.ACTIVE)
    now = Sharing.objects.filter(program=program, stopped_at=None)
    still = now.filter(person__in=members.values("person"))
    some = still.filter(guesses=True) if pool == Pooled.GUESSES else still
    return some.order_by("created_at", "pk")
