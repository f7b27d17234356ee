"""What the viewer's own search puts on the desk: company interviews ahead and just behind, whom to
write to, offers that want an answer, and questions about long ago."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import NamedTuple
from uuid import UUID

from django.db.models import DateField, DateTimeField, Q, QuerySet, UUIDField, Value
from django.utils import timezone

from afterword.cycle.access import own_hindsights, own_interviews, own_offers
from afterword.cycle.hindsight import still_asked
from afterword.cycle.models import CompanyInterview, Offer
from afterword.cycle.queries import to_answer
from afterword.kit.address import NO_ROW
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer

AHEAD = timedelta(days=14)
FRESH = timedelta(days=2)  # so long a company interview is fresh enough for two minutes
ANSWER_SOON = timedelta(days=3)  # an answer to an offer wants a night or two
MOST = 20

Row = tuple[str, UUID, UUID, datetime | None, date | None, bool, UUID | None]
Rows = QuerySet[CompanyInterview, Row]


Asked = tuple[str, UUID | None, date | None]


class Wants(Enum):
    """What it is that is due."""

    INTERVIEW = auto()
    LOOK_BACK = auto()
    FOLLOW_UP = auto()
    ANSWER = auto()
    HINDSIGHT = auto()


class Due(NamedTuple):
    """One thing of the search that is due: with which company, on which row's page, when."""

    wants: Wants
    company: str
    row: UUID
    when: datetime
    day: date | None = None


def due_in_search(viewer: Viewer, *, now: datetime) -> Iterator[Due]:
    """What is ahead within two weeks, every follow-up whose day has come, and what is asked."""
    yield from _interviews_due(viewer, now=now)
    last = timezone.localdate(now) + AHEAD
    for company, application, day in _asked(viewer, last=last)[:MOST]:
        if day and application:
            yield Due(Wants.ANSWER, company, application, _evening(day), day)
        else:
            yield Due(Wants.HINDSIGHT, company, NO_ROW, now)


def _interviews_due(viewer: Viewer, *, now: datetime) -> Iterator[Due]:
    today, begun, ahead = timezone.localdate(now), now - timedelta(hours=1), now + AHEAD
    rows = _interviews(viewer, today=today, since=now - FRESH, ahead=ahead)[:MOST]
    for company, application, pk, starts_at, day, done, looked_back in rows:
        if starts_at and begun <= starts_at <= ahead:
            yield Due(Wants.INTERVIEW, company, pk, starts_at)
        elif starts_at and now - FRESH <= starts_at < begun and looked_back is None:
            yield Due(Wants.LOOK_BACK, company, pk, now)
        if day and day <= today and not done:
            yield Due(Wants.FOLLOW_UP, company, application, now)


def _evening(day: date) -> datetime:
    """When an offer comes to the top of the desk: some days before it wants its answer."""
    return timezone.make_aware(datetime.combine(day - ANSWER_SOON, time(18)))


def _due(viewer: Viewer, today: date, since: datetime, ahead: datetime) -> Rows:
    near = Q(starts_at__range=(since, ahead))
    waits = Q(follow_up_on__lte=today, followed_up=False)
    rows = own_interviews(viewer).filter(near | waits).order_by("starts_at", "pk")
    return rows.values_list(
        "application__company", "application", "pk", "starts_at", "follow_up_on", "followed_up",
        "debrief",
    )  # fmt: skip


_interviews = ForViewer(_due, today=DateField(), since=DateTimeField(), ahead=DateTimeField())


def _wait_for_an_answer(viewer: Viewer, last: date) -> "QuerySet[Offer, Asked]":
    """Offers; and one row without anything in it where something is asked about long ago."""
    offers = to_answer(own_offers(viewer)).filter(answer_by__lte=last).order_by()
    nothing = (Value(""), Value(None, UUIDField()), Value(None, DateField()))
    asked = still_asked(own_hindsights(viewer)).values_list(*nothing)
    rows = offers.values_list("application__company", "application", "answer_by")
    return rows.union(asked)


_asked = ForViewer(_wait_for_an_answer, last=DateField())
