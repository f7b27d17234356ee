"""What was meant before a debrief, and what it ends in; and one's own words to take along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, Q, QuerySet, UUIDField

from afterword.debriefs.access import FROM_DEBRIEFS
from afterword.debriefs.enums import STEPS, PointKind, Step
from afterword.debriefs.looked_back import WHOSE, debriefs_in, whose
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.points import Points, tied
from afterword.kit.prepared import Prepared
from afterword.kit.words import first_few
from afterword.people.enums import CommitmentState
from afterword.people.models import Commitment

LISTED = 20
MOST_LINES = 8
LONGEST_LINE = 300
GATHERS = frozenset({Step.HELD, Step.REPEAT, Step.AVOID, Step.COMMITMENTS})
# Whose lines may become points and commitments.
LINES: dict[Step, tuple[str, ...]] = {
    Step.REPEAT: ("went_well",),
    Step.AVOID: ("could_better", "next_time"),
    Step.COMMITMENTS: ("next_time",),
}

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


@dataclass(frozen=True)
class Line:
    """Something that the person wrote before and may take along, with what it was about."""

    text: str
    interviews: tuple[UUID, ...] = ()
    companies: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """The companies that it was written about."""
        return first_few(list(dict.fromkeys(self.companies)))


def lines_to_take(debrief: CycleDebrief, step: Step, points: Points) -> list[Line]:
    """For a step that gathers: one's own words that are not among its points yet.

    What was written about several interviews is one line, about all of them.
    """
    taken, found = set(_taken(debrief, step, points)), dict[str, Line]()
    for one in _lines(debrief, step, points):
        if one.text not in taken:
            before = found.get(one.text, Line(one.text))
            found[one.text] = Line(
                one.text, before.interviews + one.interviews, before.companies + one.companies
            )
    return list(found.values())[:MOST_LINES]


def _taken(debrief: CycleDebrief, step: Step, points: Points) -> Iterator[str]:
    if step == Step.COMMITMENTS:
        known = _meant(person=debrief.cycle.person_id, origin=debrief.origin)
        yield from (text for (text,) in known)
    else:
        yield from (one.text for some in points.values() for one in some)


_meant = Prepared(
    lambda person, origin: Commitment.objects.filter(
        Q(state=CommitmentState.OPEN) | Q(origin=origin), person=person
    ).values_list("text"),
    person=UUIDField(), origin=CharField(),
)  # fmt: skip


def _said(names: tuple[str, ...]) -> Prepared[tuple[Any, ...]]:
    said = Q(*((f"{name}__gt", "") for name in names), _connector=Q.OR)
    return Prepared(
        lambda cycle, person: (
            debriefs_in(cycle, person)
            .filter(said)
            .order_by("-begun_at", "pk")
            .values_list("interview", "application__company", *names)
        ),
        **WHOSE,
    )


_latest_said = {step: _said(names) for step, names in LINES.items()}


def _lines(debrief: CycleDebrief, step: Step, points: Points) -> Iterator[Line]:
    if step == Step.COMMITMENTS:
        for point in tied(points[PointKind.AVOID]):
            yield Line(point.text)
    rows = _latest_said[step](**whose(debrief.cycle))[: 2 * MOST_LINES]
    for interview, company, *words in rows:
        written = (line.strip() for one in words for line in one.splitlines())
        for text in written:
            if text and len(text) <= LONGEST_LINE:
                yield Line(text, (interview,), (company,))
