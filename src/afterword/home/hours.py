"""The viewer's hours that may still ask something of them: one query, one row a chair."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, ProposedTime
from afterword.interviews.queries import seats_of
from afterword.notes.access import SENT
from afterword.notes.enums import NotesState
from afterword.notes.models import NextRound
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer
from afterword.questions.enums import Kind

HALVES_STAY = timedelta(days=14)
OPEN = (InterviewState.PROPOSED, InterviewState.BOOKED, InterviewState.RUNNING)

Row = tuple[Any, ...]  # Any: COLUMNS are of many kinds; Seat says which
Proposals = dict[UUID, list[tuple[UUID, datetime]]]


class Seat(NamedTuple):
    """A chair with its hour, and how that stands: nothing from `half_sent_at` on, until it is."""

    pk: UUID
    kind: str
    person: UUID | None
    person_name: str | None
    guest_name: str
    interview: UUID
    state: str
    interview_kind: str
    question_version: UUID | None
    starts_at: datetime | None
    ended_at: datetime | None
    minutes: int
    half_sent_at: datetime | None
    notes_state: str | None
    opened_at: datetime | None
    replied_at: datetime | None
    question: str | None
    answered_at: datetime | None
    change_asked_at: datetime | None
    change_told_at: datetime | None
    has_answered: bool

    @property
    def name(self) -> str:
        """How the other side knows whoever sits here."""
        return self.person_name or self.guest_name or "A guest"

    @property
    def name_within(self) -> str:
        """The same inside a sentence."""
        return self.person_name or self.guest_name or "a guest"

    @property
    def kind_of_interview(self) -> str:
        return Kind(self.interview_kind).label


COLUMNS = (
    "pk", "kind", "person", "person__name", "guest_name",
    "interview", "interview__state", "interview__kind", "interview__question_version",
    "interview__starts_at", "interview__ended_at", "interview__minutes",
    "interview__self_assessment__sent_at",
    "interview__hiring_notes__state", "interview__hiring_notes__opened_at",
    "interview__hiring_notes__reply__sent_at", "interview__hiring_notes__reply__question",
    "interview__hiring_notes__reply__answered_at",
    "interview__hiring_notes__reply__change_asked_at",
    "interview__hiring_notes__reply__change_told_at",
)  # fmt: skip


def hours_of(viewer: Viewer, *, now: datetime) -> Iterator[tuple[Seat, Seat]]:
    """The viewer's chair and the other's, hour by hour."""
    me = viewer.person.pk if viewer.person is not None else None
    for _, rows in groupby(_rows(viewer, now), key=attrgetter("interview")):
        pair = {seat.pk: seat for seat in sorted(rows, key=_is_sent)}
        mine, other = sorted(
            pair.values(), key=lambda one: (one.person != me, one.pk not in viewer.chairs)
        )
        yield mine, other


def proposals_in(interviews: Iterable[UUID]) -> Proposals:
    """The times that wait for an answer: by which chair each was proposed, and when it starts."""
    times: Proposals = {interview: [] for interview in interviews}
    rows = ProposedTime.objects.filter(interview__in=times) if times else ()
    for row in rows:
        times[row.interview_id].append((row.proposed_by_id, row.starts_at))
    return times


def _rows(viewer: Viewer, now: datetime) -> Iterator[Seat]:
    """A chair comes twice where notes were begun in two places; one of the two is sent at most."""
    rows = _seats(viewer, since=now - HALVES_STAY)
    return (_without_draft(Seat._make(row)) for row in rows)


def _asking(viewer: Viewer, since: datetime) -> "QuerySet[Chair, Row]":
    seats = Chair.objects.filter(seats_of(viewer))
    answers = NextRound.objects.filter(author=OuterRef("pk"), sent_at__isnull=False)
    return (
        Chair.objects.filter(_may_ask(since), interview__in=seats.values("interview"))
        .order_by("interview")
        .values_list(*COLUMNS, Exists(answers))
    )


_seats = ForViewer(_asking, since=DateTimeField())


def _may_ask(since: datetime) -> Q:
    question_waits = Q(
        interview__hiring_notes__reply__question__gt="",
        interview__hiring_notes__reply__sent_at__isnull=False,
        interview__hiring_notes__reply__answered_at=None,
    )
    change_waits = Q(
        interview__hiring_notes__reply__change_asked_at__gte=since,
        interview__hiring_notes__reply__change_told_at=None,
    )
    asks = (
        Q(interview__ended_at__gte=since)
        | Q(interview__hiring_notes__state=NotesState.RETURNED)
        | question_waits
        | change_waits
    )
    ended = Q(interview__state=InterviewState.ENDED, interview__example=False)
    return Q(interview__state__in=OPEN) | (ended & asks)


def _without_draft(seat: Seat) -> Seat:
    """A draft is its writer's alone: for everybody's desk there is nothing yet."""
    return seat if _is_sent(seat) else seat._replace(notes_state=None)


def _is_sent(seat: Seat) -> bool:
    return seat.notes_state in SENT
