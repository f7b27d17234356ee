"""A person's looking back as one JSON document, to keep and to read.

Described for people in docs/use/debriefs-json.md. Nothing is left out but what was taken away, the
keys of shared links, and who answered an offered question.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from afterword.cycle.document import WishPart


class Part(BaseModel):
    """Every part is written strictly: a name that is not known is not silently added."""

    model_config = ConfigDict(extra="forbid")


class SearchPart(Part):
    """A search: its place in a search.json of the same moment, and how to know it without one."""

    place: int
    name: str
    started_on: date


class ApplicationPart(Part):
    """An application: its places in a search.json of the same moment; None if it was taken away."""

    search: int | None
    place: int | None
    company: str
    role: str


class InterviewPart(Part):
    """A company interview: its place among those of its application."""

    place: int
    kind: str
    starts_at: datetime | None


class RubricPart(Part):
    """The dimensions that were rated, with what each level means."""

    kind: str
    title: str
    dimensions: list[Any]  # Any: as it was written; docs/use/debriefs-json.md says what is in it


class RetellingPart(Part):
    """A question that was offered to a bank. Without a program it is this server's own."""

    program: str | None
    kind: str
    title: str
    text: str
    state: str
    created_at: datetime
    answered_at: datetime | None


class InterviewDebriefPart(Part):
    """A company interview as it was looked back on."""

    application: ApplicationPart
    interview: InterviewPart
    rubric: RubricPart | None
    asked: str
    ratings: dict[str, int | None]
    went_well: str
    could_better: str
    next_time: str
    interviewer_was: str
    wants: bool | None
    to_learn: str
    retelling: int | None
    begun_at: datetime
    ended_at: datetime | None
    saved_at: datetime | None


class MockPart(Part):
    """The mock interview whose notes a point was seen in."""

    asked: str | None
    released_at: datetime | None


class PointPart(Part):
    """Something to repeat or to do differently, with its evidence."""

    kind: str
    text: str
    created_at: datetime
    application: ApplicationPart | None
    notes: MockPart | None


class ShareLinkPart(Part):
    """That chosen sections were shared, and until when. Not the link itself."""

    sections: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class CycleDebriefPart(Part):
    """A search as it was looked back on."""

    cycle: SearchPart
    length: str
    at: str
    answers: dict[str, str]
    begun_at: datetime
    ended_at: datetime | None
    saved_at: datetime | None
    points: list[PointPart]
    share_links: list[ShareLinkPart]


class CommitmentPart(Part):
    """What was committed to, and the place of the debrief that it grew from, in its list."""

    text: str
    state: str
    created_at: datetime
    interview: int | None
    cycle: int | None


class Document(Part):
    """Everything."""

    format: Literal["afterword-debriefs"] = "afterword-debriefs"
    version: Literal[1] = 1
    interviews: list[InterviewDebriefPart]
    cycles: list[CycleDebriefPart]
    commitments: list[CommitmentPart]
    wishes: list[WishPart]
    retellings: list[RetellingPart]
