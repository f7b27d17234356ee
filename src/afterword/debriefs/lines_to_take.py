"""One's own words, which may become points and commitments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, UUIDField

from afterword.debriefs.company_interviews import WHOSE, debriefs_in, whose
from afterword.debriefs.enums import PointKind, Step
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.points import Points, tied
from afterword.kit.prepared import Prepared
from afterword.kit.words import first_few
from afterword.people.enums import CommitmentState
from afterword.people.models import Commitment

MOST_LINES = 8
LONGEST_LINE = 300
# Whose lines may become points and commitments.
LINES: dict[Step, tuple[str, ...]] = {
    Step.REPEAT: ("went_well",),
    Step.AVOID: ("could_better", "next_time"),
    Step.COMMITMENTS: ("next_time",),
}


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
        known = _committed(person=debrief.cycle.person_id, origin=debrief.origin)
        yield from (text for (text,) in known)
    else:
        yield from (one.text for some in points.values() for one in some)


_committed = Prepared(
    lambda person, origin: Commitment.objects.filter(
        Q(state=CommitmentState.OPEN) | Q(origin=origin), person=person
    ).values_list("text"),
    person=UUIDField(), origin=CharField(),
)  # fmt: skip


# Any: the interview, its company, and what was said in each field so named.
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
