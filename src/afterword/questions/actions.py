"""Named writes about questions and rubrics."""

from datetime import datetime

from django.db import transaction

from afterword.journal import actions as journal
from afterword.journal.actions import Actor
from afterword.people.models import Person, Program
from afterword.questions.errors import VersionTaken
from afterword.questions.models import (
    Practice,
    Question,
    QuestionVersion,
    Retelling,
    Rubric,
    Sighting,
)
from afterword.questions.source import Parsed

Dimensions = list[dict[str, object]]


@transaction.atomic
def keep(parsed: Parsed, *, program: Program | None, by: Actor) -> tuple[QuestionVersion, bool]:
    """Keep a question file as the current version; False where it was kept before.

    Raises VersionTaken where another text has its number.
    """
    question, _ = Question.objects.get_or_create(
        program=program,
        slug=parsed.slug,
        defaults={
            "kind": parsed.kind,
            "title": parsed.title,
            "difficulty": parsed.difficulty,
        },
    )
    stored = question.versions.filter(number=parsed.version).first()
    if stored is not None and stored.digest != parsed.digest:
        raise VersionTaken(parsed.slug, parsed.version)
    if stored is not None:
        return stored, False
    version = QuestionVersion.objects.create(
        question=question,
        number=parsed.version,
        source=parsed.source,
        digest=parsed.digest,
        content=parsed.content,
    )
    _make_current(question, version, parsed)
    journal.record(by, "question.kept", question, {"version": version.number})
    return version, True


def _make_current(question: Question, version: QuestionVersion, parsed: Parsed) -> None:
    """An older version that is brought in later stays a version and no more."""
    newest = question.versions.order_by("-number").first()
    if newest != version:
        return
    question.current = version
    question.kind, question.title = parsed.kind, parsed.title
    question.difficulty, question.retired_at = parsed.difficulty, None
    question.save()


@transaction.atomic
def note_sighting(person: Person, question: Question) -> bool:
    """Remember that a person has seen a question; False if it was known."""
    _, new = Sighting.objects.get_or_create(person=person, question=question)
    if new:
        journal.record(person, "question.seen", question)
    return new


@transaction.atomic
def forget_sighting(person: Person, question: Question) -> bool:
    """The person says that they would be asked it all the same; False if they had not seen it."""
    gone, _ = Sighting.objects.filter(person=person, question=question).delete()
    if gone:
        journal.record(person, "question.unseen", question)
    return bool(gone)


@transaction.atomic
def retire(question: Question, *, by: Actor, now: datetime) -> bool:
    """Take a question out of the bank; interviews keep the versions they used."""
    if not Question.objects.filter(pk=question.pk, retired_at=None).update(retired_at=now):
        return False
    journal.record(by, "question.retired", question)
    return True


@transaction.atomic
def write_rubric(
    kind: str,
    *,
    title: str,
    dimensions: Dimensions,
    program: Program | None,
    by: Actor,
    now: datetime,
) -> Rubric:
    """Put a new rubric in the place of the current one, unless it says the same."""
    current = Rubric.objects.filter(kind=kind, program=program, retired_at=None)
    same = current.filter(title=title, dimensions=dimensions).first()
    if same is not None:
        return same
    current.update(retired_at=now)
    rubric = Rubric.objects.create(kind=kind, program=program, title=title, dimensions=dimensions)
    journal.record(by, "rubric.written", rubric)
    return rubric


@transaction.atomic
def drop_rubric(kind: str, *, program: Program, by: Actor, now: datetime) -> bool:
    """Go back to the default rubric of a kind."""
    own = Rubric.objects.filter(kind=kind, program=program, retired_at=None).first()
    if own is None:
        return False
    Rubric.objects.filter(pk=own.pk).update(retired_at=now)
    journal.record(by, "rubric.dropped", own)
    return True


def erase_practice(person: Person) -> None:
    """Somebody leaves for good: what they practised, retold and saw goes. The caller's transaction.

    A draft that an organizer made of a retelling is the bank's.
    """
    for rows in (Practice, Retelling, Sighting):
        rows.objects.filter(person=person).delete()
