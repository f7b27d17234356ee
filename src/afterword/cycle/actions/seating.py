"""Seating those who share, so that they are counted together."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from afterword.cycle.circles import seats_in, standing, whole_circles
from afterword.cycle.enums import Pooled
from afterword.cycle.models import Seat, Sharing
from afterword.people.models import Program

SIX = 6  # whoever is in a circle has five others in it


@transaction.atomic
def seat(program: Program, pool: Pooled) -> None:
    """Where six wait who were never counted they sit down, and with them some who were left behind.

    Part of beginning to share, which its caller journals.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    seats = seats_in(program, pool)
    waiting = list(standing(program, pool).exclude(seats__in=seats))
    if len(waiting) < SIX:
        return
    whole = [one.sharing_id for one in whole_circles(program, pool)]
    left = list(standing(program, pool).filter(seats__in=seats).exclude(pk__in=whole)[:SIX])
    last = seats.aggregate(last=Max("circle"))["last"] or 0
    seats.filter(sharing__in=left).delete()
    _sit_down([*waiting, *left], pool, circle=last + 1)


def _sit_down(together: Sequence[Sharing], pool: Pooled, *, circle: int) -> None:
    size = len(together)
    Seat.objects.bulk_create(
        Seat(sharing=one, pool=pool, circle=circle, size=size) for one in together
    )
