"""Named reads about debriefs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateTimeField, Exists, OuterRef, Q, QuerySet, UUIDField

from afterword.cycle.access import own_cycles, own_interviews
from afterword.cycle.enums import InterviewKind
from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.cycle.names import named
from afterword.debriefs.access import (
    FROM_DEBRIEFS,
    own_cycle_debriefs,
    own_interview_debriefs,
)
from afterword.debriefs.enums import STEPS, PointKind, Step
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, Point, ShareLink
from afterword.interviews.enums import ChairKind
from afterword.kit.prepared import Prepared, Unread
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes
from afterword.people.enums import CommitmentState
from afterword.people.models import Commitment, Person
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer
from afterword.questions.models import Rubric

MOST_INTERVIEWS = 500
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


cycles_of = ForViewer(lambda viewer: own_cycles(viewer).order_by("ended_on", "-started_on", "pk"))
cycle_debriefs_of = ForViewer(lambda viewer: own_cycle_debriefs(viewer).select_related(None))
UNREVOKED = {"revoked_at": None}
OWN = [one.attname for one in CycleDebrief._meta.concrete_fields]
OF_CYCLE = [one.attname for one in Cycle._meta.concrete_fields]
_one = ForViewer(
    lambda viewer, pk: (
        own_cycle_debriefs(viewer)
        .select_related(None)
        .filter(pk=pk)
        .annotate(shared=Exists(ShareLink.objects.filter(debrief=OuterRef("pk"), **UNREVOKED)))
        .values_list(*OWN, *(f"cycle__{name}" for name in OF_CYCLE), "shared")
    ),
    pk=UUIDField(),
)


def cycle_debrief(viewer: Viewer, pk: UUID) -> CycleDebrief | None:
    """One of the viewer's debriefs of cycles, with its cycle and its person."""
    row = next(iter(_one(viewer, pk=pk)), None)
    if row is None or viewer.person is None:
        return None
    debrief = CycleDebrief.from_db(connection.alias, OWN, row[: len(OWN)])
    debrief.cycle = Cycle.from_db(connection.alias, OF_CYCLE, row[len(OWN) : -1])
    debrief.is_shared = row[-1]
    debrief.cycle.person = viewer.person
    return debrief


_open_links = Prepared(
    lambda debrief, now: ShareLink.objects.filter(
        debrief=debrief, expires_at__gt=now, **UNREVOKED
    ).order_by("created_at"),
    debrief=UUIDField(), now=DateTimeField(),
)  # fmt: skip


def open_links_of(debrief: CycleDebrief, *, now: datetime) -> list[ShareLink]:
    """The links that open something of it; nobody asks where there never was one."""
    return list(_open_links(debrief=debrief.pk, now=now)) if debrief.is_shared else []


waiting_for = ForViewer(
    lambda viewer: (
        interviews_without_debrief(viewer)
        .order_by("-starts_at", "pk")
        .values_list("pk", "kind", "starts_at", "application__company")
    )
)
looked_back_on = ForViewer(
    lambda viewer: own_interview_debriefs(viewer).values_list(
        "pk", "begun_at", "application__company"
    )
)


# Any: the cycle and its person, by name or as gaps.
def debriefs_in(cycle: Any, person: Any) -> QuerySet[InterviewDebrief]:
    """The debriefs of a cycle's company interviews, without those of what was taken away.

    They are all by the cycle's person. Saying so lets a database begin with the few debriefs, and
    not with ten thousand applications.
    """
    return InterviewDebrief.objects.filter(
        person=person, application__cycle=cycle, application__taken_back_at=None,
        interview__taken_back_at=None,
    )  # fmt: skip


WHOSE = {"cycle": UUIDField(), "person": UUIDField()}


def whose(cycle: Cycle) -> dict[str, UUID]:
    """What a prepared query about the debriefs of a cycle is filled with."""
    return {"cycle": cycle.pk, "person": cycle.person_id}


class LookedBackOn(NamedTuple):
    """A company interview as it was looked back on."""

    interview: UUID
    company: str
    starts_at: datetime | None
    begun_at: datetime
    rubric: UUID | None
    ratings: dict[str, int | None]
    went_well: str
    could_better: str

    @property
    def is_rated(self) -> bool:
        return self.rubric is not None and any(self.ratings.values())


RATED = (
    "interview", "application__company", "interview__starts_at", "begun_at", "rubric", "ratings",
    "went_well", "could_better",
)  # fmt: skip
_looked_back = Prepared(
    lambda cycle, person: (
        debriefs_in(cycle, person)
        .order_by("-interview__starts_at", "-begun_at")
        .values_list(*RATED)
    ),
    **WHOSE,
)


# Any: the columns named above.
def looked_back(cycle: Cycle) -> Unread[tuple[Any, ...]]:
    """The latest company interviews of a cycle that were looked back on, as they are kept."""
    return _looked_back(**whose(cycle)).unread(most=MOST_INTERVIEWS)


# Any: as above.
def said_in(name: str, there: Unread[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """What was written in one field, each with the company, the first one first.

    Words are kept as they are: no row has to be read for them.
    """
    at, begun = LookedBackOn._fields.index(name), LookedBackOn._fields.index("begun_at")
    return [(row[at], row[1]) for row in sorted(there.rows, key=itemgetter(begun)) if row[at]]


@lru_cache(maxsize=200)
def rubric_of(pk: UUID) -> Rubric:
    """A rubric. Its row is never changed, so each is read once."""
    return Rubric.objects.get(pk=pk)


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


_letters = Prepared(
    lambda person: letters_of(person).values_list(
        "pk", "interview__question_version__question__title"
    ),
    person=UUIDField(),
)


def latest_mocks(person: Person) -> list[tuple[UUID, str]]:
    """The latest mock interviews whose notes the person has, as they are called."""
    return [(pk, name_of_mock(asked)) for pk, asked in _letters(person=person.pk)[:LISTED]]


class Waiting(NamedTuple):
    """A company interview that nobody has looked back on."""

    pk: UUID
    kind: str
    starts_at: datetime | None
    company: str

    @property
    def title(self) -> str:
        """Its kind, as it is called."""
        return InterviewKind(self.kind).label


class Done(NamedTuple):
    """A company interview that was looked back on, by the name of its debrief."""

    pk: UUID
    begun_at: datetime
    company: str


class SeenPoint(NamedTuple):
    """A point as it is shown, with what it was seen in."""

    pk: UUID
    text: str
    seen_in: str


_gathered = Prepared(
    lambda debrief: Point.objects.filter(debrief=debrief).values_list(
        "kind", "pk", "text", "application__company", "application__role", "notes",
        "notes__interview__question_version__question__title",
    ),
    debrief=UUIDField(),
)  # fmt: skip


Points = dict[str, list[SeenPoint]]


def points_of(debrief: CycleDebrief) -> Points:
    """What was gathered to repeat, and to do differently, in the order in which it was."""
    found: dict[str, list[SeenPoint]] = {one.value: [] for one in PointKind}
    for kind, pk, text, company, role, notes, asked in _gathered(debrief=debrief.pk):
        seen_in = named(company, role or "") if company else _mock(notes, asked)
        found[kind].append(SeenPoint(pk, text, seen_in))
    return found


def _mock(notes: UUID | None, asked: str | None) -> str:
    return name_of_mock(asked) if notes else ""


def name_of_mock(asked: str | None) -> str:
    """How a mock interview is called where its notes are pointed at."""
    return f"mock interview: {asked}" if asked else "a mock interview"


_earlier = Prepared(
    lambda person, begun_at, origin: _before(person, begun_at, origin).order_by("-created_at"),
    person=UUIDField(), begun_at=DateTimeField(), origin=CharField(),
)  # fmt: skip
_about = Prepared(
    lambda person, begun_at, origin: (
        (_before(person, begun_at, origin) | Commitment.objects.filter(origin=origin)).order_by(
            "-created_at"
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
    application: UUID | None
    company: str


def lines_to_take(debrief: CycleDebrief, step: Step, points: Points) -> list[Line]:
    """For a step that gathers: one's own words that are not among its points yet."""
    taken = set(_taken(debrief, step, points))
    new = (one for one in _lines(debrief, step, points) if one.text not in taken)
    return list({one.text: one for one in new}.values())[:MOST_LINES]


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
            .order_by("-begun_at")
            .values_list("application", "application__company", *names)
        ),
        **WHOSE,
    )


_latest_said = {step: _said(names) for step, names in LINES.items()}


def _lines(debrief: CycleDebrief, step: Step, points: Points) -> Iterator[Line]:
    if step == Step.COMMITMENTS:
        for point in points[PointKind.AVOID]:
            yield Line(point.text, None, "")
    rows = _latest_said[step](**whose(debrief.cycle))[: 2 * MOST_LINES]
    for application, company, *words in rows:
        written = (line.strip() for one in words for line in one.splitlines())
        for text in written:
            if text and len(text) <= LONGEST_LINE:
                yield Line(text, application, company)
