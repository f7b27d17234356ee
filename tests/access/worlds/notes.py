"""Hiring notes in every state: written, reviewed, released, taken back; late, and in files."""

from datetime import timedelta

from django.utils import timezone

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import (
    Chair,
    Interview,
    StoodText,
)
from afterword.kit.tokens import digest
from afterword.notes import document
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.models import (
    Evidence,
    HiringNotes,
    NextRound,
    NotesVersion,
    Rating,
    Reply,
    Review,
    ReviewComment,
    SealedScorecard,
    SelfAssessment,
)
from tests.access.canaries import canary
from tests.access.world import DIMENSIONS, World, add_interview, add_seat


def write(world: World) -> None:
    """Notes in every state, with their halves, reviews, versions and replies."""
    states = {
        "ended": NotesState.DRAFT,
        "in_review": NotesState.IN_REVIEW,
        "released": NotesState.RELEASED,
        "withdrawn": NotesState.WITHDRAWN,
    }
    for name, state in states.items():
        _notes_in(world, name, state)
    _stand_ins(world)
    _none_came(world)


def _none_came(world: World) -> None:
    """Two days on: a draft that was never sent, and the candidate has been told."""
    interview, now = add_interview(world, "none_came", InterviewState.ENDED), timezone.now()
    HiringNotes.objects.create(
        interview=interview,
        author=add_seat(world, interview),
        strengths=canary("unsent.strengths"),
        late_told_at=now,
        candidate_told_at=now,
    )


def _notes_in(world: World, name: str, state: str) -> None:
    now, interview = timezone.now(), world.interviews[name]
    sent, released = state != NotesState.DRAFT, state in {NotesState.RELEASED, NotesState.WITHDRAWN}
    mark = "released" if released and state != NotesState.WITHDRAWN else "unreleased"
    chairs = {chair.kind: chair for chair in interview.chairs.all()}
    notes = HiringNotes.objects.create(
        interview=interview,
        author=chairs["interviewer"],
        state=state,
        strengths=canary(f"{mark}.strengths"),
        recommendation="lean_hire",
        because=canary(f"{mark}.because"),
        would_have_changed=canary(f"{mark}.would_have_changed"),
        confidence="medium",
        next_step=canary(f"{mark}.next_step"),
        sent_at=now if sent else None,
        released_at=now if released else None,
        withdrawn_at=now if state == NotesState.WITHDRAWN else None,
        withdrawn_because="It was unkind." if state == NotesState.WITHDRAWN else "",
    )
    world.notes[name] = notes
    for dimension in DIMENSIONS[:2]:
        rating = Rating.objects.create(
            notes=notes, dimension=dimension, level=2, would_have_raised=canary(f"{mark}.raised")
        )
        Evidence.objects.create(rating=rating, moment=1, text=canary(f"{mark}.evidence"))
    if sent:
        notes.sent_content = Content.of(notes).as_json()
        notes.review_due_at = now + timedelta(hours=20)
        notes.save()
    _halves(interview, chairs, sent=sent, mark=mark if sent else "sealed")
    if sent:
        _review(world, name, notes)
    if released:
        _versions(notes, mark)
        StoodText.objects.create(room=interview.pk, us=999_999, text=canary("StoodText.text"))


def _halves(interview: Interview, chairs: dict[str, Chair], *, sent: bool, mark: str) -> None:
    now = timezone.now()
    SelfAssessment.objects.create(
        interview=interview,
        author=chairs["candidate"],
        ratings={"coding": 3},
        went_well=canary(f"{mark}.self_assessment"),
        would_change=canary(f"{mark}.self_assessment"),
        sent_at=now if sent else None,
    )
    for kind, chair in chairs.items():
        NextRound.objects.create(
            interview=interview,
            author=chair,
            wants=True,
            to_learn=canary(f"{mark}.{kind}_to_learn"),
            why=canary(f"NextRound.why.{kind}"),
            takeaway=canary("NextRound.takeaway") if kind == "interviewer" else "",
            sent_at=now if sent else None,
        )


def _review(world: World, name: str, notes: HiringNotes) -> None:
    due = timezone.now() + timedelta(hours=20)
    for reviewer in ("reviewer", "removed_reviewer"):
        review = Review.objects.create(
            notes=notes, reviewer=world.people[reviewer], due_at=due, words=canary("Review.words")
        )
        ReviewComment.objects.create(
            review=review, line="because", text=canary("ReviewComment.text")
        )
        world.reviews[f"{name}:{reviewer}"] = review


def _versions(notes: HiringNotes, mark: str) -> None:
    written = document.build(notes, Content.of(notes))
    NotesVersion.objects.create(
        notes=notes, number=1, content=written, digest=document.digest(written)
    )
    Reply.objects.create(
        notes=notes,
        thanks=canary(f"{mark}.reply"),
        question=canary(f"{mark}.reply"),
        will_do=canary("Reply.will_do"),
        sent_at=timezone.now(),
    )


def _stand_ins(world: World) -> None:
    """Two hours whose notes are late, each with a member asked to write from the record."""
    for name in ("reviewer", "removed_reviewer"):
        interview = add_interview(world, f"late:{name}", InterviewState.ENDED)
        chair = add_seat(world, interview)
        world.notes[f"late:{name}"] = HiringNotes.objects.create(
            interview=interview, author=chair, from_record=True,
            written_by=world.people[name], strengths=canary("stand_in.strengths"),
        )  # fmt: skip


def bring_scorecards(world: World) -> None:
    """Two scorecard files of the hour whose halves are still unwritten, one from each chair."""
    interview = world.interviews["ended"]
    for chair in interview.chairs.all():
        world.rows[f"sealed:{chair.kind}"] = SealedScorecard.objects.create(
            interview=interview,
            brought_by=chair,
            digest=digest(chair.kind),
            body=canary("SealedScorecard.body").encode(),
            words_since=timezone.now(),
        )
