"""Named reads about questions and rubrics."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from afterword.people.models import Person, Program
from afterword.people.queries import programs_of
from afterword.people.viewer import Viewer
from afterword.questions.models import Practice, Question, QuestionVersion, Rubric, Sighting


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


def in_lists(questions: QuerySet[Question]) -> QuerySet[Question]:
    """The same questions with `minutes`, and without what stands inside them."""
    return (
        questions.select_related(None)
        .select_related("program")
        .annotate(minutes=F("current__content__minutes"))
        .only("title", "kind", "difficulty", "program__name")
    )


def seen_questions(viewer: Viewer) -> QuerySet[Question]:
    """The questions that this person may read whole."""
    return questions_for(viewer).filter(sightings__person=viewer.person)


def unseen_by(person: Person | None, kind: str, *, program: Program | None) -> QuerySet[Question]:
    """The current questions of a kind that a candidate has not seen, the gentlest first.

    `person` is None for a candidate without an account, who has seen none that we know of.
    """
    found = Question.objects.filter(
        Q(program=None) | Q(program=program), kind=kind, retired_at=None
    ).exclude(current=None)
    if person is not None:
        found = found.exclude(sightings__person=person)
    return found.select_related("current").order_by("difficulty", "title")


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
