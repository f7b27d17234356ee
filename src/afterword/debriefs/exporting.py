"""Debriefs of interviews and of cycles, with what they rest on, as one JSON document."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Prefetch, QuerySet
from pydantic import BaseModel

from afterword.cycle.access import own_applications, own_cycles, own_interviews, own_wishes
from afterword.cycle.document import WishPart
from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.debriefs import access
from afterword.debriefs.document import (
    ApplicationPart,
    CommitmentPart,
    CycleDebriefPart,
    Document,
    InterviewDebriefPart,
    InterviewPart,
    MockPart,
    PointPart,
    RetellingPart,
    RubricPart,
    SearchPart,
    ShareLinkPart,
    TiePart,
)
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, Point, Tie
from afterword.kit.models import OLDEST_FIRST
from afterword.notes.models import HiringNotes
from afterword.people.viewer import Viewer
from afterword.questions.models import Retelling, Rubric

Places = dict[UUID | None, int]
Whole = TypeVar("Whole", bound=BaseModel)


def whole(viewer: Viewer) -> Document:
    """Everything that the viewer looked back on, the oldest first."""
    interviews = list(_interview_debriefs(viewer))
    cycles = list(_cycle_debriefs(viewer))
    retellings = list(access.own_retellings(viewer).select_related("program"))
    there, offered = _placed(viewer), _places(one.pk for one in retellings)
    return Document(
        interviews=[_interview(one, there, offered) for one in interviews],
        cycles=[_cycle(one, there) for one in cycles],
        commitments=_commitments(viewer, interviews, cycles),
        wishes=[_part(WishPart, one) for one in own_wishes(viewer).order_by("kind")],
        retellings=[_retelling(one) for one in retellings],
    )


def as_json(document: Document) -> bytes:
    """Readable, and the same document every time."""
    return document.model_dump_json(indent=1).encode()


def _interview_debriefs(viewer: Viewer) -> QuerySet[InterviewDebrief]:
    mine = access.own_interview_debriefs(viewer).order_by("begun_at", "pk")
    return mine.select_related("application", "interview", "rubric")


def _cycle_debriefs(viewer: Viewer) -> QuerySet[CycleDebrief]:
    mine = access.own_cycle_debriefs(viewer).order_by("begun_at", "pk")
    ties = Tie.objects.select_related(
        "application", "interview__application", "notes__interview__question_version__question"
    )
    points = Point.objects.filter(taken_back_at=None).prefetch_related(Prefetch("ties", ties))
    return mine.select_related("cycle").prefetch_related(Prefetch("points", points), "share_links")


# --- Where things stand in a search.json of the same moment


@dataclass(frozen=True)
class Placed:
    """The places of searches, of applications in theirs, and of interviews in theirs."""

    searches: Places
    applications: Places
    interviews: Places


def _placed(viewer: Viewer) -> Placed:
    cycles = own_cycles(viewer).order_by("started_on", *OLDEST_FIRST)
    applications = own_applications(viewer).order_by(*OLDEST_FIRST)
    interviews = own_interviews(viewer).order_by(*OLDEST_FIRST)
    return Placed(
        _places(cycles.values_list("pk", flat=True)),
        _places_within(applications.values_list("cycle", "pk")),
        _places_within(interviews.values_list("application", "pk")),
    )


def _places(names: Iterable[UUID]) -> Places:
    return {name: place for place, name in enumerate(names)}


def _places_within(rows: Iterable[tuple[UUID, UUID]]) -> Places:
    """The place of each among those of the same."""
    those: dict[UUID, list[UUID]] = defaultdict(list)
    for of, name in rows:
        those[of].append(name)
    return {name: place for some in those.values() for place, name in enumerate(some)}


# --- Parts


# Any: fields of a part that are not simply the row's own.
def _part(part: type[Whole], row: Model, **fields: Any) -> Whole:
    own = {name: getattr(row, name) for name in part.model_fields if name not in fields}
    return part(**own, **fields)


def _search(cycle: Cycle, there: Placed) -> SearchPart:
    return _part(SearchPart, cycle, place=there.searches[cycle.pk])


def _application(one: Application, there: Placed) -> ApplicationPart:
    place = there.applications.get(one.pk)
    search = None if place is None else there.searches.get(one.cycle_id)
    return _part(ApplicationPart, one, search=search, place=place)


def _company_interview(one: CompanyInterview, there: Placed) -> InterviewPart:
    return _part(InterviewPart, one, place=there.interviews[one.pk])


def _rubric(one: Rubric | None) -> RubricPart | None:
    return _part(RubricPart, one) if one else None


def _interview(one: InterviewDebrief, there: Placed, offered: Places) -> InterviewDebriefPart:
    return _part(
        InterviewDebriefPart, one, application=_application(one.application, there),
        interview=_company_interview(one.interview, there), rubric=_rubric(one.rubric),
        retelling=offered.get(one.retelling_id),
    )  # fmt: skip


def _cycle(one: CycleDebrief, there: Placed) -> CycleDebriefPart:
    links = sorted(one.share_links.all(), key=lambda link: (link.created_at, link.pk))
    return _part(
        CycleDebriefPart, one, cycle=_search(one.cycle, there),
        points=[_point(point, there) for point in one.points.all()],
        share_links=[_part(ShareLinkPart, link) for link in links],
    )  # fmt: skip


def _point(one: Point, there: Placed) -> PointPart:
    return _part(PointPart, one, ties=[_tie(tie, there) for tie in one.ties.all()])


def _tie(one: Tie, there: Placed) -> TiePart:
    """An interview that was taken away since is told by its application alone."""
    held = one.interview if one.interview_id in there.interviews else None
    of = one.interview.application if one.interview else one.application
    return _part(
        TiePart, one, application=_application(of, there) if of else None,
        interview=_company_interview(held, there) if held else None, notes=_mock(one.notes),
    )  # fmt: skip


def _mock(notes: HiringNotes | None) -> MockPart | None:
    if notes is None:
        return None
    return MockPart(asked=notes.interview.asked, released_at=notes.released_at)


def _retelling(one: Retelling) -> RetellingPart:
    return _part(RetellingPart, one, program=one.program.name if one.program else None)


def _commitments(
    viewer: Viewer, interviews: list[InterviewDebrief], cycles: list[CycleDebrief]
) -> list[CommitmentPart]:
    """What came of them. Of a debrief that was taken away, what was committed to is still there."""
    of_interviews = {one.origin: place for place, one in enumerate(interviews)}
    of_cycles = {one.origin: place for place, one in enumerate(cycles)}
    return [
        _part(
            CommitmentPart, one,
            interview=of_interviews.get(one.origin), cycle=of_cycles.get(one.origin),
        )
        for one in access.commitments_from_debriefs(viewer).order_by(*OLDEST_FIRST)
    ]  # fmt: skip
