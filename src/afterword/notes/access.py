"""Who may see which part of the notes. Every read of a door starts from one of these.

The candidate learns nothing before the release, not even whether somebody has begun to write.
Private notes are the interviewer's alone. A reviewer reads what was sent; an organizer reads
released notes, and only while a report about them is open.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import seats_of
from afterword.notes.enums import NotesState, ReadingState, ReviewState
from afterword.notes.models import HiringNotes, Review, SecondReading, SelfAssessment
from afterword.notes.second import ABOUT, reported_notes
from afterword.people.access import programs_joined, reports_to_answer
from afterword.people.enums import MembershipState, ReportState, Role
from afterword.people.models import Block, Person, Program
from afterword.people.viewer import Viewer

WITH_CANDIDATE = (NotesState.RELEASED, NotesState.WITHDRAWN)
READ_BY_REVIEWER = (
    NotesState.IN_REVIEW,
    NotesState.RETURNED,
    NotesState.APPROVED,
    NotesState.RELEASED,
)
SENT = (*READ_BY_REVIEWER, NotesState.WITHDRAWN)


def chairs_held(viewer: Viewer) -> QuerySet[Chair]:
    """The viewer's chairs; a guest's only while a link to it is good."""
    return Chair.objects.filter(seats_of(viewer))


def ended_interviews(viewer: Viewer, *, kind: ChairKind) -> QuerySet[Interview]:
    """Interviews that have ended, in which the viewer sat in a chair of this kind."""
    mine = chairs_held(viewer).filter(kind=kind)
    return (
        Interview.objects.filter(state=InterviewState.ENDED, pk__in=mine.values("interview"))
        .select_related("rubric", "program", "question_version__question")
        .prefetch_related("chairs__person")
    )


def letters_to(viewer: Viewer) -> QuerySet[HiringNotes]:
    """Notes about the viewer that have been released, withdrawn ones among them."""
    mine = chairs_held(viewer).filter(kind=ChairKind.CANDIDATE)
    return _with_interview(
        HiringNotes.objects.filter(interview__in=mine.values("interview"), state__in=WITH_CANDIDATE)
    )


def notes_by(viewer: Viewer) -> QuerySet[HiringNotes]:
    """Notes that the viewer writes from the interviewer's chair, in any state."""
    mine = chairs_held(viewer).filter(kind=ChairKind.INTERVIEWER)
    ended = HiringNotes.objects.filter(author__in=mine, interview__state=InterviewState.ENDED)
    return _with_interview(ended.filter(from_record=False))


def halves_by(viewer: Viewer) -> QuerySet[SelfAssessment]:
    """What the viewer wrote of their own hours from the candidate's chair, sent or not."""
    mine = chairs_held(viewer).filter(kind=ChairKind.CANDIDATE)
    return SelfAssessment.objects.filter(author__in=mine, interview__state=InterviewState.ENDED)


def stand_ins_of(viewer: Viewer) -> QuerySet[HiringNotes]:
    """Notes that the viewer was asked to write from the record, while an active member."""
    if viewer.person is None:
        return HiringNotes.objects.none()
    own_hours = Q(interview__in=chairs_held(viewer).values("interview"))
    active = _active_in("interview__program", viewer.person)
    return _with_interview(
        HiringNotes.objects.filter(~own_hours, active, from_record=True, written_by=viewer.person)
    )


def reviews_of(viewer: Viewer) -> QuerySet[Review]:
    """The viewer's own reviews of notes that are not withdrawn, while an active member."""
    if viewer.person is None:
        return Review.objects.none()
    return _readable_reviews(viewer, viewer.person).filter(reviewer=viewer.person)


def reviews_to_pick_up(viewer: Viewer) -> QuerySet[Review]:
    """Others' reviews that still wait, of notes that the viewer could review."""
    if viewer.person is None:
        return Review.objects.none()
    waiting = _readable_reviews(viewer, viewer.person).filter(
        state=ReviewState.ASKED, notes__state=NotesState.IN_REVIEW
    )
    mine = Review.objects.filter(reviewer=viewer.person, notes=OuterRef("notes"))
    return waiting.filter(~Exists(mine)).exclude(_too_close("notes__", viewer.person))


def _readable_reviews(viewer: Viewer, person: Person) -> QuerySet[Review]:
    """None of an hour that the viewer sat in, be it by a guest's link that was claimed since."""
    return Review.objects.filter(
        ~Q(state=ReviewState.LAPSED),
        ~Q(notes__interview__in=chairs_held(viewer).values("interview")),
        _active_in("notes__interview__program", person),
        notes__state__in=READ_BY_REVIEWER,
    ).select_related(
        "notes__interview__program",
        "notes__interview__rubric",
        "notes__interview__question_version__question",
        "notes__author__person",
    )


def second_readings_of(viewer: Viewer) -> QuerySet[SecondReading]:
    """The viewer's own second readings of notes that stand, while an active member.

    None of an hour that the viewer sat in, be it by a guest's link that was claimed since; and none
    that is still to be written of somebody with whom they have come to keep apart.
    """
    if viewer.person is None:
        return SecondReading.objects.none()
    own_hours = Q(notes__interview__in=chairs_held(viewer).values("interview"))
    active = _active_in("notes__interview__program", viewer.person)
    unwanted = _too_close("notes__", viewer.person) & ~Q(state=ReadingState.SENT)
    mine = SecondReading.objects.filter(~own_hours, ~unwanted, active, reader=viewer.person)
    return mine.filter(notes__state=NotesState.RELEASED).select_related(
        "version",
        "notes__interview__program",
        "notes__interview__rubric",
        "notes__interview__question_version__question",
    )


def programs_read_twice(viewer: Viewer) -> QuerySet[Program]:
    """The viewer's programs in which notes are read a second time."""
    if viewer.person is None:
        return Program.objects.none()
    return (
        programs_joined(viewer).filter(second_readings_since__isnull=False).order_by("name", "pk")
    )


def to_read_again(viewer: Viewer) -> QuerySet[HiringNotes]:
    """Released notes that the viewer could read a second time, and that nobody does yet.

    Both agreed to the record when they were told of it; the viewer has seen no rating of them.
    """
    if viewer.person is None:
        return HiringNotes.objects.none()
    person, since = viewer.person, OuterRef("interview__program__second_readings_since")
    chairs = Chair.objects.filter(interview=OuterRef("interview"))
    untold = Q(consented_at=None) | Q(consented_at__lt=since)
    taken = SecondReading.objects.filter(~Q(state=ReadingState.LAPSED), notes=OuterRef("pk"))
    before = SecondReading.objects.filter(notes=OuterRef("pk"), reader=person)
    seen = Review.objects.filter(notes=OuterRef("pk"), reviewer=person)
    there = HiringNotes.objects.filter(
        _active_in("interview__program", person), ~Exists(chairs.filter(untold)), Exists(chairs),
        ~Exists(taken), ~Exists(before), ~Exists(seen), state=NotesState.RELEASED,
        interview__example=False, interview__program__second_readings_since__isnull=False,
    )  # fmt: skip
    hers = Q(written_by=person) | Q(interview__in=chairs_held(viewer).values("interview"))
    open_to_her = there.exclude(hers).exclude(_too_close("", person))
    return _with_interview(open_to_her.exclude(pk__in=reported_notes())).order_by("pk")


def reported_to(viewer: Viewer) -> QuerySet[HiringNotes]:
    """Released notes with an open report, in programs that the viewer organizes now."""
    if viewer.person is None:
        return HiringNotes.objects.none()
    reports = reports_to_answer(viewer).filter(state=ReportState.OPEN, about__startswith=ABOUT)
    named = [UUID(about.removeprefix(ABOUT)) for about in reports.values_list("about", flat=True)]
    theirs = _active_in("interview__program", viewer.person, role=Role.ORGANIZER)
    return _with_interview(
        HiringNotes.objects.filter(theirs, pk__in=named, state__in=WITH_CANDIDATE)
    )


def _active_in(path: str, person: Person, role: Role | None = None) -> Q:
    places = f"{path}__memberships"  # of which a person has one a program
    active = Q(**{f"{places}__person": person, f"{places}__state": MembershipState.ACTIVE})
    return active if role is None else active & Q(**{f"{places}__role": role})


def _too_close(path: str, person: Person) -> Q:
    """Notes about an interview the person sat in, or whose people and they keep apart."""
    seated = Chair.objects.filter(person=person)
    apart = Block.objects.filter(blocker=person).values("blocked")
    apart_from = Block.objects.filter(blocked=person).values("blocker")
    chairs = Chair.objects.filter(Q(person__in=apart) | Q(person__in=apart_from))
    close = Q(**{f"{path}interview__in": seated.values("interview")})
    return close | Q(**{f"{path}interview__in": chairs.values("interview")})


def _with_interview(notes: QuerySet[HiringNotes]) -> QuerySet[HiringNotes]:
    return notes.select_related(
        "interview__rubric",
        "interview__program",
        "interview__question_version__question",
        "author__person",
        "written_by",
    ).prefetch_related("interview__chairs__person")
