"""Which endings are due to be looked back on: long ago, and only where there was an interview."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from afterword.cycle.enums import Later, Outcome, Stage
from afterword.cycle.models import (
    Application,
    CompanyInterview,
    Cycle,
    Hindsight,
    HindsightAnswer,
    Reason,
)
from afterword.cycle.reasons import by_knowledge

HALF_A_YEAR, A_YEAR = timedelta(days=182), timedelta(days=365)
BETWEEN = timedelta(days=30)  # two batches for one person
MOST = 8  # in one batch: more would be an exam
TALKED = (Stage.PHONE, Stage.ONSITE, Stage.OFFER)


def with_interview(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those that came to a company interview, noted as one or as a stage."""
    held = CompanyInterview.objects.filter(application=OuterRef("pk"), taken_back_at=None)
    return applications.filter(Q(stage__in=TALKED) | Exists(held))


def due(cycles: QuerySet[Cycle], *, now: datetime) -> list[Hindsight]:
    """What to ask about these cycles now, not written yet: the latest endings, a few at once."""
    today = timezone.localdate(now)
    ended = with_interview(Application.objects.filter(cycle__in=cycles, taken_back_at=None))
    ended = ended.exclude(outcome=Outcome.OPEN).filter(ended_on__lte=today - HALF_A_YEAR)
    found: list[Hindsight] = []
    for later, long_ago in (
        (Later.HALF_YEAR, Q(ended_on__gt=today - A_YEAR)),
        (Later.YEAR, Q(ended_on__lte=today - A_YEAR)),
    ):
        known = _of(Hindsight, later) | _of(HindsightAnswer, later)
        rows = ended.filter(~known, long_ago).order_by("-ended_on", "pk")[:MOST]
        found += [Hindsight(application=one, later=later, asked_at=now) for one in rows]
    return found[:MOST]


def _of(model: type[Hindsight | HindsightAnswer], later: str) -> Exists:
    return Exists(model._default_manager.filter(application=OuterRef("pk"), later=later))


def when(application: Application, *, now: datetime) -> Later:
    """Which time of looking back it is, for an answer that nobody asked for."""
    long_ago = application.ended_on and timezone.localdate(now) - application.ended_on >= A_YEAR
    return Later.YEAR if long_ago else Later.HALF_YEAR


@dataclass(frozen=True)
class Remembered:
    """What is laid beside the question: what was thought then."""

    hindsight: Hindsight
    reasons: list[Reason]
    because: str  # what decided it, where the person decided

    @property
    def application(self) -> Application:
        return self.hindsight.application


def still_asked(hindsights: QuerySet[Hindsight]) -> QuerySet[Hindsight]:
    """What is asked and not dealt with; nothing of what goes on again."""
    return hindsights.filter(settled_at=None).exclude(application__outcome=Outcome.OPEN)


def unsettled(hindsights: QuerySet[Hindsight]) -> list[Remembered]:
    """What is asked and not yet dealt with, each with what was thought at the time."""
    kept = Prefetch(
        "application__reasons", Reason.objects.filter(taken_back_at=None), to_attr="as_it_stands"
    )
    rows = still_asked(hindsights).select_related("application__cycle")
    rows = rows.prefetch_related(kept, "application__offers")
    return [_remembered(one) for one in rows.order_by("-application__ended_on", "pk")]


def _remembered(one: Hindsight) -> Remembered:
    reasons: Iterable[Reason] = one.application.as_it_stands  # type: ignore[attr-defined]  # see above
    offers = [offer for offer in one.application.offers.all() if offer.taken_back_at is None]
    return Remembered(one, by_knowledge(reasons), offers[0].because if offers else "")


def asked_lately(person: UUID, *, now: datetime) -> bool:
    """Somebody was asked within a month: the next ones wait, and come together."""
    mine = Hindsight.objects.filter(application__cycle__person=person)
    return mine.filter(asked_at__gt=now - BETWEEN).exists()
