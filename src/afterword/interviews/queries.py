"""Named reads about interviews. Each starts from who is looking."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.utils import timezone

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.links import own_links
from afterword.interviews.models import BusyCell, Chair, Interview, PrivateNote
from afterword.people.enums import MembershipState
from afterword.people.models import Membership, Person, Program
from afterword.people.queries import people_blocked_with, programs_of
from afterword.people.viewer import Viewer
from afterword.questions.models import Question
from afterword.questions.queries import unseen_by

AHEAD = (InterviewState.PROPOSED, InterviewState.BOOKED, InterviewState.RUNNING)
BEHIND = (InterviewState.ENDED, InterviewState.CANCELLED, InterviewState.MISSED)


def seats_of(viewer: Viewer) -> Q:
    """The chairs that are this viewer's, as a condition on Chair.

    A guest's chair counts only while her own link to it lives: one that is revoked or has expired
    closes every page at once, whatever the session remembers. It does not count at all for the
    one across the table, in whose browser it was opened: nobody sits on both sides.
    """
    seats = Q(pk__in=())
    if viewer.chairs:
        linked = own_links(timezone.now()).filter(chair__in=viewer.chairs)
        if viewer.person is not None:
            linked = linked.exclude(chair__interview__chairs__person=viewer.person)
        seats = Q(pk__in=linked.values("chair"), person=None, left_at=None)
    return seats | Q(person=viewer.person) if viewer.person is not None else seats


def interviews_of(viewer: Viewer) -> QuerySet[Interview]:
    """The interviews in which this viewer has a chair."""
    chairs = Chair.objects.filter(seats_of(viewer))
    return (
        Interview.objects.filter(pk__in=chairs.values("interview"))
        .select_related("question_version__question", "rubric", "program")
        .prefetch_related(
            Prefetch("chairs", Chair.objects.order_by("kind").select_related("person"))
        )
    )


def _lines_of(viewer: Viewer) -> QuerySet[Interview]:
    """The viewer's interviews, read only as far as a line about each needs."""
    lines = interviews_of(viewer).select_related(None).prefetch_related(None)
    return lines.only("kind", "state", "starts_at")


def read_chairs(interviews: Sequence[Interview]) -> None:
    """Who sits in these interviews, and when they might be: a query each for them all."""
    pair = Chair.objects.select_related("person").only(
        "interview", "kind", "guest_name", "guest_time_zone", "person__name", "person__time_zone"
    )
    prefetch_related_objects(interviews, Prefetch("chairs", pair), "proposed_times")


def upcoming(viewer: Viewer) -> QuerySet[Interview]:
    """Proposed, booked and running interviews, the next one first."""
    return (
        _lines_of(viewer)
        .filter(state__in=AHEAD)
        .order_by(F("starts_at").asc(nulls_last=True), "created_at", "pk")
    )


def past(viewer: Viewer) -> QuerySet[Interview]:
    """Interviews that were held, cancelled or missed, the newest first."""
    return (
        _lines_of(viewer)
        .filter(state__in=BEHIND)
        .order_by(F("starts_at").desc(nulls_last=True), "-created_at", "pk")
    )


def chair_of(viewer: Viewer, interview: Interview | UUID) -> Chair | None:
    """The viewer's chair in an interview, if they sit in one."""
    pk = interview if isinstance(interview, UUID) else interview.pk
    mine = Chair.objects.filter(seats_of(viewer), interview_id=pk)
    return mine.select_related("interview", "person").first()


def own_chair(viewer: Viewer, interview: Interview) -> Chair:
    """The viewer's chair in one of their interviews, from the prefetched pair."""
    mine = viewer.person.pk if viewer.person is not None else None
    pair = interview.chairs.all()
    return min(pair, key=lambda one: (one.person_id != mine, one.pk not in viewer.chairs))


def chair(interview: Interview, kind: ChairKind | str) -> Chair:
    """One of the two chairs, from the prefetched pair where there is one."""
    return next(one for one in interview.chairs.all() if one.kind == kind)


def other_chair(mine: Chair) -> Chair:
    """The chair across the table."""
    across = Chair.objects.filter(interview=mine.interview_id, kind=ChairKind(mine.kind).other)
    return across.select_related("interview", "person").get()


def second_half_of(first: Interview) -> Interview | None:
    """The half where the chairs are swapped, while it is still ahead or runs."""
    return Interview.objects.filter(first_half=first, state__in=AHEAD).first()


def in_other_half(mine: Chair) -> Chair | None:
    """The same guest's chair in the half where the chairs are the other way round."""
    halves = Interview.objects.filter(
        Q(first_half=mine.interview_id) | Q(second_half=mine.interview_id)
    )
    chairs = Chair.objects.filter(interview__in=halves, person=None)
    return chairs.select_related("interview").first()


def is_busy(person: Person | None, taken: range) -> bool:
    """Whether somebody has an interview in one of these quarter hours."""
    return BusyCell.objects.filter(
        person=person, cell__gte=taken.start, cell__lt=taken.stop
    ).exists()


def open_proposals_of(person: Person) -> int:
    """How many of a person's own proposals wait for an answer."""
    return Interview.objects.filter(booked_by=person, state=InterviewState.PROPOSED).count()


def are_together(one: Person, other: Person, *, program: Program) -> bool:
    """Whether both take interviews in a program now."""
    both = Membership.objects.filter(
        program=program, person__in=(one, other), state=MembershipState.ACTIVE
    )
    return both.filter(person__is_active=True).count() == 2


def have_met(one: Person, other: Person) -> bool:
    """Whether two people have held an interview with each other."""
    held = Interview.objects.filter(state=InterviewState.ENDED, chairs__person=one)
    return held.filter(chairs__person=other).exists()


def askable(person: Person) -> QuerySet[Membership]:
    """The memberships through which somebody may be asked for an interview, by program."""
    return (
        Membership.objects.filter(
            program__in=programs_of(person).order_by().values("pk"),
            state=MembershipState.ACTIVE,
            person__is_active=True,
        )
        .exclude(person=person)
        .exclude(person__in=people_blocked_with(person).values("pk"))
        .select_related("person", "program")
        .order_by("program__name", "person__name", "pk")
    )


def people_met(person: Person) -> QuerySet[Person]:
    """Those with whom a person has held an interview, in a program or outside of one."""
    held = Interview.objects.filter(state=InterviewState.ENDED, chairs__person=person)
    return (
        Person.objects.filter(chairs__interview__in=held.values("pk"), is_active=True)
        .exclude(pk=person.pk)
        .exclude(pk__in=people_blocked_with(person).values("pk"))
        .distinct()
        .order_by("name", "pk")
    )


def unseen_questions(interview: Interview) -> QuerySet[Question]:
    """What this interview's candidate has not seen, of its kind, the gentlest first."""
    candidate = chair(interview, ChairKind.CANDIDATE)
    return unseen_by(candidate.person, interview.kind, program=interview.program)


def usable_questions(interview: Interview) -> QuerySet[Question]:
    """Every question of the interview's kind, seen or not: candidates may say it is fine."""
    return unseen_by(None, interview.kind, program=interview.program)


def candidate_left(interview: str = "pk") -> Exists:
    """Of a row's interview: whether its candidate has left for good, and nobody waits for notes."""
    seats = Chair.objects.filter(interview=OuterRef(interview), kind=ChairKind.CANDIDATE)
    return Exists(seats.filter(Q(person__is_active=False) | Q(left_at__isnull=False)))


def guests_leaving(*, now: datetime) -> QuerySet[Chair]:
    """The chairs of guests whose time of waiting is over, also where that was begun and cut off."""
    waiting = Chair.objects.filter(person=None, leaves_at__lte=now)
    return waiting.select_related("interview").order_by("leaves_at", "pk")


def chairs_of_guest(email: str) -> QuerySet[Chair]:
    """Where somebody without an account has sat, by the address that she left."""
    there = Chair.objects.filter(person=None, left_at=None, guest_email__iexact=email)
    return there.select_related("interview").order_by("created_at", "pk") if email else there.none()


def private_lines(chair: Chair) -> QuerySet[PrivateNote]:
    """What somebody wrote to herself in the hour, in the order of the hour."""
    return PrivateNote.objects.filter(chair=chair)


def hours_ahead_in(program: Program, person: Person) -> QuerySet[Interview]:
    """What somebody has agreed to in a program, or may still agree to. None that has begun."""
    return hours_ahead_of(person).filter(program=program)


def hours_ahead_between(one: Person, other: Person) -> QuerySet[Interview]:
    """The same of two people with each other, wherever."""
    return hours_ahead_of(one).filter(chairs__person=other)


def hours_called_off_by(one: Person, other: Person, *, since: datetime) -> QuerySet[Interview]:
    """What somebody called off with somebody else since a moment, and what stands no more."""
    off = Interview.objects.filter(state=InterviewState.CANCELLED, cancelled_at__gte=since)
    return off.filter(cancelled_by__person=one).filter(chairs__person=other)


def hours_ahead_of(person: Person) -> QuerySet[Interview]:
    """The same wherever and with whomever."""
    ahead = Interview.objects.filter(state__in=(InterviewState.PROPOSED, InterviewState.BOOKED))
    return ahead.filter(chairs__person=person).order_by("starts_at", "pk")


def starting_between(first: datetime, last: datetime) -> QuerySet[Interview]:
    """Booked interviews that start in a stretch of time."""
    booked = Interview.objects.filter(state=InterviewState.BOOKED)
    return booked.filter(starts_at__gt=first, starts_at__lte=last)
