"""Records that are read a second time: one asked of the reviewer, one sent, one of withdrawn notes.

The hour that is being read has notes of its own, whose ratings nobody but the two may see.
"""

from datetime import timedelta

from django.utils import timezone

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.notes import document
from afterword.notes.content import Content
from afterword.notes.enums import NotesState, ReadingState
from afterword.notes.models import Evidence, HiringNotes, NotesVersion, Rating, SecondReading
from afterword.people.models import Program
from tests.access.canaries import canary
from tests.access.world import World


def read_again(world: World) -> None:
    Program.objects.filter(pk=world.program.pk).update(
        second_reading_share=50, second_readings_since=timezone.now() - timedelta(days=30)
    )
    world.program.refresh_from_db()
    for name, reader, state in (
        ("read_again", "reviewer", ReadingState.ASKED),
        ("read_again:removed", "removed_reviewer", ReadingState.ASKED),
        ("read_again:sent", "reviewer", ReadingState.SENT),
        ("passed_on", "reviewer", ReadingState.LAPSED),
    ):
        mark = "sent" if state == ReadingState.SENT else "unsent"
        _reading(world, name, _released(world, name), reader=reader, state=state, mark=mark)
    for name in ("released", "withdrawn"):
        notes, mark = world.notes[name], "sent" if name == "released" else "withdrawn"
        _reading(
            world, name, notes, reader="removed_reviewer" if name == "released" else "reviewer",
            state=ReadingState.SENT, mark=mark,
        )  # fmt: skip


def _reading(
    world: World, name: str, notes: HiringNotes, *, reader: str, state: str, mark: str
) -> None:
    now = timezone.now()
    world.rows[f"reading:{name}"] = SecondReading.objects.create(
        notes=notes, version=notes.versions.get(), reader=world.people[reader], state=state,
        ratings={"coding": 3}, recommendation="lean_hire",
        because=canary(f"{mark}.second_reading"), due_at=now + timedelta(days=7),
        sent_at=now if state == ReadingState.SENT else None,
    )  # fmt: skip


def _released(world: World, name: str) -> HiringNotes:
    now = timezone.now()
    interview = Interview.objects.create(
        program=world.program, rubric=world.rows["rubric"],
        question_version=world.rows["version"], state=InterviewState.ENDED,
        starts_at=now - timedelta(hours=1), started_at=now - timedelta(hours=1),
        ended_at=now - timedelta(minutes=5), booked_by=world.people["candidate"],
    )  # fmt: skip
    chairs = {
        kind: Chair.objects.create(
            interview=interview,
            kind=kind,
            person=world.people[kind],
            consented_at=interview.started_at,
        )
        for kind in ("candidate", "interviewer")
    }
    judged = canary("read_again.judgement")
    notes = HiringNotes.objects.create(
        interview=interview, author=chairs["interviewer"], state=NotesState.RELEASED,
        strengths=canary("read_again.strengths"), recommendation="lean_hire", because=judged,
        would_have_changed=judged, next_step=judged, sent_at=now, released_at=now,
    )  # fmt: skip
    rating = Rating.objects.create(
        notes=notes, dimension="coding", level=2, would_have_raised=judged
    )
    Evidence.objects.create(rating=rating, text=canary("read_again.strengths"))
    notes.sent_content = Content.of(notes).as_json()
    notes.save()
    written = document.build(notes, Content.of(notes))
    NotesVersion.objects.create(
        notes=notes, number=1, content=written, digest=document.digest(written)
    )
    world.interviews[name], world.notes[name] = interview, notes
    return notes
