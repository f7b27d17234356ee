"""Circles: whoever shares is counted together with five others or more, or not at all.

A pool is a sum of whole circles, the same for whoever looks. Two looks, before and after somebody
came or went, differ by whole circles and so by six people at least: a seat is kept for good, a
circle that somebody left counts no more, and who stayed behind in it sits down again only among
six who were never counted (actions/seating.py).
"""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, UUIDField

from afterword.cycle.enums import Pooled
from afterword.cycle.models import Seat, Sharing
from afterword.kit.prepared import Prepared
from afterword.people.enums import MembershipState
from afterword.people.models import Membership, Person, Program


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


def days_counted_around(person: Person) -> dict[UUID, list[UUID]]:
    """What `counted_together` says of days in each of the person's programs, asked at once.

    A program in which nobody is counted is not among them.
    """
    seated: dict[tuple[UUID, int], list[UUID]] = defaultdict(list)
    sizes: dict[tuple[UUID, int], int] = {}
    for program, circle, size, one in _around(person=person.pk):
        seated[program, circle].append(one)
        sizes[program, circle] = size
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for (program, circle), some in seated.items():
        if len(some) == sizes[program, circle]:
            found[program] += some
    return found


# Any: a gap.
def _seats_around(person: Any) -> QuerySet[Seat, tuple[UUID, int, int, UUID]]:
    there = Membership.objects.filter(state=MembershipState.ACTIVE)
    of = {"program": OuterRef("sharing__program")}
    still = there.filter(**of, person=OuterRef("sharing__person"))
    mine = there.filter(**of, person=person)
    seats = Seat.objects.filter(
        Exists(mine), Exists(still), pool=Pooled.DAYS, sharing__stopped_at=None
    )
    return seats.order_by("sharing__program", "circle", "sharing__created_at", "pk").values_list(
        "sharing__program", "circle", "size", "sharing__person"
    )


_around = Prepared(_seats_around, person=UUIDField())


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
