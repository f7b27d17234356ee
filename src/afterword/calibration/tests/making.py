"""Letters without their hours: released notes of a small program, drawn from the model."""

import random
from bisect import bisect
from datetime import timedelta

from django.utils import timezone

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes, NotesVersion
from afterword.people.models import Membership, Person, Program
from afterword.questions.models import Question, QuestionVersion, Rubric

CHOICES = ("strong_no_hire", "lean_no_hire", "lean_hire", "strong_hire")


def document(levels: dict[str, int | None], choice: str) -> dict[str, object]:
    """What a published version holds of ratings."""
    return {
        "dimensions": [
            {
                "key": key,
                "name": key.replace("_", " ").capitalize(),
                "level": level,
                "anchor": f"{key} as {level} is described" if level else "",
            }
            for key, level in levels.items()
        ],
        "recommendation": {"choice": choice, "confidence": "medium"},
    }


def asked(slug: str, *, difficulty: int = 2) -> QuestionVersion:
    """A question of the bank."""
    question, is_new = Question.objects.get_or_create(
        slug=slug, program=None,
        defaults={"kind": "coding", "title": slug.capitalize(), "difficulty": difficulty},
    )  # fmt: skip
    if is_new:
        question.current = QuestionVersion.objects.create(
            question=question, number=1, source="---", digest="0" * 64,
            content={"title": question.title, "minutes": 40, "topics": [], "parts": []},
        )  # fmt: skip
        question.save()
    assert question.current is not None
    return question.current


def letter(
    program: Program, rubric: Rubric, *, candidate: Person, interviewer: Person | None,
    question: QuestionVersion, levels: dict[str, int | None], choice: str = "lean_hire",
    guest_email: str = "", days_ago: int = 1, opened: bool = True,
) -> HiringNotes:  # fmt: skip
    """Released notes of an hour that was held so many days ago."""
    began = timezone.now() - timedelta(days=days_ago)
    interview = Interview.objects.create(
        program=program, rubric=rubric, question_version=question, state=InterviewState.ENDED,
        starts_at=began, started_at=began, ended_at=began + timedelta(hours=1),
    )  # fmt: skip
    Chair.objects.create(interview=interview, kind="candidate", person=candidate)
    author = Chair.objects.create(
        interview=interview, kind="interviewer", person=interviewer, guest_email=guest_email
    )
    notes = HiringNotes.objects.create(
        interview=interview, author=author, state=NotesState.RELEASED, sent_at=began,
        released_at=began, opened_at=began if opened else None,
    )  # fmt: skip
    content = document(levels, choice)
    NotesVersion.objects.create(notes=notes, number=1, content=content, digest="0" * 64)
    return notes


def club(names: tuple[str, ...] = ("gil", "hana", "ivo", "jo", "kim", "lev")) -> Program:
    """A program of members by name."""
    program = Program.objects.create(name="Night Owls")
    for name in names:
        person = Person.objects.create_user(f"{name}@example.org", name=name.capitalize())
        Membership.objects.create(program=program, person=person)
    return program


def members(program: Program) -> list[Person]:
    return list(Person.objects.filter(memberships__program=program).order_by("email"))


def term(
    program: Program, rubric: Rubric, *, rounds: int = 5, strict: float = 1.2, seed: int = 7
) -> None:
    """Everybody is asked by everybody else in turn; the first member rates hard."""
    chance, people = random.Random(seed), members(program)
    able = [chance.gauss(0, 0.8) for _ in people]
    keys = [str(one["key"]) for one in rubric.dimensions]
    for at in range(rounds):
        question = asked(f"question-{at}", difficulty=1 + at % 4)
        for who, candidate in enumerate(people):
            by = (who + 1 + at % (len(people) - 1)) % len(people)
            day = able[who] - (strict if by == 0 else 0.0) + chance.gauss(0, 0.3)
            drawn = [1 + bisect((-1.8, -0.4, 0.9), day + chance.gauss(0, 1)) for _ in (*keys, "r")]
            letter(
                program, rubric, candidate=candidate, interviewer=people[by], question=question,
                levels=dict(zip(keys, drawn, strict=False)), choice=CHOICES[drawn[-1] - 1],
                days_ago=rounds - at,
            )  # fmt: skip
