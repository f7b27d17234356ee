"""What the viewer's own search puts on the desk: company interviews ahead, whom to write to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import DateField, DateTimeField, Q, QuerySet
from django.utils import timezone

from afterword.cycle.access import own_interviews
from afterword.cycle.models import CompanyInterview
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer

AHEAD = timedelta(days=14)
MOST = 20

Rows = QuerySet[CompanyInterview, tuple[str, UUID, UUID, datetime | None, date | None, bool]]


class Due(NamedTuple):
    """A company interview ahead, or one after which somebody waits for a word."""

    company: str
    application: UUID
    interview: UUID
    when: datetime
    is_follow_up: bool


def due_in_search(viewer: Viewer, *, now: datetime) -> Iterator[Due]:
    """In one query: what is ahead within two weeks, and every follow-up whose day has come."""
    today, begun, ahead = timezone.localdate(now), now - timedelta(hours=1), now + AHEAD
    rows = _interviews(viewer, today=today, begun=begun, ahead=ahead)[:MOST]
    for company, application, pk, starts_at, day, done in rows:
        if starts_at and begun <= starts_at <= ahead:
            yield Due(company, application, pk, starts_at, is_follow_up=False)
        if day and day <= today and not done:
            yield Due(company, application, pk, now, is_follow_up=True)


def _due(viewer: Viewer, today: date, begun: datetime, ahead: datetime) -> Rows:
    near = Q(starts_at__range=(begun, ahead))
    waits = Q(follow_up_on__lte=today, followed_up=False)
    rows = own_interviews(viewer).filter(near | waits).order_by("starts_at", "pk")
    return rows.values_list(
        "application__company", "application", "pk", "starts_at", "follow_up_on", "followed_up"
    )


_interviews = ForViewer(_due, today=DateField(), begun=DateTimeField(), ahead=DateTimeField())
