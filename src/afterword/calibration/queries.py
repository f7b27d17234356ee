"""Named reads about what was measured, and what it stands beside."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from afterword.calibration.amounts import day
from afterword.calibration.enums import Facet
from afterword.calibration.models import AdjustedNotes, Estimate, Fit
from afterword.notes.access import letters_to
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes
from afterword.people.enums import MembershipState
from afterword.people.models import Membership, Person, Program
from afterword.people.viewer import Viewer
from afterword.questions.enums import Kind, Level
from afterword.questions.models import Question, Sighting

MOST_HOURS = 8
FEWEST_MEMBERS = 5


@dataclass(frozen=True)
class HourColumn:
    """One interview among several: where its letter is, what it was, when."""

    interview: UUID
    title: str
    day: str


@dataclass(frozen=True)
class Seen:
    """One dimension in one hour: its level, and what the rubric says of that level."""

    level: int | None = None
    anchor: str = ""

    @property
    def level_word(self) -> str:
        return "" if self.level is None else str(Level(self.level).label)


@dataclass(frozen=True)
class OverTime:
    """One kind of interview as its candidate was rated: a row a dimension, a column an hour."""

    kind: str
    hours: tuple[HourColumn, ...]
    rows: tuple[tuple[str, tuple[Seen, ...]], ...]
    earlier: int

    @property
    def in_words(self) -> list[tuple[str, list[tuple[HourColumn, Seen]]]]:
        """Each dimension with the hours in which it was assessed, the latest first."""
        told = (
            (name, [one for one in zip(self.hours, seen, strict=True) if one[1].level][::-1])
            for name, seen in self.rows
        )
        return [(name, hours) for name, hours in told if hours]


def own_hours(viewer: Viewer) -> list[HiringNotes]:
    """Letters that the viewer may read as the candidate, the earliest hour first."""
    letters = letters_to(viewer).filter(state=NotesState.RELEASED).prefetch_related("versions")
    return sorted(letters, key=lambda one: (one.interview.started_at or one.created_at, one.pk))


def over_time(letters: Iterable[HiringNotes]) -> list[OverTime]:
    """The levels of these letters, kind by kind, the latest hours last."""
    by_kind: dict[str, list[HiringNotes]] = defaultdict(list)
    for one in letters:
        by_kind[one.interview.kind].append(one)
    return [_over_time(kind, by_kind[kind]) for kind in Kind.values if kind in by_kind]


def _over_time(kind: str, letters: list[HiringNotes]) -> OverTime:
    shown = letters[-MOST_HOURS:]
    said = [document_of(one)["dimensions"] for one in shown]
    names = {one["key"]: one["name"] for dimensions in said for one in dimensions}
    seen = [{one["key"]: _seen(one) for one in dimensions} for dimensions in said]
    return OverTime(
        kind=Kind(kind).label,
        hours=tuple(
            HourColumn(one.interview.pk, title_of(one), day(one.interview.started_at))
            for one in shown
        ),
        rows=tuple(
            (name, tuple(one.get(key, Seen()) for one in seen)) for key, name in names.items()
        ),
        earlier=len(letters) - len(shown),
    )


def dimension_names(letters: Iterable[HiringNotes]) -> dict[str, str]:
    """What the newest letters call each dimension, by its key."""
    said = (one for letter in letters for one in document_of(letter)["dimensions"])
    return {str(one["key"]): str(one["name"]) for one in said}


# Any: a dimension of such a document.
def _seen(dimension: Mapping[str, Any]) -> Seen:
    return Seen(dimension["level"], dimension.get("anchor", ""))


# Any: the document of released notes, as notes/document.py makes it.
def document_of(notes: HiringNotes) -> Mapping[str, Any]:
    """What stands in the newest version."""
    newest: Mapping[str, Any] = max(notes.versions.all(), key=lambda one: one.number).content
    return newest


def title_of(notes: HiringNotes) -> str:
    """What an hour is called: its question, or its kind."""
    return notes.interview.asked or str(notes.interview.get_kind_display())


def fit_of(notes: HiringNotes) -> Fit | None:
    """The fit that these notes' ratings are in."""
    interview = notes.interview
    return Fit.objects.filter(program=interview.program_id, kind=interview.kind).first()


def difficulties_in(fit: Fit) -> QuerySet[Estimate]:
    """How hard the questions of a fit turned out, in the order of titles."""
    found = Estimate.objects.filter(facet=Facet.QUESTION, fit=fit)
    return found.select_related("question").order_by("question__title", "pk")


def alike(estimate: Estimate) -> tuple[float | None, int]:
    """How hard the questions that were meant to be as hard are on average, and how many they are.

    None below two: one alone is no average.
    """
    if estimate.question is None:
        return None, 0
    meant = Estimate.objects.filter(
        fit=estimate.fit_id,
        facet=Facet.QUESTION,
        question__difficulty=estimate.question.difficulty,
    )
    moved = list(meant.values_list("moved", flat=True))
    return (sum(moved) / len(moved) if len(moved) > 1 else None), len(moved)


@dataclass(frozen=True)
class Exposure:
    """How many of a program have seen a question."""

    program: Program
    seen: int
    members: int


def exposures(question: Question, programs: Iterable[Program]) -> list[Exposure]:
    """In each program how many have seen it; nothing where it could be told who."""
    found = []
    for program in programs:
        here = Membership.objects.filter(program=program, state=MembershipState.ACTIVE)
        members = here.count()
        if members >= FEWEST_MEMBERS:
            seen = Sighting.objects.filter(question=question, person__in=here.values("person"))
            found.append(Exposure(program, seen.count(), members))
    return found


def hours_with(question: Question, exposed: Iterable[Exposure]) -> int | None:
    """How many released hours had a question, in the program with the most; None where even how
    many have seen it is not said."""
    programs = [one.program.pk for one in exposed]
    released = HiringNotes.objects.filter(
        state=NotesState.RELEASED, interview__example=False,
        interview__program__in=programs, interview__question_version__question=question,
    )  # fmt: skip
    each = Counter(released.values_list("interview__program", flat=True))
    return max(each.values(), default=0) if programs else None


def ratings_by(fit: Fit, person: Person) -> int:
    """How many dimensions an interviewer has rated in the hours of a fit."""
    mine = AdjustedNotes.objects.filter(
        fit=fit, notes__author__person=person, notes__from_record=False
    )
    return sum(len(levels) for levels in mine.values_list("levels", flat=True))
