"""What is compared of a search's company interviews, by what came of them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    UUIDField,
)
from django.utils import timezone

from afterword.cycle.enums import (
    ANSWERS_WITH_INTEREST,
    InterviewKind,
    Outcome,
    Stage,
)
from afterword.cycle.models import CompanyInterview, Cycle, Event
from afterword.debriefs.company_interviews import LookedBackOn, rubric_of
from afterword.debriefs.patterns import Case, Tally, tallied
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair
from afterword.kit.prepared import Prepared, Unread
from afterword.people.models import Person
from afterword.questions.enums import Level
from afterword.questions.models import Practice

BEFORE = timedelta(days=14)
MOST_INTERVIEWS, MOST_PRACTISED = 500, 5000
KIND, PRACTISED = "kind", "practised"
PRACTISED_WORDS = {
    True: "practised in the two weeks before",
    False: "nothing practised in the two weeks before",
}


class Held(NamedTuple):
    """A company interview: of what kind, when, and what came of it."""

    interview: UUID
    kind: str
    starts_at: datetime
    went_on: bool | None


def interviews_compared(
    there: Iterable[Held],
    *,
    practised: Iterable[datetime],
    levels: Mapping[UUID, Mapping[str, int]],
    now: datetime,
) -> list[Tally]:
    """Company interviews after which it is known whether it went on, by kind, practice, levels."""
    settled = [one for one in there if one.starts_at <= now and one.went_on is not None]
    moments = sorted(practised)
    return tallied(
        Case(bool(one.went_on), _traits(one, moments, levels.get(one.interview, {})))
        for one in settled
    )


def held_in(cycle: Cycle) -> list[Held]:
    """The latest company interviews of a cycle, and what came of each."""
    there = CompanyInterview.objects.filter(
        application__cycle=cycle, application__taken_back_at=None, taken_back_at=None,
        starts_at__isnull=False,
    ).order_by("-starts_at", "pk")  # fmt: skip
    columns = ("pk", "application", "kind", "starts_at", "application__outcome")
    rows = list(there.values_list(*columns)[:MOST_INTERVIEWS])
    later = _days_on_which_more_came({application for _, application, *_ in rows})
    return [
        Held(pk, kind, at, _went_on(at, outcome, later[application]))
        for pk, application, kind, at, outcome in rows
        if at
    ]


def _days_on_which_more_came(names: set[UUID]) -> dict[UUID, list[date]]:
    """For each application, the days on which it came further, or another interview was."""
    found: dict[UUID, list[date]] = defaultdict(list)
    wanted = {*ANSWERS_WITH_INTEREST, Stage.ACCEPTED, Stage.DECLINED}
    there = {"application__in": names, "taken_back_at": None}
    events = Event.objects.filter(**there, stage__in=wanted).order_by()
    for name, on in events.values_list("application", "on"):
        if on:
            found[name].append(on)
    for name, at in CompanyInterview.objects.filter(**there).values_list(
        "application", "starts_at"
    ):
        if at:
            found[name].append(timezone.localdate(at))
    return found


def _went_on(at: datetime, outcome: str, days: Sequence[date]) -> bool | None:
    """Whether something came of it after that day; None while nobody knows, or where they left."""
    if any(day > timezone.localdate(at) for day in days):
        return True
    return False if outcome in {Outcome.REJECTED, Outcome.SILENCE} else None


def levels_in(looked_back: Iterable[LookedBackOn]) -> dict[UUID, dict[str, int]]:
    """By company interview: the name of each dimension that was rated, and its level."""
    return {
        one.interview: {
            it["name"]: level
            for it in rubric_of(one.rubric).dimensions
            if (level := one.ratings.get(it["key"]))
        }
        for one in looked_back
        if one.rubric
    }


def practised_by(person: Person) -> Unread[tuple[datetime | None]]:
    """When the person was asked something to practise: in a mock interview, or alone."""
    return _practised(person=person.pk).unread(most=MOST_PRACTISED)


_practised = Prepared(
    lambda person: (
        Chair.objects.filter(
            person=person, kind=ChairKind.CANDIDATE, interview__state=InterviewState.ENDED,
            interview__example=False, interview__started_at__isnull=False,
        )
        .order_by()
        .values_list("interview__started_at")
        .union(
            Practice.objects.filter(person=person, taken_back_at=None)
            .exclude(worked_until=None)
            .order_by()
            .values_list("begun_at"),
            all=True,
        )
    ),
    person=UUIDField(),
)  # fmt: skip


def _traits(one: Held, practised: Sequence[datetime], levels: Mapping[str, int]) -> dict[str, str]:
    since = bisect_left(practised, one.starts_at - BEFORE)
    traits = {KIND: InterviewKind(one.kind).label}
    if practised:
        traits[PRACTISED] = PRACTISED_WORDS[bisect_right(practised, one.starts_at) > since]
    for name, level in levels.items():
        words = "good or excellent" if level >= Level.GOOD else "mixed or not yet"
        traits[name] = f"{name.lower()} {words}"
    return traits
