"""The way each application took: where it began, which stages it reached and when, how it stands.

Pure, but for the one read at the end. What the silence, the funnel and the luck are counted from.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from afterword.cycle.enums import (
    ANSWERS_WITH_INTEREST,
    IMPLIES,
    PROGRESS,
    Outcome,
    Source,
    Stage,
)
from afterword.cycle.models import Application, Event

# Where nothing at all has happened in a search for so long, nobody is taken to have kept it.
QUIET_DAYS = 90


@dataclass(frozen=True)
class Path:
    """One application. `reached` are its stages of interest in order, with the first day of each
    where it is known; `until` is the day it ended, or the last day that anybody looked."""

    source: str
    applied_on: date | None
    answered_on: date | None
    answer: str
    outcome: str
    reached: tuple[tuple[str, date | None], ...]
    until: date

    @property
    def sent(self) -> bool:
        """It went out on a day that is known, and not because they wrote first."""
        return self.applied_on is not None and self.source != Source.INBOUND

    @property
    def furthest(self) -> int:
        """How far it came, as PROGRESS counts; 1 for being sent."""
        return max((PROGRESS[stage] for stage, _ in self.reached), default=1)


def reached_in_order(
    events: Iterable[tuple[str, date | None]],
) -> tuple[tuple[str, date | None], ...]:
    """The stages of interest among these, each once, from the first to the furthest."""
    days: dict[str, list[date]] = defaultdict(list)
    for stage, on in events:
        for one in (stage, IMPLIES.get(stage, "")):
            if one in ANSWERS_WITH_INTEREST:
                days[one] += [on] if on else []
    order = sorted(days, key=lambda one: (PROGRESS[one], one))
    return tuple((one, min(days[one], default=None)) for one in order)


def watched_until(last_on: Sequence[date], *, ended_on: date | None, today: date) -> date:
    """The last day on which an answer would have been noted: today, in a search that is kept."""
    if ended_on:
        return min(ended_on, today)
    last = max((day for day in last_on if day <= today), default=today)
    return today if (today - last).days <= QUIET_DAYS else last + timedelta(days=1)


def paths_of(applications: QuerySet[Application], *, today: date) -> list[Path]:
    """The way of each that was sent or that somebody wrote about; not of what was only noted."""
    rows = list(
        _counted(applications).values_list(
            "pk", "cycle", "cycle__ended_on", "source", "applied_on", "answered_on", "answer",
            "outcome", "ended_on", "last_on",
        )
    )  # fmt: skip
    kept = _kept_until(rows, today=today)
    events = _events(applications)
    return [
        Path(
            source, applied, answered, answer, outcome, reached_in_order(events.get(pk, ())),
            min(ended or kept[cycle], kept[cycle]) if outcome != Outcome.SILENCE else kept[cycle],
        )
        for pk, cycle, _, source, applied, answered, answer, outcome, ended, _ in rows
    ]  # fmt: skip


def names_of(applications: QuerySet[Application]) -> list[str]:
    """The company and role of each, in the order of `paths_of`. For their owner's eyes."""
    return [
        f"{company}, {role}" if role else company
        for company, role in _counted(applications).values_list("company", "role")
    ]


def _counted(applications: QuerySet[Application]) -> QuerySet[Application]:
    return applications.exclude(stage=Stage.NOTED, outcome=Outcome.OPEN).order_by("pk")


Row = tuple[
    UUID, UUID, date | None, str, date | None, date | None, str, str, date | None, date | None
]


def _kept_until(rows: Sequence[Row], *, today: date) -> dict[UUID, date]:
    news: dict[UUID, list[date]] = defaultdict(list)
    ended: dict[UUID, date | None] = {}
    for _, cycle, ended_on, *_rest, last_on in rows:
        ended[cycle] = ended_on
        news[cycle] += [last_on] if last_on else []
    return {
        cycle: watched_until(news[cycle], ended_on=end, today=today) for cycle, end in ended.items()
    }


def _events(applications: QuerySet[Application]) -> dict[UUID, list[tuple[str, date | None]]]:
    told = Event.objects.filter(application__in=applications, taken_back_at=None)
    wanted = told.filter(stage__in=[*ANSWERS_WITH_INTEREST, Stage.ACCEPTED, Stage.DECLINED])
    found = defaultdict(list)
    for pk, stage, on in wanted.order_by().values_list("application", "stage", "on"):
        found[pk].append((stage, on))
    return found
