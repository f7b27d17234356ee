"""What the tests of notes are made of."""

from datetime import datetime, timedelta

from django.utils import timezone

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, GuestLink, Interview, PrivateNote
from afterword.notes import actions
from afterword.notes.content import Content, EvidenceLine, RatingLine
from afterword.notes.models import HiringNotes, Review, SelfAssessment
from afterword.people.models import Person
from afterword.people.viewer import Viewer

FULL = Content(
    strengths="12:04 Asked what happens on a tie before writing a line.\nNamed the queue aloud.",
    recommendation="lean_hire",
    because="The approach was sound and the slips were found once asked.",
    would_have_changed="Two tests before calling it done.",
    confidence="medium",
    next_step="Write three tests before the first line, in the next two practice hours.",
    ratings=(
        RatingLine(
            "problem_solving",
            3,
            (EvidenceLine("Said that the front of the row is charged first.", 724_000_000),),
        ),
        RatingLine(
            "verification",
            2,
            (EvidenceLine("Ran the two examples, then said “done”."),),
            "Trying an empty shelf before being asked.",
        ),
        RatingLine("coding"),
        RatingLine("communication"),
        RatingLine("collaboration"),
    ),
)


def looks(person: Person) -> Viewer:
    return Viewer(person=person)


def chair_of(interview: Interview, kind: str) -> Chair:
    return Chair.objects.select_related("interview", "person").get(interview=interview, kind=kind)


def noted(interview: Interview, text: str) -> PrivateNote:
    """A line of the interviewer's own, a good minute into the hour."""
    chair = chair_of(interview, "interviewer")
    line = "5f0c6ad6-5d0a-4f7b-9f9e-000000000001"
    return PrivateNote.objects.create(chair=chair, line=line, moment=65_000_000, text=text)


def another_ended(like: Interview, *, hours_ago: float = 0) -> Interview:
    """One more interview of the same two people, which ended so long ago."""
    ended_at = timezone.now() - timedelta(hours=hours_ago)
    interview = Interview.objects.create(
        program=like.program,
        rubric=like.rubric,
        state=InterviewState.ENDED,
        starts_at=ended_at - timedelta(hours=1),
        started_at=ended_at - timedelta(hours=1),
        ended_at=ended_at,
    )
    for chair in like.chairs.all():
        Chair.objects.create(interview=interview, kind=chair.kind, person=chair.person)
    return interview


def begun(interview: Interview) -> HiringNotes:
    return actions.begin(chair_of(interview, "interviewer"))


def drafted(interview: Interview, content: Content = FULL, *, now: datetime | None = None):
    """Notes with everything in them, not yet sent."""
    notes = begun(interview)
    return actions.save(
        notes, content, by=notes.author, revision=notes.revision, now=now or timezone.now()
    )


def sent(interview: Interview, *, now: datetime | None = None) -> HiringNotes:
    now = now or timezone.now()
    notes = drafted(interview, now=now)
    return actions.send(notes, by=notes.author, now=now)


def assessed(interview: Interview, *, now: datetime | None = None) -> SelfAssessment:
    """The candidate's half, sent."""
    now = now or timezone.now()
    chair = chair_of(interview, "candidate")
    mine = actions.begin_self_assessment(chair)
    actions.save_self_assessment(
        mine, by=chair, ratings={"problem_solving": 2, "verification": 2},
        went_well="I kept talking.", would_change="I would test first.",
        revision=mine.revision, now=now,
    )  # fmt: skip
    answer = actions.begin_next_round(chair)
    actions.save_next_round(
        answer, by=chair, wants=True, to_learn="how you test", why="They were patient.",
        takeaway="", revision=answer.revision, now=now,
    )  # fmt: skip
    actions.send_self_assessment(mine, answer, by=chair, now=now)
    return mine


def review_of(notes: HiringNotes) -> Review:
    return notes.reviews.select_related("notes__author", "reviewer").get()


def approved(notes: HiringNotes, *, now: datetime | None = None) -> None:
    review = review_of(notes)
    actions.approve(review, by=review.reviewer, now=now or timezone.now())
    notes.refresh_from_db()


def released(interview: Interview, *, now: datetime | None = None) -> HiringNotes:
    """Sent, approved and, with the candidate's half in, released."""
    assessed(interview, now=now)
    notes = sent(interview, now=now)
    approved(notes, now=now)
    return notes


def without_review(interview: Interview) -> Interview:
    """The same interview among two friends: no program, so nobody reviews."""
    Interview.objects.filter(pk=interview.pk).update(program=None)
    interview.refresh_from_db()
    return interview


def with_guest(interview: Interview, *, name: str = "Grace Guest", email: str = "") -> Chair:
    """A guest in the interviewer's chair, with a link that is good for a week."""
    Chair.objects.filter(interview=interview, kind="interviewer").update(
        person=None, guest_name=name, guest_email=email
    )
    chair = chair_of(interview, "interviewer")
    GuestLink.objects.create(
        chair=chair, digest=f"{chair.pk}", own=True, expires_at=timezone.now() + timedelta(days=7)
    )
    return chair
