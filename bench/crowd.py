"""A large program, made straight in the tables: people, interviews, and notes on them."""

import random
import uuid
from datetime import UTC, datetime, timedelta

from afterword.host.models import House
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview, PrivateNote
from afterword.notes.enums import NotesState, ReviewState
from afterword.notes.models import HiringNotes, Review
from afterword.people.enums import Role
from afterword.people.models import Membership, Person, Program
from afterword.questions import bank
from afterword.questions.models import Rubric

NOW = datetime.now(UTC)


def full(*, seed: int) -> tuple[Program, Person]:
    """The crowd of the promise, and one of its people who organizes it."""
    bank.load(now=NOW)
    program, people = make(members=500, interviews=5_000, notes=20_000, seed=seed)
    Membership.objects.filter(program=program, person=people[0]).update(role=Role.ORGANIZER)
    House.objects.create(pk=1, finished_at=NOW)
    _reviews(people)
    return program, people[0]


def make(*, members: int, interviews: int, notes: int, seed: int) -> tuple[Program, list[Person]]:
    """`notes` counts hiring notes (one an interview) and lines of private notes together."""
    rng = random.Random(seed)
    program = Program.objects.create(name="A large club")
    people = Person.objects.bulk_create(
        Person(email=f"person{n}@example.org", name=f"Person {n}", password="!")
        for n in range(members)
    )
    Membership.objects.bulk_create(Membership(program=program, person=one) for one in people)
    held = Interview.objects.bulk_create(_interview(program, n, rng) for n in range(interviews))
    chairs = Chair.objects.bulk_create(
        chair for one in held for chair in _chairs(one, rng.sample(people, 2))
    )
    _notes(held, chairs, notes=notes)
    return program, people


def _reviews(people: list[Person]) -> None:
    """Of notes on others' hours: 5 wait for the first person, 10 for anybody, 30 are decided."""
    asked = HiringNotes.objects.exclude(interview__chairs__person=people[0])[:45]
    waiting = [one.pk for one in asked[:15]]
    HiringNotes.objects.filter(pk__in=waiting).update(state=NotesState.IN_REVIEW, released_at=None)
    Review.objects.bulk_create(
        Review(
            notes=notes, reviewer=people[1] if 5 <= number < 15 else people[0],
            state=ReviewState.ASKED if number < 15 else ReviewState.APPROVED,
            due_at=NOW + timedelta(hours=number), decided_at=None if number < 15 else NOW,
        )
        for number, notes in enumerate(asked)
    )  # fmt: skip


def _interview(program: Program, number: int, rng: random.Random) -> Interview:
    ahead = number % 10 == 0
    starts = NOW + timedelta(hours=rng.randint(1, 400) * (1 if ahead else -1))
    return Interview(
        program=program,
        rubric=Rubric.objects.filter(kind="coding").first(),
        state=InterviewState.BOOKED if ahead else InterviewState.ENDED,
        starts_at=starts,
        started_at=None if ahead else starts,
        ended_at=None if ahead else starts + timedelta(hours=1),
    )


def _chairs(interview: Interview, two: list[Person]) -> list[Chair]:
    return [
        Chair(interview=interview, kind=kind, person=person)
        for kind, person in zip(("candidate", "interviewer"), two, strict=True)
    ]


def _notes(held: list[Interview], chairs: list[Chair], *, notes: int) -> None:
    ended = [one for one in held if one.state == InterviewState.ENDED]
    writers = {one.interview_id: one for one in chairs if one.kind == "interviewer"}
    HiringNotes.objects.bulk_create(
        HiringNotes(
            interview=one, author=writers[one.pk], state=NotesState.RELEASED,
            sent_at=NOW, released_at=NOW, because="Because of what was said.",
        )
        for one in ended
    )  # fmt: skip
    PrivateNote.objects.bulk_create(
        PrivateNote(chair=writers[ended[n % len(ended)].pk], line=uuid.uuid4(), moment=n, text="…")
        for n in range(notes - len(ended))
    )
