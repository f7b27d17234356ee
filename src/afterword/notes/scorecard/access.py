"""Who may fetch a scorecard, bring one in, and open it."""

from datetime import datetime

from django.db.models import Q, QuerySet

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair
from afterword.notes.access import chairs_held
from afterword.notes.models import SealedScorecard
from afterword.notes.sealing import candidate_has_sent, seal_opens_at
from afterword.people.viewer import Viewer

USABLE = (InterviewState.BOOKED, InterviewState.RUNNING, InterviewState.ENDED)


def chairs_with_scorecard(viewer: Viewer) -> QuerySet[Chair]:
    """The viewer's chairs in interviews that are agreed or held."""
    return (
        chairs_held(viewer)
        .filter(interview__state__in=USABLE)
        .select_related("person", "interview__rubric", "interview__program")
        .prefetch_related("interview__chairs__person")
    )


def may_fetch(chair: Chair) -> bool:
    """The scorecard holds the questions and their guides: it is for the interviewer's chair."""
    return chair.kind == ChairKind.INTERVIEWER


def candidates_half_is_in(chair: Chair, *, now: datetime) -> bool:
    """Whether the candidate has written, or has had the time to."""
    opens_at = seal_opens_at(chair.interview)
    if opens_at is None:
        return False
    return now >= opens_at or candidate_has_sent(chair.interview)


def may_open(chair: Chair, *, now: datetime) -> bool:
    """Whoever wrote it may open it at any time: her notes are kept from the candidate anyway."""
    return chair.kind == ChairKind.INTERVIEWER or candidates_half_is_in(chair, now=now)


def sealed_seen_from(chair: Chair, *, now: datetime) -> QuerySet[SealedScorecard]:
    """The sealed files that a chair knows of: the candidate, before their half, only their own."""
    here = SealedScorecard.objects.filter(interview=chair.interview).order_by("-created_at", "pk")
    if may_open(chair, now=now):
        return here
    return here.filter(Q(brought_by=chair))
