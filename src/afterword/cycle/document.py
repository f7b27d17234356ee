"""A whole search as one JSON document: what is exported, and what can be brought back.

Described for people in docs/use/search-json.md. Nothing is left out but what was taken away, the
list of undoable edits, and angry lines unless they are asked for.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

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
from afterword.kit.documents import Many

Short = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Middle = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
Long = Annotated[str, Field(max_length=1_000_000, pattern=r"^[^\x00]*$")]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
Place = Annotated[int, Field(ge=-32768, le=32767)]
# It says of which place its hour is, and is a moment everywhere: no calendar goes further.
FIRST, LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
Moment = Annotated[AwareDatetime, Field(ge=FIRST, le=LAST)]


def _can_be_kept(value: JsonValue) -> JsonValue:
    """As it is, if it is JSON, which knows no NaN, of texts without NUL. Raises ValueError."""
    json.dumps(value, allow_nan=False)
    if any("\x00" in one for one in _texts(value)):
        raise ValueError("there is a sign in it that no database keeps")
    return value


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
    elif isinstance(value, dict):
        yield from value
        yield from (text for one in value.values() for text in _texts(one))


# What a reader kept of a file: how it read it, and lines that it did not understand.
FromAFile = Annotated[JsonValue, AfterValidator(_can_be_kept)]


class Part(BaseModel):
    """Every part is read strictly: a name that is not known is not silently dropped."""

    model_config = ConfigDict(extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class EventPart(Part):
    """Something that happened. `replaces` is the place in this list of what it corrects."""

    stage: Stage
    words: Short = ""
    on: date | None = None
    place: Place = 0
    noted_at: Moment
    taken_back_at: Moment | None = None
    replaces: Annotated[int, Field(ge=0)] | None = None
    file: Annotated[int, Field(ge=0)] | None = None


class InterviewPart(Part):
    """A company interview. `event` is the place of its event in the list of events."""

    kind: InterviewKind
    event: Annotated[int, Field(ge=0)] | None = None
    starts_at: Moment | None = None
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
    noted_at: Moment
    taken_back_at: Moment | None = None


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
    asked_at: Moment
    settled_at: Moment | None = None


class HindsightAnswerPart(Part):
    """How it looked then; the whole history."""

    later: Later
    words: Long = ""
    glad: bool | None = None
    control: Control | Literal[""] = ""
    noted_at: Moment
    taken_back_at: Moment | None = None


def _each_once(some: list[HindsightPart]) -> list[HindsightPart]:
    if len({one.later for one in some}) < len(some):
        raise ValueError("asks for one look back twice")
    return some


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
    added_at: Moment
    events: Many[EventPart] = []
    interviews: Many[InterviewPart] = []
    contacts: Many[ContactPartOf] = []
    reasons: Many[ReasonPart] = []
    offer: OfferPart | None = None
    hindsights: Annotated[Many[HindsightPart], AfterValidator(_each_once)] = []
    hindsight_answers: Many[HindsightAnswerPart] = []
    ids_in_files: Many[Short] = []
    file: Annotated[int, Field(ge=0)] | None = None
    papers: list[Annotated[int, Field(ge=0)]] = []
    angry_lines: Many[Long] = []


class FilePart(Part):
    """A file that was brought in: how it was read, and the lines that made no application."""

    name: Annotated[str, Field(max_length=255, pattern=r"^[^\x00]*$")]
    brought_at: Moment
    added: Count = 0
    joined: Count = 0
    mapping: Annotated[dict[str, JsonValue], AfterValidator(_can_be_kept)] = {}
    unread: Many[FromAFile] = []
    undone_at: Moment | None = None


class CyclePart(Part):
    """One search. Applications and events name the file they came from by its place."""

    name: Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]
    started_on: date
    ended_on: date | None = None
    asks_hindsight: bool = False
    files: Many[FilePart] = []
    applications: Many[ApplicationPart] = []


class PaperPart(Part):
    """A file, in base64. Applications name it by its place in the list."""

    kind: PaperKind
    name: Short
    body: bytes


class WishPart(Part):
    """A part of what would make it right."""

    kind: WishKind
    text: Long
    saved_at: Moment


class Document(Part):
    """Everything."""

    format: Literal["afterword-search"] = "afterword-search"
    version: Literal[1] = 1
    cycles: Many[CyclePart] = []
    papers: Many[PaperPart] = []
    wishes: Many[WishPart] = []
