"""A person's looking back as one JSON document: what is exported, and what can be brought back.

Described for people in docs/use/debriefs-json.md. Nothing is left out but what was taken away, the
keys of shared links, and who answered an offered question.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from afterword.cycle.document import Count, Long, Moment, Part, Short, WishPart
from afterword.cycle.enums import InterviewKind
from afterword.debriefs.enums import Length, PointKind, Step
from afterword.kit.documents import Many
from afterword.people.enums import CommitmentState
from afterword.questions.enums import Kind, Level, RetellingState

Title = Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]
Ratings = dict[Short, Annotated[int, Field(ge=Level.NOT_YET, le=Level.EXCELLENT)] | None]


class SearchPart(Part):
    """A search: its place in a search.json of the same moment, and how to know it without one."""

    place: Count
    name: Title
    started_on: date


class ApplicationPart(Part):
    """An application: its places in a search.json of the same moment; None if it was taken away."""

    search: Count | None
    place: Count | None
    company: Short
    role: Short


class InterviewPart(Part):
    """A company interview: its place among those of its application."""

    place: Count
    kind: InterviewKind
    starts_at: Moment | None


class DimensionPart(Part):
    """What was looked at, and the words of each level."""

    key: Short
    name: Short
    question: Long = ""
    anchors: dict[Literal["1", "2", "3", "4"], Long]


class RubricPart(Part):
    """The dimensions that were rated, with what each level means."""

    kind: Kind
    title: Title
    dimensions: Annotated[Many[DimensionPart], Field(max_length=50)]


class RetellingPart(Part):
    """A question that was offered to a bank. Without a program it is this server's own."""

    program: Short | None
    kind: Kind
    title: Title
    text: Long
    state: RetellingState
    created_at: Moment
    answered_at: Moment | None


class InterviewDebriefPart(Part):
    """A company interview as it was looked back on."""

    application: ApplicationPart
    interview: InterviewPart
    rubric: RubricPart | None
    asked: Long
    ratings: Ratings
    went_well: Long
    could_better: Long
    next_time: Long
    interviewer_was: Long
    wants: bool | None
    to_learn: Long
    retelling: Count | None
    begun_at: Moment
    ended_at: Moment | None
    saved_at: Moment | None


class MockPart(Part):
    """The mock interview whose notes a point was seen in."""

    asked: Short | None
    released_at: Moment | None


class TiePart(Part):
    """What a point rests on: an application, an interview of it, a mock's notes, or a day."""

    application: ApplicationPart | None = None
    interview: InterviewPart | None = None
    notes: MockPart | None = None
    on: date | None = None
    words: Short = ""


class PointPart(Part):
    """Something to repeat or to do differently, with its evidence. Without, it is a thought."""

    kind: PointKind
    text: Long
    created_at: Moment
    ties: Many[TiePart]

    @model_validator(mode="before")
    @classmethod
    def _as_once_written(cls, told: Any) -> Any:  # Any: whatever the file has there
        """Older files have one application or one mock's notes, and no list."""
        if not isinstance(told, dict) or "ties" in told:
            return told
        seen = {name: told[name] for name in ("application", "notes") if told.get(name)}
        rest = {name: one for name, one in told.items() if name not in ("application", "notes")}
        return {**rest, "ties": [{name: one} for name, one in seen.items()]}


class ShareLinkPart(Part):
    """That chosen sections were shared, and until when. Not the link itself."""

    sections: Many[Step | Literal["offers"]]
    created_at: Moment
    expires_at: Moment
    revoked_at: Moment | None


class CycleDebriefPart(Part):
    """A search as it was looked back on."""

    cycle: SearchPart
    length: Length
    at: Step
    answers: dict[Step, Long]
    begun_at: Moment
    ended_at: Moment | None
    saved_at: Moment | None
    points: Many[PointPart]
    share_links: Many[ShareLinkPart]


class CommitmentPart(Part):
    """What was committed to, and the place of the debrief that it grew from, in its list."""

    text: Long
    state: CommitmentState
    created_at: Moment
    interview: Count | None
    cycle: Count | None


class Document(Part):
    """Everything."""

    format: Literal["afterword-debriefs"] = "afterword-debriefs"
    version: Literal[1] = 1
    interviews: Many[InterviewDebriefPart]
    cycles: Many[CycleDebriefPart]
    commitments: Many[CommitmentPart]
    wishes: Many[WishPart]
    retellings: Many[RetellingPart]
