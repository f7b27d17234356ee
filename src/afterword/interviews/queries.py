"""Named reads about interviews. Each starts from who is looking."""

from uuid import UUID

from django.db.models import Q, QuerySet

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.people.viewer import Viewer


def seats_of(viewer: Viewer) -> Q:
    """The chairs that are this viewer's, as a condition on Chair."""
    seats = Q(pk__in=viewer.chairs, person=None)
    return seats | Q(person=viewer.person) if viewer.person is not None else seats


def interviews_of(viewer: Viewer) -> QuerySet[Interview]:
    """The interviews in which this viewer has a chair."""
    chairs = Chair.objects.filter(seats_of(viewer))
    return (
        Interview.objects.filter(pk__in=chairs.values("interview"))
        .select_related("question_version__question", "rubric", "program")
        .prefetch_related("chairs__person")
    )


def upcoming(viewer: Viewer) -> QuerySet[Interview]:
    """Proposed, booked and running interviews, the next one first."""
    ahead = (InterviewState.PROPOSED, InterviewState.BOOKED, InterviewState.RUNNING)
    return interviews_of(viewer).filter(state__in=ahead).order_by("starts_at")


def chair_of(viewer: Viewer, interview: Interview | UUID) -> Chair | None:
    """The viewer's chair in an interview, if they sit in one."""
    pk = interview if isinstance(interview, UUID) else interview.pk
    mine = Chair.objects.filter(seats_of(viewer), interview_id=pk)
    return mine.select_related("interview", "person").first()


def chair(interview: Interview, kind: ChairKind) -> Chair:
    """One of the two chairs, from the prefetched pair where there is one."""
    return next(one for one in interview.chairs.all() if one.kind == kind)
