"""What the viewer's own search puts on the desk: company interviews ahead, whom to write to."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from afterword.cycle.access import own_interviews
from afterword.people.viewer import Viewer

AHEAD = timedelta(days=14)
MOST = 20


class Due(NamedTuple):
    """A company interview ahead, or one after which somebody waits for a word."""

    company: str
    application: UUID
    interview: UUID
    when: datetime
    is_follow_up: bool


def due_in_search(viewer: Viewer, *, now: datetime) -> Iterator[Due]:
    """In one query: what is ahead within two weeks, and every follow-up whose day has come."""
    today = timezone.localdate(now)
    ahead = Q(starts_at__range=(now - timedelta(hours=1), now + AHEAD))
    waits = Q(follow_up_on__lte=today, followed_up=False)
    rows = own_interviews(viewer).filter(ahead | waits).order_by("starts_at", "pk")
    named = rows.annotate(company=F("application__company"))
    columns = ("company", "application", "pk", "starts_at", "follow_up_on", "followed_up")
    for company, application, pk, starts_at, day, done in named.values_list(*columns)[:MOST]:
        if starts_at and now - timedelta(hours=1) <= starts_at <= now + AHEAD:
            yield Due(company, application, pk, starts_at, is_follow_up=False)
        if day and day <= today and not done:
            yield Due(company, application, pk, now, is_follow_up=True)
