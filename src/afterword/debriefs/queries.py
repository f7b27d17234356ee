"""Named reads about debriefs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, UUIDField

from afterword.cycle.access import own_interviews
from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.cycle.names import named
from afterword.debriefs.access import FROM_DEBRIEFS
from afterword.debriefs.enums import STEPS, PointKind, Step
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, Point
from afterword.interviews.enums import ChairKind
from afterword.kit.prepared import Prepared
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes
from afterword.people.enums import CommitmentState
from afterword.people.models import Commitment, Person
from afterword.people.viewer import Viewer

MOST_LINES = 8
LISTED = 20
LONGEST_LINE = 300
# Whose lines may become points and commitments.
LINES: dict[Step, tuple[str, ...]] = {
    Step.REPEAT: ("went_well",),
    Step.AVOID: ("could_better", "next_time"),
    Step.COMMITMENTS: ("next_time",),
}


def interviews_without_debrief(viewer: Viewer) -> QuerySet[CompanyInterview]:
    """The viewer's company interviews that nobody has looked back on."""
    return own_interviews(viewer).filter(debrief=None).select_related("application")


def debriefs_in(cycle: Cycle) -> QuerySet[InterviewDebrief]:
    """The debriefs of a cycle's company interviews, without those of what was taken away.

    They are all by the cycle's person. Saying so lets a database begin with the few debriefs, and
    not with ten thousand applications.
    """
    return InterviewDebrief.objects.filter(
        person=cycle.person_id, application__cycle=cycle, application__taken_back_at=None,
        interview__taken_back_at=None,
    ).select_related("application")  # fmt: skip


_heard = Prepared(
    lambda cycle: (
        Application.objects.filter(cycle=cycle, taken_back_at=None, interested=True)
        .order_by("-last_on", "pk")
        .values_list("company_key", "pk", "company", "role")
    ),
    cycle=UUIDField(),
)


def latest_heard(cycle: Cycle) -> list[tuple[UUID, str]]:
    """The applications of which something was heard last, with their names, by company."""
    latest = sorted(_heard(cycle=cycle.pk)[:LISTED])
    return [(pk, named(company, role)) for _, pk, company, role in latest]


def letters_of(person: Person) -> QuerySet[HiringNotes]:
    """Released notes of the person's own mock interviews, the latest first."""
    mine = {"chairs__kind": ChairKind.CANDIDATE, "chairs__person": person, "example": False}
    released = HiringNotes.objects.filter(
        state=NotesState.RELEASED, **{f"interview__{name}": value for name, value in mine.items()}
    )
    return released.order_by("-released_at")


# The latest letters, each with the title of what was asked, where something was.
latest_letters = Prepared(
    lambda person: letters_of(person).values_list(
        "pk", "interview__question_version__question__title"
    ),
    person=UUIDField(),
)


def latest_mocks(person: Person) -> list[tuple[UUID, str]]:
    """The latest mock interviews whose notes the person has, as they are called."""
    return [(pk, name_of_mock(asked)) for pk, asked in latest_letters(person=person.pk)[:LISTED]]


class SeenPoint(NamedTuple):
    """A point as it is shown, with what it was seen in."""

    pk: UUID
    text: str
    seen_in: str


_gathered = Prepared(
    lambda debrief, kind: Point.objects.filter(debrief=debrief, kind=kind).values_list(
        "pk", "text", "application__company", "application__role", "notes",
        "notes__interview__question_version__question__title",
    ),
    debrief=UUIDField(), kind=CharField(),
)  # fmt: skip


def points_of(debrief: CycleDebrief, kind: PointKind) -> list[SeenPoint]:
    """What was gathered to repeat, or to do differently, in the order in which it was."""
    return [
        SeenPoint(pk, text, named(company, role or "") if company else _mock(notes, asked))
        for pk, text, company, role, notes, asked in _gathered(debrief=debrief.pk, kind=kind)
    ]


def _mock(notes: UUID | None, asked: str | None) -> str:
    return name_of_mock(asked) if notes else ""


def name_of_mock(asked: str | None) -> str:
    """How a mock interview is called where its notes are pointed at."""
    return f"mock interview: {asked}" if asked else "a mock interview"


def earlier_commitments(debrief: CycleDebrief) -> QuerySet[Commitment]:
    """What was meant to be done before this debrief began, the latest first."""
    mine = Commitment.objects.filter(FROM_DEBRIEFS, person=debrief.cycle.person)
    there = mine.filter(created_at__lt=debrief.begun_at).exclude(origin=debrief.origin)
    return there.order_by("-created_at")


def steps_of(debrief: CycleDebrief, *, here: Step) -> list[Step]:
    """The questions of this debrief: whether they held is asked where there is something to ask."""
    asks = here == Step.HELD or earlier_commitments(debrief).exists()
    return [one for one in STEPS[debrief.length] if asks or one != Step.HELD]


@dataclass(frozen=True)
class Line:
    """Something that the person wrote before and may take along, with what it was about."""

    text: str
    application: UUID | None
    company: str


def lines_to_take(debrief: CycleDebrief, step: Step) -> list[Line]:
    """For a step that gathers: one's own words that are not among its points yet."""
    taken = set(_taken(debrief, step))
    new = (one for one in _lines(debrief, step) if one.text not in taken)
    return list({one.text: one for one in new}.values())[:MOST_LINES]


def _taken(debrief: CycleDebrief, step: Step) -> Iterator[str]:
    if step == Step.COMMITMENTS:
        known = Q(state=CommitmentState.OPEN) | Q(origin=debrief.origin)
        there = Commitment.objects.filter(known, person=debrief.cycle.person)
        yield from there.values_list("text", flat=True)
    else:
        yield from debrief.points.values_list("text", flat=True)


def _lines(debrief: CycleDebrief, step: Step) -> Iterator[Line]:
    if step == Step.COMMITMENTS:
        for point in points_of(debrief, PointKind.AVOID):
            yield Line(point.text, None, "")
    names = LINES[step]
    said = Q(*((f"{name}__gt", "") for name in names), _connector=Q.OR)
    latest = debriefs_in(debrief.cycle).filter(said).order_by("-begun_at")
    rows = latest.values_list("application", "application__company", *names)[: 2 * MOST_LINES]
    for application, company, *words in rows:
        written = (line.strip() for one in words for line in one.splitlines())
        for text in written:
            if text and len(text) <= LONGEST_LINE:
                yield Line(text, application, company)
