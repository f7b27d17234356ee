"""What is mine to do today, gathered from every part, in the order in which it is due.

A matter says one thing to do. `when` sorts it and `soon` tells whether it is for today; the rest
stands below. The whole desk takes eight queries, however much lies on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict, cast
from uuid import UUID

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.urls import reverse

from afterword.home import sentences
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import own_chair, seats_of
from afterword.notes import access as notes_access
from afterword.notes.enums import NotesState, ReviewState
from afterword.notes.models import NextRound
from afterword.people.access import reports_to_answer
from afterword.people.enums import ReportState
from afterword.people.models import Commitment, Person
from afterword.people.queries import open_commitments, unread_letters
from afterword.people.viewer import Viewer

SOON = timedelta(hours=24)
HALVES_STAY = timedelta(days=14)
WHO_SITS = ("interview", "kind", "guest_name", "person__name")
OPEN = (InterviewState.PROPOSED, InterviewState.BOOKED, InterviewState.RUNNING)


@dataclass(frozen=True)
class Matter:
    """One thing to do, or to wait for (`mine` is false), with the page that does it."""

    title: str
    about: str
    url: str
    action: str
    when: datetime
    mine: bool = True
    shows_time: bool = False
    live: bool = False


class Standing(TypedDict):
    """What an interview's row is annotated with; see `_interviews`. All empty until it happens."""

    half_sent_at: datetime | None
    notes_state: str | None
    opened_at: datetime | None
    has_answered: bool
    replied_at: datetime | None
    question: str | None
    answered_at: datetime | None
    change_asked_at: datetime | None
    change_told_at: datetime | None


@dataclass(frozen=True)
class Desk:
    """Everything on it. `first` is the one thing to do next."""

    first: Matter | None
    today: list[Matter]
    later: list[Matter]
    commitments: list[Commitment]
    unread: int


def desk_of(viewer: Viewer, *, now: datetime) -> Desk:
    """The desk of somebody with an account."""
    person = viewer.person
    if person is None:
        return Desk(None, [], [], [], 0)
    matters = sorted(
        _matters(viewer, person, now), key=lambda one: (not one.live, one.when, one.url)
    )
    first = next((one for one in matters if one.mine and _is_soon(one, now)), None)
    others = [one for one in matters if one is not first]
    return Desk(
        first=first,
        today=[one for one in others if one.mine and _is_soon(one, now)],
        later=[one for one in others if not (one.mine and _is_soon(one, now))],
        commitments=list(open_commitments(person)[:5]),
        unread=unread_letters(person).count(),
    )


def _is_soon(matter: Matter, now: datetime) -> bool:
    return matter.live or matter.when <= now + SOON


def _matters(viewer: Viewer, person: Person, now: datetime) -> Iterator[Matter]:
    interviews = list(_interviews(viewer, now))
    proposed = [one for one in interviews if one.state == InterviewState.PROPOSED]
    prefetch_related_objects(proposed, "proposed_times")
    for interview in interviews:
        mine = own_chair(viewer, interview)
        other = next(one for one in interview.chairs.all() if one != mine)
        if interview.state == InterviewState.ENDED:
            yield from _after(interview, mine, other, now)
        else:
            yield from _before(interview, mine, other, person, now)
    for pk, due in _of(notes_access.reviews_of(viewer).filter(state=ReviewState.ASKED), "due_at"):
        url = reverse("notes:review", args=[pk])
        title = "Review hiring notes"
        yield Matter(title, sentences.REVIEW, url, "Review them", due, shows_time=True)
    for pk, made in _of(notes_access.stand_ins_of(viewer).filter(sent_at=None)):
        url = reverse("notes:stand-in", args=[pk])
        title = "Write notes from the record"
        yield Matter(title, sentences.STAND_IN, url, "Write them", made)
    for pk, made in _of(reports_to_answer(viewer).filter(state=ReportState.OPEN)):
        url = reverse("people:report-answer", args=[pk])
        yield Matter("A report", sentences.REPORT, url, "Read it", made)


def _of(rows: QuerySet[Any], moment: str = "created_at") -> QuerySet[Any, tuple[UUID, datetime]]:
    """Each row's name and one moment of it: all that the desk says about what others wrote."""
    # Any: rows of three parts, of which the desk knows no more than this.
    return rows.values_list("pk", moment)


def _interviews(viewer: Viewer, now: datetime) -> QuerySet[Interview]:
    """The viewer's interviews that may still ask something of them, with how each stands.

    An interview has one row of notes that were sent, and one of each thing that follows them.
    """
    seats = Chair.objects.filter(seats_of(viewer))
    sent = Q(hiring_notes__state__in=notes_access.SENT)
    answers = NextRound.objects.filter(interview=OuterRef("pk"), author__in=seats)
    question_waits = Q(question__gt="", replied_at__isnull=False, answered_at=None)
    return (
        Interview.objects.filter(pk__in=seats.values("interview"))
        .filter(Q(state__in=OPEN) | Q(state=InterviewState.ENDED, example=False))
        .alias(notes=FilteredRelation("hiring_notes", condition=sent))
        .annotate(
            half_sent_at=F("self_assessment__sent_at"),
            notes_state=F("notes__state"),
            opened_at=F("notes__opened_at"),
            has_answered=Exists(answers.filter(sent_at__isnull=False)),
            replied_at=F("notes__reply__sent_at"),
            question=F("notes__reply__question"),
            answered_at=F("notes__reply__answered_at"),
            change_asked_at=F("notes__reply__change_asked_at"),
            change_told_at=F("notes__reply__change_told_at"),
        )
        .filter(
            Q(state__in=OPEN)
            | Q(ended_at__gte=now - HALVES_STAY)
            | Q(notes_state=NotesState.RETURNED)
            | question_waits
            | Q(change_asked_at__isnull=False, change_told_at=None)
        )
        .only("kind", "state", "question_version", "starts_at", "ended_at", "minutes")
        .prefetch_related(
            Prefetch("chairs", Chair.objects.select_related("person").only(*WHO_SITS))
        )
        .order_by(F("starts_at").asc(nulls_last=True), "created_at")
    )


def _before(
    interview: Interview, mine: Chair, other: Chair, person: Person, now: datetime
) -> Iterator[Matter]:
    page = reverse("interviews:interview", args=[interview.pk])
    title = sentences.who_sits_where(mine, other)
    if interview.state == InterviewState.RUNNING:
        room = reverse("interviews:room", args=[interview.pk])
        yield Matter(title, sentences.RUNNING, room, "Go to the room", now, live=True)
    elif interview.state == InterviewState.BOOKED:
        when = interview.starts_at or now
        about = sentences.booked(interview, mine)
        yield Matter(title, about, page, "Open it", when, shows_time=True)
    else:
        yield _proposal(interview, mine, other, page, now)


def _proposal(interview: Interview, mine: Chair, other: Chair, page: str, now: datetime) -> Matter:
    times = list(interview.proposed_times.all())
    waits_for_me = any(one.proposed_by_id != mine.pk for one in times)
    about = sentences.proposed(len(times), other, mine=waits_for_me)
    title = sentences.who_sits_where(mine, other)
    when = now if waits_for_me else min([now + SOON * 2, *(one.starts_at for one in times)])
    return Matter(title, about, page, "Choose a time", when, mine=waits_for_me)


def _after(interview: Interview, mine: Chair, other: Chair, now: datetime) -> Iterator[Matter]:
    standing = cast(Standing, vars(interview))  # the annotations of `_interviews`
    ended = interview.ended_at or now
    if mine.kind == ChairKind.CANDIDATE:
        yield from _candidates(interview, other, standing, ended)
    else:
        yield from _interviewers(interview, other, standing, ended)


def _candidates(
    interview: Interview, other: Chair, standing: Standing, ended: datetime
) -> Iterator[Matter]:
    letter = standing["notes_state"] == NotesState.RELEASED
    if letter and not standing["replied_at"]:
        about = sentences.LETTER_OPENED if standing["opened_at"] else sentences.LETTER
        yield _about("letter", interview, sentences.wrote_to_you(other), about, "Read it", ended)
    if not letter and not standing["half_sent_at"]:
        title = sentences.your_half(other)
        yield _about("self-assessment", interview, title, sentences.YOUR_HALF, "Write it", ended)
    if standing["change_asked_at"] and not standing["change_told_at"]:
        title = sentences.what_changed(other)
        yield _about("change", interview, title, sentences.CHANGE, "Tell them", ended)


def _interviewers(
    interview: Interview, other: Chair, standing: Standing, ended: datetime
) -> Iterator[Matter]:
    if not standing["notes_state"]:
        title = sentences.your_notes(other)
        yield _about("write", interview, title, sentences.YOUR_NOTES, "Write them", ended)
    elif standing["notes_state"] == NotesState.RETURNED:
        title = sentences.notes_returned(other)
        yield _about("write", interview, title, sentences.RETURNED, "Read the comments", ended)
    elif not standing["has_answered"]:
        title = sentences.next_round(other)
        yield _about("next-round", interview, title, sentences.NEXT_ROUND, "Answer", ended)
    if standing["replied_at"] and standing["question"] and not standing["answered_at"]:
        title = sentences.asks_you(other)
        yield _about("written", interview, title, sentences.ONE_QUESTION, "Answer", ended)


def _about(
    page: str, interview: Interview, title: str, about: str, action: str, when: datetime
) -> Matter:
    return Matter(title, about, reverse(f"notes:{page}", args=[interview.pk]), action, when)
