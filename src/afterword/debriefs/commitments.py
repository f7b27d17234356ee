"""What was meant before a debrief, and what it ends in."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateTimeField, QuerySet, UUIDField

from afterword.debriefs.access import FROM_DEBRIEFS
from afterword.debriefs.enums import STEPS, Step
from afterword.debriefs.models import CycleDebrief
from afterword.kit.prepared import Prepared
from afterword.people.models import Commitment

LISTED = 20
GATHERS = frozenset({Step.HELD, Step.REPEAT, Step.AVOID, Step.COMMITMENTS})

_earlier = Prepared(
    lambda person, begun_at, origin: _before(person, begun_at, origin).order_by(
        "-created_at", "pk"
    ),
    person=UUIDField(), begun_at=DateTimeField(), origin=CharField(),
)  # fmt: skip
_about = Prepared(
    lambda person, begun_at, origin: (
        (_before(person, begun_at, origin) | Commitment.objects.filter(origin=origin)).order_by(
            "-created_at", "pk"
        )
    ),
    person=UUIDField(), begun_at=DateTimeField(), origin=CharField(),
)  # fmt: skip


# Any: values, or gaps.
def _before(person: Any, begun_at: Any, origin: Any) -> QuerySet[Commitment]:
    """What was meant to be done before a debrief began."""
    meant = Commitment.objects.filter(FROM_DEBRIEFS, person=person, created_at__lt=begun_at)
    return meant.exclude(origin=origin)


def _in(debrief: CycleDebrief) -> dict[str, Any]:  # Any: what the gaps above take
    person = debrief.cycle.person_id
    return {"person": person, "begun_at": debrief.begun_at, "origin": debrief.origin}


@dataclass(frozen=True)
class Meant:
    """What was meant before a debrief, the latest first; and what it ended in, as it was said."""

    earlier: tuple[Commitment, ...]
    here: tuple[Commitment, ...]


def commitments_about(debrief: CycleDebrief) -> Meant:
    """Both, which one question asks about and another."""
    there = _about(**_in(debrief))[: 5 * LISTED]
    here = [one for one in there if one.origin == debrief.origin]
    earlier = [one for one in there if one.origin != debrief.origin]
    return Meant(tuple(earlier[:LISTED]), tuple(reversed(here)))


def steps_of(debrief: CycleDebrief, *, here: Step) -> list[Step]:
    """The questions of this debrief: whether they held is asked where there is something to ask."""
    asks = here == Step.HELD or bool(_earlier(**_in(debrief))[:1])
    return [one for one in STEPS[debrief.length] if asks or one != Step.HELD]
