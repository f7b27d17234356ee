"""Hiring notes of mock interviews beside debriefs of company interviews, dimension by dimension.

The ones were written by whoever interviewed, the others by the candidate; they are laid side by
side and never averaged.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from afterword.cycle.models import Cycle
from afterword.debriefs.laid import Row
from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.queries import WHOSE, debriefs_in, latest_letters, letters_of, whose
from afterword.debriefs.standing_out import rounds
from afterword.kit.charts import Chart, Levels, LevelsMark, LevelsRow, Shape
from afterword.kit.prepared import Prepared
from afterword.notes.models import NotesVersion
from afterword.people.models import Person
from afterword.questions.enums import Level
from afterword.questions.models import Rubric

MOST, LAST = 60, 3
MOCK, WENT_ON, ENDED, OPEN = "mock", "went on", "ended there", "not known yet"
SHAPES: dict[str, Shape] = {MOCK: "begin", WENT_ON: "good", ENDED: "end", OPEN: "step"}


@dataclass(frozen=True)
class Hour:
    """One interview as far as it is compared. `came_of_it` is one of the four words above."""

    name: str
    on: date | None
    came_of_it: str
    kind: str
    levels: dict[str, int]
    names: dict[str, str]  # what each dimension is called


@dataclass(frozen=True)
class Dimension:
    """One dimension as both sides saw it: how often each level, by what came of it."""

    name: str
    seen: dict[str, Counter[int]]

    def low(self, *kinds: str) -> tuple[int, int]:
        """How often it was not yet there or mixed, of how often it was rated."""
        counted: Counter[int] = sum((self.seen[one] for one in kinds), Counter())
        return counted[Level.NOT_YET] + counted[Level.MIXED], counted.total()


# Any: the document of the notes.
def _letters(person: Person, most: int, *, before: datetime | None) -> list[dict[str, Any]]:
    """The person's latest letters as they stand, the latest first.

    With `before`, only what they had opened by then, as it stood then.
    """
    if before is None:
        letters = [letter for letter, _ in latest_letters(person=person.pk)[:most]]
    else:
        opened = letters_of(person).filter(opened_at__lt=before)
        letters = list(opened.values_list("pk", flat=True)[:most])
    if not letters:
        return []
    versions = NotesVersion.objects.filter(notes__in=letters).order_by("number")
    if before is not None:
        versions = versions.filter(created_at__lt=before)
    newest: dict[UUID, dict[str, Any]] = dict(versions.values_list("notes", "content"))
    return [newest[one] for one in letters if one in newest]


def mocks(person: Person, *, opened_before: datetime | None = None) -> list[Hour]:
    """The latest mock interviews whose notes the person has, the first ones first."""
    hours = (_mock(one) for one in _letters(person, MOST, before=opened_before))
    return sorted(hours, key=lambda one: str(one.on or ""))


def strengths(person: Person, *, opened_before: datetime | None = None) -> tuple[str, ...]:
    """What interviewers of the last mocks saw done well."""
    return tuple(
        f"{strength['text']} (mock interview: {_asked(one)})"
        for one in _letters(person, LAST, before=opened_before)
        for strength in one["strengths"][:2]
    )


def next_steps(person: Person, *, opened_before: datetime | None = None) -> tuple[str, ...]:
    """The one next step that each of the last mocks ended with."""
    return tuple(
        f"{one['next_step']} (mock interview: {_asked(one)})"
        for one in _letters(person, LAST, before=opened_before)
        if one["next_step"]
    )


# Any: the document of the notes.
def _asked(told: dict[str, Any]) -> str:
    return told["interview"]["question"] or "no question"


# Any: as above.
def _mock(told: dict[str, Any]) -> Hour:
    """Its levels only: the recommendation is for the letter, and for when its reader opens it."""
    interview, dimensions = told["interview"], told["dimensions"]
    held = interview["held_at"]
    return Hour(
        _asked(told),
        datetime.fromisoformat(held).date() if held else None,
        MOCK,
        interview["kind"],
        {one["key"]: one["level"] for one in dimensions if one["level"]},
        {one["key"]: one["name"] for one in dimensions},
    )


class Rated(NamedTuple):
    """A debrief with levels: of which interview, with whom, when, on which rubric."""

    interview: UUID
    company: str
    starts_at: datetime | None
    begun_at: datetime
    rubric: UUID
    ratings: dict[str, int | None]


RATED = (
    "interview", "application__company", "interview__starts_at", "begun_at", "rubric", "ratings",
)  # fmt: skip


# Any: the columns named above.
def _rated(debriefs: QuerySet[InterviewDebrief]) -> QuerySet[InterviewDebrief, tuple[Any, ...]]:
    rated = debriefs.filter(rubric__isnull=False).exclude(ratings={})
    return rated.order_by("-interview__starts_at", "-begun_at").values_list(*RATED)


_rated_in = Prepared(lambda cycle, person: _rated(debriefs_in(cycle, person)), **WHOSE)


def company_interviews(cycle: Cycle) -> list[Hour]:
    """The latest company interviews of a cycle that were looked back on with levels."""
    went_on = {one.interview: one.went_on for one in rounds(cycle)}
    return _hours(_rated_in(**whose(cycle))[:MOST], went_on)


def hours_of(debriefs: QuerySet[InterviewDebrief]) -> list[Hour]:
    """The latest of these that have levels, the first ones first."""
    return _hours(_rated(debriefs)[:MOST], {})


# Any: rows of the columns of `Rated`.
def _hours(rows: Iterable[tuple[Any, ...]], went_on: Mapping[UUID, bool | None]) -> list[Hour]:
    rated = [one for one in map(Rated._make, rows) if any(one.ratings.values())]
    rubrics = Rubric.objects.in_bulk({one.rubric for one in rated})
    return [_company(one, rubrics[one.rubric], went_on.get(one.interview)) for one in rated[::-1]]


def _company(debrief: Rated, rubric: Rubric, went_on: bool | None) -> Hour:
    at = debrief.starts_at or debrief.begun_at
    came_of_it = {True: WENT_ON, False: ENDED, None: OPEN}[went_on]
    levels = {key: level for key, level in debrief.ratings.items() if level}
    names = {one["key"]: one["name"] for one in rubric.dimensions}
    return Hour(debrief.company, at.date(), came_of_it, rubric.kind, levels, names)


def dimensions(hours: Iterable[Hour]) -> list[Dimension]:
    """The dimensions that were rated, in the order in which they first came."""
    found: dict[str, Dimension] = {}
    for one in hours:
        for key, level in one.levels.items():
            name = one.names.get(key, key.replace("_", " "))
            seen: dict[str, Counter[int]] = {it: Counter() for it in SHAPES}
            found.setdefault(name, Dimension(name, seen)).seen[one.came_of_it][level] += 1
    return list(found.values())


def coming_back(found: Iterable[Dimension]) -> list[Dimension]:
    """Those that were mixed or not yet there in two mocks or more, and in a company interview."""
    return [one for one in found if one.low(MOCK)[0] > 1 and one.low(WENT_ON, ENDED, OPEN)[0]]


def chart(found: Iterable[Dimension], *, sentence: str) -> Chart:
    """A row for each dimension, a mark for each interview at the level it was seen at."""
    there = list(found)
    spec: Levels = {
        "kind": "levels",
        "columns": [str(one.label) for one in Level],
        "rows": [_row(one) for one in there],
        "names": [{"shape": shape, "label": name} for name, shape in SHAPES.items()],
    }
    columns = ("dimension", "in mocks, to whoever interviewed",
               *(f"at companies, to you: {one}" for one in (WENT_ON, ENDED, OPEN)))  # fmt: skip
    rows = [(one.name, *(_words(one.seen[name]) for name in SHAPES)) for one in there]
    return Chart("levels", sentence, columns, rows, spec)


def _row(one: Dimension) -> LevelsRow:
    return {"label": one.name, "marks": list(_marks(one))}


def _marks(one: Dimension) -> Iterator[LevelsMark]:
    for name, counted in one.seen.items():
        for level in sorted(counted.elements()):
            yield {"at": level, "shape": SHAPES[name], "label": f"{name}, {Level(level).label}"}


def _words(counted: Counter[int]) -> str:
    said = [f"{Level(level).label} {counted[level]}" for level in sorted(counted)]
    return ", ".join(said) or "none"


def hour_by_hour(hours: Iterable[Hour]) -> tuple[Row, ...]:
    """Each interview with its levels in words."""
    return tuple(
        Row(f"{'Mock' if one.came_of_it == MOCK else 'Company'}: {one.name}",
            (f"{one.on.day} {one.on:%B %Y}" if one.on else "", _levels(one), _came_of(one)))
        for one in hours
    )  # fmt: skip


def _levels(one: Hour) -> str:
    said = (
        f"{one.names.get(key, key).lower()} {Level(at).label}" for key, at in one.levels.items()
    )
    return ", ".join(said) or "not assessed"


def _came_of(one: Hour) -> str:
    return "hiring notes" if one.came_of_it == MOCK else one.came_of_it
