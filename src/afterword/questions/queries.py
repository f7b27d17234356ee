"""Named reads about questions and rubrics."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from afterword.people.models import Person, Program
from afterword.people.prepared import ForViewer
from afterword.people.queries import programs_of
from afterword.people.viewer import Viewer
from afterword.questions.access import practised_now
from afterword.questions.enums import Difficulty, Kind
from afterword.questions.models import Practice, Question, QuestionVersion, Rubric, Sighting

Row = tuple[Any, ...]  # Any: columns are of many kinds; Line says which


def questions_for(viewer: Viewer) -> QuerySet[Question]:
    """What a signed-in person finds in the bank: the shared questions and their programs' own.

    Each has `seen`: whether this person has seen it.
    """
    if viewer.person is None:
        return Question.objects.none()
    seen = Sighting.objects.filter(question=OuterRef("pk"), person=viewer.person)
    return (
        Question.objects.filter(Q(program=None) | Q(program__in=programs_of(viewer.person)))
        .filter(retired_at=None)
        .exclude(current=None)
        .select_related("program", "current")
        .annotate(seen=Exists(seen))
    )


class Line(NamedTuple):
    """A question from outside, as the bank lists it."""

    pk: UUID
    title: str
    kind_of_interview: str
    level: str
    program: str | None
    minutes: int
    seen: bool

    @property
    def kind(self) -> str:
        return Kind(self.kind_of_interview).label

    @property
    def difficulty(self) -> str:
        return Difficulty(self.level).label


def in_lists(questions: QuerySet[Question]) -> "QuerySet[Question, Row]":
    """The same questions as rows for `Line`, without what stands inside them."""
    outside = ("pk", "title", "kind", "difficulty", "program__name", "current__content__minutes")
    return questions.select_related(None).values_list(*outside, "seen")


every_question = ForViewer(lambda viewer: in_lists(questions_for(viewer)))


def seen_questions(viewer: Viewer) -> QuerySet[Question]:
    """The questions that this person may read whole; see access.may_read_whole."""
    seen = questions_for(viewer).filter(sightings__person=viewer.person)
    return seen.exclude(pk__in=practised_now(viewer).values("version__question"))


def unseen_by(person: Person | None, kind: str, *, program: Program | None) -> QuerySet[Question]:
    """The current questions of a kind that a candidate has not seen, the gentlest first.

    `person` is None for a candidate without an account, who has seen none that we know of.
    """
    found = Question.objects.filter(
        Q(program=None) | Q(program=program), kind=kind, retired_at=None
    ).exclude(current=None)
    if person is not None:
        found = found.exclude(sightings__person=person)
    return found.select_related("current").order_by("difficulty", "title", "pk")


def rubric_for(kind: str, *, program: Program | None) -> Rubric:
    """The program's own rubric for a kind of interview, or the default one."""
    current = Rubric.objects.filter(kind=kind, retired_at=None)
    own = current.filter(program=program).first() if program is not None else None
    return own or current.get(program=None)


def exported(program: Program | None) -> QuerySet[QuestionVersion]:
    """The current version of every question of a program, or of the shared bank."""
    return QuestionVersion.objects.filter(
        pk__in=Question.objects.filter(program=program, retired_at=None).values("current")
    ).select_related("question")


def practices_of(viewer: Viewer) -> QuerySet[Practice]:
    """What this person has worked through alone, the latest first, with question and rubric."""
    own = Practice.objects.filter(person=viewer.person, taken_back_at=None)
    return own.select_related("version__question", "rubric")
