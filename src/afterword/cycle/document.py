"""A whole search as one JSON document: what is exported, and what can be brought back.

Described for people in docs/use/search-json.md. Nothing is left out but what was taken away, the
list of undoable edits, and angry lines unless they are asked for.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from afterword.cycle.enums import (
    ContactPart,
    Control,
    InterviewKind,
    Known,
    Later,
    PaperKind,
    ReasonKind,
    Source,
    Stage,
    Sureness,
    WishKind,
)

Short = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Middle = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
Long = Annotated[str, Field(max_length=1_000_000, pattern=r"^[^\x00]*$")]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
Place = Annotated[int, Field(ge=-32768, le=32767)]


class Part(BaseModel):
    """Every part is read strictly: a name that is not known is not silently dropped."""

    model_config = ConfigDict(extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class EventPart(Part):
    """Something that happened. `replaces` is the place in this list of what it corrects."""

    stage: Stage
    words: Short = ""
    on: date | None = None
    place: Place = 0
    noted_at: datetime
    taken_back_at: datetime | None = None
    replaces: Annotated[int, Field(ge=0)] | None = None
    file: Annotated[int, Field(ge=0)] | None = None


class InterviewPart(Part):
    """A company interview. `event` is the place of its event in the list of events."""

    kind: InterviewKind
    event: Annotated[int, Field(ge=0)] | None = None
    starts_at: datetime | None = None
    minutes: Annotated[int, Field(ge=0, le=32767)] = 60
    people: Middle = ""
    where: Middle = ""
    notes: Long = ""
    follow_up_on: date | None = None
    follow_up: Short = ""
    followed_up: bool = False


class ContactPartOf(Part):
    """Somebody who has to do with an application."""

    part: ContactPart
    name: Short
    address: Short = ""
    notes: Long = ""


class ReasonPart(Part):
    """Why it ended, as far as was known then; the whole history."""

    kind: ReasonKind
    control: Control
    known: Known
    sureness: Sureness
    words: Long = ""
    noted_at: datetime
    taken_back_at: datetime | None = None


class OfferPart(Part):
    """What an offer says, and what was made of the decision."""

    answer_by: date | None = None
    work: Long = ""
    people: Long = ""
    mentoring: Long = ""
    place: Long = ""
    pay: Long = ""
    to_ask: Long = ""
    because: Long = ""
    gave_up: Long = ""
    next_time: Long = ""


class HindsightPart(Part):
    """That it was asked how it looks later."""

    later: Later
    asked_at: datetime
    settled_at: datetime | None = None


class HindsightAnswerPart(Part):
    """How it looked then; the whole history."""

    later: Later
    words: Long = ""
    glad: bool | None = None
    control: Control | Literal[""] = ""
    noted_at: datetime
    taken_back_at: datetime | None = None


class ApplicationPart(Part):
    """One application. How it stands is not written: it follows from the events."""

    company: Short
    role: Short = ""
    links: Long = ""
    where: Short = ""
    pay: Short = ""
    source: Source = Source.OUTBOUND
    source_words: Short = ""
    referrer: Short = ""
    notes: Long = ""
    put_away: bool = False
    added_at: datetime
    events: list[EventPart] = []
    interviews: list[InterviewPart] = []
    contacts: list[ContactPartOf] = []
    reasons: list[ReasonPart] = []
    offer: OfferPart | None = None
    hindsights: list[HindsightPart] = []
    hindsight_answers: list[HindsightAnswerPart] = []
    ids_in_files: list[Short] = []
    file: Annotated[int, Field(ge=0)] | None = None
    papers: list[Annotated[int, Field(ge=0)]] = []
    angry_lines: list[Long] = []


class FilePart(Part):
    """A file that was brought in: how it was read, and the lines that made no application."""

    name: Annotated[str, Field(max_length=255, pattern=r"^[^\x00]*$")]
    brought_at: datetime
    added: Count = 0
    joined: Count = 0
    mapping: dict[str, JsonValue] = {}
    unread: list[JsonValue] = []
    undone_at: datetime | None = None


class CyclePart(Part):
    """One search. Applications and events name the file they came from by its place."""

    name: Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]
    started_on: date
    ended_on: date | None = None
    asks_hindsight: bool = False
    files: list[FilePart] = []
    applications: list[ApplicationPart] = []


class PaperPart(Part):
    """A file, in base64. Applications name it by its place in the list."""

    kind: PaperKind
    name: Short
    body: bytes


class WishPart(Part):
    """A part of what would make it right."""

    kind: WishKind
    text: Long
    saved_at: datetime


class Document(Part):
    """Everything."""

    format: Literal["afterword-search"] = "afterword-search"
    version: Literal[1] = 1
    cycles: list[CyclePart] = []
    papers: list[PaperPart] = []
    wishes: list[WishPart] = []
