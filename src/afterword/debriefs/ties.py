"""What a point may rest on, and how each of it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from uuid import UUID

from django.db.models import F, Min, QuerySet, UUIDField
from django.utils import timezone

from afterword.cycle.enums import InterviewKind
from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.cycle.names import named
from afterword.debriefs.mock_letters import letters_of
from afterword.debriefs.models import CycleDebrief, Point, Tie
from afterword.kit.prepared import Prepared
from afterword.kit.remembering import remembered_until
from afterword.kit.words import day_in_words
from afterword.people.models import Person

LISTED = 12
Listed = list[tuple[str, str]]


@dataclass(frozen=True)
class Seen:
    """What something was seen in: one of these, by its name, or a day and what happened on it."""

    application: UUID | None = None
    interview: UUID | None = None
    notes: UUID | None = None
    on: date | None = None
    words: str = ""

    def as_tie(self, point: Point, *, pk: UUID) -> Tie:
        """The row that ties a point to it."""
        return Tie(
            id=pk, point=point, application_id=self.application, interview_id=self.interview,
            notes_id=self.notes, on=self.on, words=self.words,
        )  # fmt: skip


def listed(debrief: CycleDebrief) -> Mapping[str, Listed]:
    """The latest of each kind, under the name of its kind; what there is none of is left out."""
    cycle, person = debrief.cycle, debrief.cycle.person
    found = {
        "Company interviews": _keyed("interview", latest_interviews(cycle)),
        "Applications": _keyed("application", latest_heard(cycle)),
        "Mock interviews": _keyed("notes", latest_mocks(person)),
    }
    return {kind: some for kind, some in found.items() if some}


def _keyed(kind: str, some: list[tuple[UUID, str]]) -> Listed:
    return [(f"{kind}:{pk}", name) for pk, name in some]


def applications_of(debrief: CycleDebrief) -> QuerySet[Application]:
    """The applications of the search that is looked back on."""
    return Application.objects.filter(cycle=debrief.cycle, taken_back_at=None)


def _interviews_of(debrief: CycleDebrief) -> QuerySet[CompanyInterview]:
    there = CompanyInterview.objects.filter(taken_back_at=None)
    return there.filter(application__in=applications_of(debrief))


def seen_by(key: str, debrief: CycleDebrief) -> Seen | None:
    """What a key of the list means, listed or not; nothing where it is not this person's."""
    kind, _, name = key.partition(":")
    try:
        pk = UUID(name)
    except ValueError:
        return None
    if kind == "application" and applications_of(debrief).filter(pk=pk).exists():
        return Seen(application=pk)
    if kind == "interview" and _interviews_of(debrief).filter(pk=pk).exists():
        return Seen(interview=pk)
    if kind == "notes" and letters_of(debrief.cycle.person).filter(pk=pk).exists():
        return Seen(notes=pk)
    return None


_heard = Prepared(
    lambda cycle: (
        Application.objects.filter(cycle=cycle, taken_back_at=None, interested=True)
        .order_by("-last_on", "pk")
        .values_list("company_key", "pk", "company", "role")
    ),
    cycle=UUIDField(),
)


def latest_heard(cycle: Cycle) -> list[tuple[UUID, str]]:
    """The applications of which something was heard last, with their names, by company."""
    latest = sorted(_heard(cycle=cycle.pk)[:LISTED])
    return [(pk, named(company, role)) for _, pk, company, role in latest]


def latest_interviews(cycle: Cycle) -> list[tuple[UUID, str]]:
    """The latest company interviews that were held, as they are called.

    Which these are is remembered until something is written in the search, or the next one is over:
    to find them takes a look at each application.
    """
    now = timezone.now()
    latest = remembered_until(
        f"debriefs:held:{cycle.pk}", str(cycle.revision),
        lambda: _latest_held(cycle, now=now), now=now,
    )  # fmt: skip
    rows = {
        pk: name_of_interview(kind, at, company)
        for pk, kind, at, company in _called(cycle=cycle.pk, **dict(zip_longest(GAPS, latest)))
    }
    return [(pk, rows[pk]) for pk in latest if pk in rows]


def _latest_held(cycle: Cycle, *, now: datetime) -> tuple[list[UUID], datetime | None]:
    """Those that were held, or may have been; and when the next one is."""
    there = CompanyInterview.objects.filter(taken_back_at=None)
    mine = there.filter(application__cycle=cycle, application__taken_back_at=None)
    held = mine.exclude(starts_at__gt=now)
    latest = held.order_by(F("starts_at").desc(nulls_last=True), "-created_at", "pk")
    ahead = mine.filter(starts_at__gt=now).aggregate(next=Min("starts_at"))["next"]
    return list(latest.values_list("pk", flat=True)[:LISTED]), ahead


GAPS = tuple(f"pk_{at}" for at in range(LISTED))
_called = Prepared(
    lambda cycle, **some: CompanyInterview.objects.filter(
        pk__in=list(some.values()), application__cycle=cycle
    ).values_list("pk", "kind", "starts_at", "application__company"),
    cycle=UUIDField(),
    **{name: UUIDField() for name in GAPS},
)


_letters = Prepared(
    lambda person: letters_of(person).values_list(
        "pk", "interview__question_version__question__title"
    ),
    person=UUIDField(),
)


def latest_mocks(person: Person) -> list[tuple[UUID, str]]:
    """The latest mock interviews whose notes the person has, as they are called."""
    return [(pk, name_of_mock(asked)) for pk, asked in _letters(person=person.pk)[:LISTED]]


def name_of_mock(asked: str | None) -> str:
    """How a mock interview is called where its notes are pointed at."""
    return f"mock interview: {asked}" if asked else "a mock interview"


def name_of_interview(kind: str, starts_at: datetime | None, company: str) -> str:
    """How a company interview is called where it is pointed at, by its day in the current zone."""
    on = f", {name_of_day(timezone.localdate(starts_at))}" if starts_at else ""
    return f"{company}: {InterviewKind(kind).label}{on}"


def name_of_day(on: date, words: str = "") -> str:
    """How a day is called on which something was seen."""
    day = day_in_words(on)
    return f"{day}: {words}" if words else day
