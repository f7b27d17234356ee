"""Hiring notes of mock interviews beside debriefs of company interviews, dimension by dimension.

The ones were written by whoever interviewed, the others by the candidate; they are laid side by
side and never averaged.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from afterword.debriefs.beside_a_question import Row
from afterword.debriefs.company_interviews import RATED, LookedBackOn, rubric_of
from afterword.debriefs.mock_letters import Letters, asked_in
from afterword.debriefs.models import InterviewDebrief
from afterword.kit.charts import Chart, Levels, LevelsMark, LevelsRow, Shape
from afterword.kit.words import day_in_words
from afterword.questions.enums import Level

MOST = 60  # hours that are compared
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


def mock_hours(letters: Letters) -> list[Hour]:
    """The latest mock interviews whose notes the person has, the first ones first."""
    return sorted(map(_mock, letters.told), key=lambda one: str(one.on or ""))


# Any: as above.
def _mock(told: dict[str, Any]) -> Hour:
    """Its levels only: the recommendation is for the letter, and for when its reader opens it."""
    interview, dimensions = told["interview"], told["dimensions"]
    held = interview["held_at"]
    return Hour(
        asked_in(told),
        timezone.localdate(datetime.fromisoformat(held)) if held else None,
        MOCK,
        interview["kind"],
        {one["key"]: one["level"] for one in dimensions if one["level"]},
        {one["key"]: one["name"] for one in dimensions},
    )


def hours_of(debriefs: QuerySet[InterviewDebrief]) -> list[Hour]:
    """The latest of these that have levels, the first ones first."""
    rated = debriefs.filter(rubric__isnull=False).exclude(ratings={})
    rows = rated.order_by("-interview__starts_at", "-begun_at", "pk").values_list(*RATED)[:MOST]
    there = [one for one in map(LookedBackOn._make, rows) if one.is_rated]
    return [company_hour(one, None) for one in reversed(there)]


def company_hour(debrief: LookedBackOn, went_on: bool | None) -> Hour:
    """A company interview that was looked back on with levels, and whether it went on."""
    assert debrief.rubric is not None  # noqa: S101  only those with levels come here
    rubric, at = rubric_of(debrief.rubric), debrief.starts_at or debrief.begun_at
    came_of_it = {True: WENT_ON, False: ENDED, None: OPEN}[went_on]
    levels = {key: level for key, level in debrief.ratings.items() if level}
    names = {one["key"]: one["name"] for one in rubric.dimensions}
    return Hour(debrief.company, timezone.localdate(at), came_of_it, rubric.kind, levels, names)


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


def levels_chart(found: Iterable[Dimension], *, sentence: str) -> Chart:
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
            (day_in_words(one.on) if one.on else "", _levels(one), _came_of(one)))
        for one in hours
    )  # fmt: skip


def _levels(one: Hour) -> str:
    said = (
        f"{one.names.get(key, key).lower()} {Level(at).label}" for key, at in one.levels.items()
    )
    return ", ".join(said) or "not assessed"


def _came_of(one: Hour) -> str:
    return "hiring notes" if one.came_of_it == MOCK else one.came_of_it
