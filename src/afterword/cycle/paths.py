"""The way each application took: where it began, which stages it reached and when, how it stands.

Pure, but for the one read at the end. What the silence, the funnel and the luck are counted from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Max, Q, QuerySet
from django.db.models.functions import Cast

from afterword.cycle.enums import (
    ANSWERS_WITH_INTEREST,
    IMPLIES,
    PROGRESS,
    Outcome,
    Source,
    Stage,
)
from afterword.cycle.models import Application, Cycle, Event

# Where nothing at all has happened in a search for so long, nobody is taken to have kept it.
QUIET_DAYS = 90


class Path(NamedTuple):
    """One application, in as little as a hundred thousand of them allow.

    `reached` are its stages of interest in order, with the first day of each where it is known;
    `until` is the day it ended, or the last day that anybody looked.
    """

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
    """The way of each that was sent or that somebody wrote about; not of what was only noted.

    Those that nobody answered with interest come first.
    """
    return [path for _, path in paths_within(applications, today=today)]


def paths_within(applications: QuerySet[Application], *, today: date) -> Iterator[tuple[str, Path]]:
    """The same, each with the name of its cycle.

    Names of rows stay text: turning them into anything else would take longer than everything
    else here.
    """
    rows = _counted(applications).annotate(name=_text("pk"), within=_text("cycle"))
    kept = _kept_until(applications, today=today)
    events = _events(applications)
    for name, within, source, applied, answered, answer, outcome, ended in rows.values_list(
        "name", "within", "source", "applied_on", "answered_on", "answer", "outcome", "ended_on"
    ):
        yield within, Path(
            source, _same(applied), _same(answered), answer, outcome,
            reached_in_order(events[name]) if name in events else (),
            _same(_until(outcome, ended, kept[within])) or today,
        )  # fmt: skip


def watched(applications: QuerySet[Application], *, today: date) -> date:
    """Until when an answer to any of these would have been noted: today, if they are kept."""
    return max(_kept_until(applications, today=today).values(), default=today)


def owners_of(cycles: QuerySet[Cycle]) -> dict[str, UUID]:
    """Whose each cycle is, by the names that `paths_within` gives."""
    return dict(cycles.order_by().annotate(within=_text("pk")).values_list("within", "person"))


def keys_of(applications: QuerySet[Application]) -> list[UUID]:
    """The rows of these ways, in the order of `paths_of`."""
    return list(_counted(applications).values_list("pk", flat=True))


def _counted(applications: QuerySet[Application]) -> QuerySet[Application]:
    sent = applications.exclude(stage=Stage.NOTED, outcome=Outcome.OPEN)
    return sent.order_by("interested", "pk")


def _text(name: str) -> Cast:
    return Cast(name, CharField())


def _until(outcome: str, ended: date | None, kept: date) -> date:
    """What was let go is still watched: an answer may come."""
    return kept if outcome == Outcome.SILENCE or not ended else min(ended, kept)


def _kept_until(applications: QuerySet[Application], *, today: date) -> dict[str, date]:
    """By cycle, the last day on which an answer would have been noted.

    Letting one go is no news, of it or of the others: an old sheet is not kept again because of it.
    """
    cycles = applications.order_by().annotate(within=_text("cycle")).values_list("within")
    heard = Max("last_on", filter=Q(last_on__lte=today))
    sent = Max("applied_on", filter=Q(applied_on__lte=today))  # of those that have a day ahead
    answered = Max("answered_on", filter=Q(answered_on__lte=today))
    rows = cycles.annotate(end=Max("cycle__ended_on"), heard=heard, sent=sent, answered=answered)
    return {
        one: watched_until([day for day in days if day], ended_on=ended, today=today)
        for one, ended, *days in rows
    }


@lru_cache(maxsize=20_000)
def _same(day: date | None) -> date | None:
    """One object for each day, so that a hundred thousand ways are remembered in little room."""
    return day


def _events(applications: QuerySet[Application]) -> dict[str, list[tuple[str, date | None]]]:
    told = Event.objects.filter(application__in=applications.order_by(), taken_back_at=None)
    wanted = told.filter(stage__in=[*ANSWERS_WITH_INTEREST, Stage.ACCEPTED, Stage.DECLINED])
    rows = wanted.order_by().annotate(name=_text("application"))
    found = defaultdict(list)
    for name, stage, on in rows.values_list("name", "stage", "on"):
        found[name].append((stage, on))
    return found
