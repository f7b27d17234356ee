"""Lines of lists: what they say about notes and reviews, and no word that stands in them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from afterword.interviews.enums import ChairKind, Seniority
from afterword.interviews.models import Chair
from afterword.notes.access import (
    letters_to,
    notes_by,
    reviews_of,
    reviews_to_pick_up,
    second_readings_of,
    stand_ins_of,
)
from afterword.notes.enums import NotesState, ReadingState, ReviewState
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer
from afterword.questions.enums import Kind

DECIDED = (ReviewState.APPROVED, ReviewState.COMMENTED, ReviewState.RETURNED)
Row = tuple[Any, ...]  # Any: columns are of many kinds; Note and ToReview say which
Names = dict[UUID, str]

NOTE = (
    "pk", "interview", "state", "interview__kind", "interview__seniority",
    "interview__started_at", "interview__question_version__question__title",
)  # fmt: skip
REVIEW = (
    "pk", "state", "due_at", "decided_at", "notes__interview", "notes__interview__kind",
    "notes__interview__seniority", "notes__interview__program__blind_review",
)  # fmt: skip


READING = (
    "pk", "due_at", "sent_at", "notes__interview__kind", "notes__interview__seniority",
)  # fmt: skip


class ToReadAgain(NamedTuple):
    """A second reading: no more of its interview than whoever reads blind may know."""

    pk: UUID
    due_at: datetime
    sent_at: datetime | None
    kind_of_interview: str
    seniority: str

    @property
    def about(self) -> str:
        return about(self.kind_of_interview, self.seniority)


class Note(NamedTuple):
    """Notes, by the interview that they are about."""

    pk: UUID
    interview: UUID
    state: str
    kind_of_interview: str
    seniority: str
    started_at: datetime | None
    question: str | None
    other: str = ""

    @property
    def kind(self) -> str:
        return Kind(self.kind_of_interview).label

    @property
    def title(self) -> str:
        return self.question or self.kind

    @property
    def about(self) -> str:
        return about(self.kind_of_interview, self.seniority)


class ToReview(NamedTuple):
    """A review: the kind and level of its interview, and who sat there if not blind."""

    pk: UUID
    state: str
    due_at: datetime
    decided_at: datetime | None
    interview: UUID
    kind_of_interview: str
    seniority: str
    is_blind: bool
    between: str = ""

    @property
    def about(self) -> str:
        return about(self.kind_of_interview, self.seniority)

    @property
    def decision(self) -> str:
        return ReviewState(self.state).label.lower()


def about(kind: str, seniority: str) -> str:
    """What a reviewer may know of an interview."""
    return f"{Kind(kind).label}, for the level of {Seniority(seniority).label.lower()}"


def _notes(rows: "QuerySet[Any]", order: str, *more: Subquery) -> "QuerySet[Any, Row]":
    return rows.order_by(order, "pk").values_list(*NOTE, *more)


def _sitting(kind: ChairKind) -> Subquery:
    """The name of whoever sat in that chair."""
    chairs = Chair.objects.filter(interview=OuterRef("interview"), kind=kind)
    return Subquery(chairs.values(name=Coalesce("person__name", "guest_name"))[:1])


def _reviews(rows: "QuerySet[Any]", order: str = "due_at") -> "QuerySet[Any, Row]":
    return rows.order_by(order, "pk").values_list(*REVIEW)


received = ForViewer(
    lambda viewer: _notes(letters_to(viewer), "-released_at", _sitting(ChairKind.INTERVIEWER))
)
wrote = ForViewer(
    lambda viewer: _notes(
        notes_by(viewer).exclude(sent_at=None), "-sent_at", _sitting(ChairKind.CANDIDATE)
    )
)
to_write = ForViewer(
    lambda viewer: _notes(stand_ins_of(viewer).filter(state=NotesState.DRAFT), "created_at")
)
waiting = ForViewer(lambda viewer: _reviews(reviews_of(viewer).filter(state=ReviewState.ASKED)))
free = ForViewer(lambda viewer: _reviews(reviews_to_pick_up(viewer)))
decided = ForViewer(
    lambda viewer: _reviews(reviews_of(viewer).filter(state__in=DECIDED), "-decided_at")
)


def _readings(viewer: Viewer, state: ReadingState, order: str) -> "QuerySet[Any, Row]":
    rows = second_readings_of(viewer).filter(state=state)
    return rows.order_by(order, "pk").values_list(*READING)


to_read = ForViewer(lambda viewer: _readings(viewer, ReadingState.ASKED, "due_at"))
read_again = ForViewer(lambda viewer: _readings(viewer, ReadingState.SENT, "-sent_at"))


def readings(rows: Iterable[Row]) -> list[ToReadAgain]:
    return [ToReadAgain._make(row) for row in rows]


def notes(rows: Iterable[Row]) -> list[Note]:
    return [Note(*row) for row in rows]


def reviews(rows: Iterable[Row], *, named: bool = True) -> list[ToReview]:
    """The rows as lines; `named` adds who sat there where the program does not review blind."""
    lines = [ToReview(*row) for row in rows]
    names = _names_in([one.interview for one in lines if named and not one.is_blind])
    return [one._replace(between=names.get(one.interview, "")) for one in lines] if names else lines


def _names_in(interviews: list[UUID]) -> Names:
    """“Ada with Ben”, by interview: one query for them all, and none for none."""
    if not interviews:
        return {}
    chairs = Chair.objects.filter(interview__in=interviews).select_related("person")
    only = chairs.only("interview", "kind", "guest_name", "person__name")
    sitting = {(one.interview_id, one.kind): one.name for one in only}
    kinds = (ChairKind.INTERVIEWER, ChairKind.CANDIDATE)
    return {one: " with ".join(sitting[one, kind] for kind in kinds) for one in interviews}
