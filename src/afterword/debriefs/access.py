"""Whose debrief it is: its author's alone, and whoever was given a link to chosen sections."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from afterword.debriefs.models import (
    CycleDebrief,
    DebriefImport,
    InterviewDebrief,
    Point,
    ShareLink,
)
from afterword.people.models import Commitment
from afterword.people.viewer import Viewer
from afterword.questions.models import Retelling

# The rows that commitments grow from are named in `Commitment.origin`.
FROM_DEBRIEFS = Q(origin__startswith="cycledebrief:") | Q(origin__startswith="interviewdebrief:")


def own_interview_debriefs(viewer: Viewer) -> QuerySet[InterviewDebrief]:
    """The viewer's debriefs of company interviews, without those of what they took away."""
    if viewer.person is None:
        return InterviewDebrief.objects.none()
    return InterviewDebrief.objects.filter(
        person=viewer.person, interview__taken_back_at=None, application__taken_back_at=None
    )


def own_cycle_debriefs(viewer: Viewer) -> QuerySet[CycleDebrief]:
    """The viewer's debriefs of cycles."""
    if viewer.person is None:
        return CycleDebrief.objects.none()
    mine = CycleDebrief.objects.filter(cycle__person=viewer.person, taken_back_at=None)
    return mine.select_related("cycle__person")


def own_points(viewer: Viewer) -> QuerySet[Point]:
    """The points of the viewer's debriefs, those that were taken away among them."""
    mine = Point.objects.filter(debrief__in=own_cycle_debriefs(viewer))
    return mine.select_related("debrief__cycle__person")


def commitments_from_debriefs(viewer: Viewer) -> QuerySet[Commitment]:
    """What the viewer committed to in debriefs."""
    if viewer.person is None:
        return Commitment.objects.none()
    return Commitment.objects.filter(FROM_DEBRIEFS, person=viewer.person)


def own_debrief_imports(viewer: Viewer) -> QuerySet[DebriefImport]:
    """What the viewer brought back, the latest first."""
    if viewer.person is None:
        return DebriefImport.objects.none()
    return DebriefImport.objects.filter(person=viewer.person)


def own_retellings(viewer: Viewer) -> QuerySet[Retelling]:
    """The questions that the viewer offered to a bank, whatever became of them."""
    if viewer.person is None:
        return Retelling.objects.none()
    return Retelling.objects.filter(person=viewer.person).order_by("created_at", "pk")


def open_links(*, now: datetime) -> QuerySet[ShareLink]:
    """Links that still open something."""
    there = ShareLink.objects.filter(revoked_at=None, expires_at__gt=now)
    return there.filter(debrief__taken_back_at=None).select_related("debrief__cycle__person")


def shared_with(session_link: object, *, now: datetime) -> QuerySet[ShareLink]:
    """The link that this browser came by, while it still opens something."""
    try:
        pk = UUID(str(session_link))
    except ValueError:
        return ShareLink.objects.none()
    return open_links(now=now).filter(pk=pk)
