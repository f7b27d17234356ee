"""Notes for scripts: the letters I got, the notes I write."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.pagination import paginate

from afterword.interviews.enums import ChairKind
from afterword.interviews.queries import chair
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.forms import LONGEST
from afterword.kit.lines import Lines
from afterword.notes import actions
from afterword.notes.access import (
    ended_interviews,
    halves_by,
    letters_to,
    notes_by,
    second_readings_of,
)
from afterword.notes.content import (
    CHOICES,
    MOST_EVIDENCE,
    TEXTS,
    Content,
    EvidenceLine,
    RatingLine,
)
from afterword.notes.enums import ReadingState
from afterword.notes.errors import Incomplete
from afterword.notes.for_scripts import (
    letter_of,
    reading_of,
    with_letters,
    with_words,
    written_of,
)
from afterword.notes.models import SelfAssessment
from afterword.people.api_auth import PersonalToken
from afterword.people.enums import Scope
from afterword.people.middleware import ViewerRequest

READ, WRITE = PersonalToken(Scope.READ), PersonalToken(Scope.NOTES_WRITE)
router = Router(tags=["notes"], auth=READ)

Text = Annotated[Lines, Field(max_length=LONGEST)]
MOST_DIMENSIONS = 20
MOST_MICROSECONDS = 24 * 3600 * 1_000_000


class Told(Schema):
    """Why something was not done."""

    detail: str


class EvidenceWords(Schema):
    """Something said or done; `moment` counts microseconds since the interview's start."""

    text: Text
    moment: Annotated[int, Field(ge=0, le=MOST_MICROSECONDS)] | None = None


class RatingWords(Schema):
    """One dimension of the rubric by its key; no level means not assessed."""

    dimension: Annotated[str, Field(max_length=40)]
    level: Annotated[int, Field(ge=1, le=4)] | None = None
    evidence: Annotated[list[EvidenceWords], Field(max_length=MOST_EVIDENCE)] = []
    would_have_raised: Text = ""


class NotesWords(Schema):
    """Everything that a writer of notes types. `strengths` are one a line."""

    strengths: Text = ""
    ratings: Annotated[list[RatingWords], Field(max_length=MOST_DIMENSIONS)] = []
    recommendation: Literal[
        "", "strong_no_hire", "lean_no_hire", "no_decision", "lean_hire", "strong_hire"
    ] = ""
    because: Text = ""
    would_have_changed: Text = ""
    confidence: Literal["", "low", "medium", "high"] = ""
    next_step: Text = ""

    def content(self) -> Content:
        """The same as one value."""
        words = {name: getattr(self, name) for name in (*TEXTS, *CHOICES)}
        return Content(**words, ratings=tuple(_line(rating) for rating in self.ratings))


def _line(rating: RatingWords) -> RatingLine:
    evidence = tuple(EvidenceLine(one.text, one.moment) for one in rating.evidence)
    return RatingLine(rating.dimension, rating.level, evidence, rating.would_have_raised)


class DraftIn(NotesWords):
    """A draft, and the revision that it was written over: 0 for the first."""

    revision: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class MissingOut(Schema):
    line: str
    sentence: str


class IncompleteOut(Told):
    """What is still missing, line by line."""

    missing: list[MissingOut] = []


class SecondOut(Schema):
    """What somebody who was not there made of the same record."""

    sent_at: datetime
    of_version: int
    levels: dict[str, int | None]
    recommendation: str
    because: str


class NotesOut(Schema):
    """My notes as their writer."""

    interview: UUID
    state: str
    revision: int
    saved_at: datetime | None
    sent_at: datetime | None
    released_at: datetime | None
    content: NotesWords
    missing: list[MissingOut]
    second_reading: SecondOut | None


class HalfOut(Schema):
    """The candidate's own half: a level or None for each dimension that was looked at."""

    interview: UUID = Field(alias="interview_id")
    ratings: dict[str, int | None]
    went_well: str
    would_change: str
    revision: int
    saved_at: datetime | None
    sent_at: datetime | None


class LetterOut(Schema):
    """Released notes about me. Withdrawn ones have no letter."""

    interview: UUID
    state: str
    released_at: datetime | None
    withdrawn_because: str
    # Any: notes/document.py names the shape in its field `format`.
    letter: dict[str, Any] | None


class ReadingOut(Schema):
    """A second reading of yours. Whose hour it was is not said."""

    id: UUID
    kind: str
    seniority: str
    state: str
    ratings: dict[str, int | None]
    recommendation: str
    because: str
    revision: int
    due_at: datetime
    sent_at: datetime | None
    # Beside what the interviewer said, once it is sent: a level or None for each dimension.
    theirs: dict[str, int | None] | None
    their_recommendation: str | None


class Each(Sequence[dict[str, Any]]):
    """Rows as a script gets them, built where its page is asked for. Any: JSON by field."""

    def __init__(self, rows: QuerySet[Any], build: Callable[[Any], dict[str, Any]]) -> None:
        self.rows, self.build = rows, build

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, at: Any) -> Any:
        rows = self.rows[at]
        return [self.build(one) for one in rows] if isinstance(at, slice) else self.build(rows)


@router.get(
    "/letters", response=list[LetterOut], url_name="notes-letters", summary="The letters you got"
)
@paginate
def letters(request: ViewerRequest) -> Each:
    """Released notes about you, newest first."""
    mine = letters_to(request.viewer).order_by("-released_at", "pk")
    return Each(with_letters(mine), letter_of)


@router.get(
    "/letters/{interview_id}", response=LetterOut, url_name="notes-letter", summary="One letter"
)
def letter(request: ViewerRequest, interview_id: UUID) -> dict[str, Any]:
    """Released notes about you; 404 until they are released. Any: see letter_of()."""
    return letter_of(found(with_letters(letters_to(request.viewer)), interview=interview_id))


@router.get(
    "/halves", response=list[HalfOut], url_name="notes-halves", summary="Your self-assessments"
)
@paginate
def halves(request: ViewerRequest) -> QuerySet[SelfAssessment]:
    """What you wrote from the candidate's chair, the newest first, before it is opened too."""
    return halves_by(request.viewer).order_by("-created_at", "pk")


@router.get(
    "/second-readings",
    response=list[ReadingOut],
    url_name="notes-second-readings",
    summary="Your second readings",
)
@paginate
def second_readings(request: ViewerRequest) -> Each:
    """The records you read again, the newest first."""
    mine = second_readings_of(request.viewer).exclude(state=ReadingState.LAPSED)
    return Each(mine.order_by("-created_at", "pk"), reading_of)


@router.get(
    "/written", response=list[NotesOut], url_name="notes-written", summary="The notes you write"
)
@paginate
def written(request: ViewerRequest) -> Each:
    """Your notes as the interviewer, newest first."""
    mine = notes_by(request.viewer).order_by("-created_at", "pk")
    return Each(with_words(mine), written_of)


@router.get(
    "/written/{interview_id}",
    response=NotesOut,
    url_name="notes-written-one",
    summary="One of them",
)
def one_written(request: ViewerRequest, interview_id: UUID) -> dict[str, Any]:
    """Your notes on one interview. Any: see written_of()."""
    return _written(request, interview_id)


# Any: see written_of().
def _written(request: ViewerRequest, interview_id: UUID) -> dict[str, Any]:
    return written_of(found(with_words(notes_by(request.viewer)), interview=interview_id))


@router.put(
    "/written/{interview_id}",
    response={200: NotesOut, 409: Told, 422: Told},
    auth=WRITE,
    url_name="notes-written-one",
    summary="Write or change a draft",
)
def draft(request: ViewerRequest, interview_id: UUID, words: DraftIn) -> tuple[int, dict[str, Any]]:
    """Keep the whole draft; 409 if newer words were saved or it was sent. Any: see written_of()."""
    held = ended_interviews(request.viewer, kind=ChairKind.INTERVIEWER)
    interview = found(held, pk=interview_id)
    known = {str(one["key"]) for one in interview.rubric.dimensions}
    if unknown := {rating.dimension for rating in words.ratings} - known:
        return 422, {"detail": f"This rubric has no dimension called {min(unknown)}."}
    mine = chair(interview, ChairKind.INTERVIEWER)
    mine.interview = interview
    try:
        actions.save(
            actions.begin(mine), words.content(),
            by=request.viewer, revision=words.revision, now=timezone.now(),
        )  # fmt: skip
    except Fact as fact:
        return 409, {"detail": str(fact)}
    return 200, _written(request, interview_id)


@router.post(
    "/written/{interview_id}/send",
    response={200: NotesOut, 409: Told, 422: IncompleteOut},
    auth=WRITE,
    url_name="notes-send",
    summary="Send them",
)
def send(request: ViewerRequest, interview_id: UUID) -> tuple[int, object]:
    """Hand your notes on, as the button does; 422 says what is missing, line by line."""
    notes = found(notes_by(request.viewer), interview=interview_id)
    try:
        actions.send(notes, by=request.viewer, now=timezone.now())
    except Incomplete as incomplete:
        return 422, {"detail": str(incomplete), "missing": list(incomplete.missing)}
    except Fact as fact:
        return 409, {"detail": str(fact)}
    return 200, _written(request, interview_id)
