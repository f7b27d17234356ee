"""A letter as its reader sees it: the document, with the names and the other half beside it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from afterword.interviews.edits.snapshots import edits_of
from afterword.interviews.enums import ChairKind, Seniority
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair
from afterword.notes import document
from afterword.notes.hour import Stretch, stretches
from afterword.notes.markdown import markdown
from afterword.notes.models import HiringNotes, NextRound, NotesVersion, SelfAssessment
from afterword.notes.sealing import answer_seen_by, seal_is_open
from afterword.notes.side_by_side import SideBySide, second_reading_of
from afterword.people import post
from afterword.questions.enums import Kind


@dataclass(frozen=True)
class Reading:
    """One version of released notes, ready for a page."""

    notes: HiringNotes
    version: NotesVersion
    candidate: Chair
    interviewer: Chair
    own: SelfAssessment | None = None
    answer: NextRound | None = None
    own_answer: NextRound | None = None
    second: SideBySide | None = None

    @property
    def interview(self) -> Interview:
        return self.notes.interview

    @property
    def document(self) -> document.Document:
        return dict(self.version.content)

    @property
    def has_code(self) -> bool:
        """Whether anything was typed in the room."""
        return edits_of(self.interview.pk).exists()

    @property
    def recommended(self) -> dict[str, str]:
        return document.recommended(self.document)

    @property
    def level_interviewed_for(self) -> str:
        return Seniority(self.document["interview"]["seniority"]).label.lower()

    @property
    def kind(self) -> str:
        return Kind(self.document["interview"]["kind"]).label

    @property
    def from_record(self) -> bool:
        return bool(self.notes.from_record)

    @property
    def writer(self) -> str:
        """Whose view it is, as a word beside the levels."""
        return "A reviewer" if self.from_record else self.interviewer.name

    @property
    def held_at(self) -> datetime | None:
        text = self.document["interview"]["held_at"]
        return datetime.fromisoformat(text) if text else None

    @property
    def first_name(self) -> str:
        return first_name(self.candidate)

    @property
    def title(self) -> str:
        return str(self.document["interview"]["question"] or f"{self.kind} interview")

    # Any, here and below: a dimension as the document of the notes has it.
    @property
    def dimensions(self) -> list[dict[str, Any]]:
        """Each dimension with the reader's own level and the reviewer's words beside it."""
        own, comments = self.own.ratings if self.own is not None else {}, self.comments
        return [
            {
                **one,
                "own": own.get(one["key"]),
                "comments": comments.get(f"rating:{one['key']}", []),
            }
            for one in self.document["dimensions"]
        ]

    @property
    def spoken_of(self) -> list[dict[str, Any]]:
        """The dimensions of which either side says something."""
        return [one for one in self.dimensions if _says_something(one)]

    @property
    def left_open(self) -> str:
        """The names of the others, as one line."""
        return ", ".join(one["name"] for one in self.dimensions if not _says_something(one))

    @property
    def own_came_later(self) -> bool:
        """Whether the reader's half was written when the notes could already be read."""
        sent = self.own.sent_at if self.own is not None else None
        released = self.notes.released_at
        return sent is not None and released is not None and sent > released

    @property
    def hour(self) -> list[Stretch]:
        """What the moments point at, phase by phase; nothing where nothing was recorded."""
        return stretches(self.document)

    def comments_on(self, line: str) -> list[str]:
        return [one["text"] for one in self.document["comments"] if one["line"] == line]

    @property
    def comments(self) -> dict[str, list[str]]:
        """The reviewer's words by line, without those that stand beside a dimension."""
        lines = {one["line"] for one in self.document["comments"]}
        return {line: self.comments_on(line) for line in lines}

    @property
    def signed(self) -> str:
        if self.from_record:
            return "Written from the record by a reviewer"
        return f"Written by {self.interviewer.name}"

    def as_markdown(self) -> str:
        title = f"Hiring notes: {self.title}"
        text = markdown(self.document, title=title, signed=self.signed)
        return text if self.second is None else f"{text}\n{self.second.as_markdown()}"

    def as_json(self) -> dict[str, Any]:
        """The document with whose it is and which version."""
        return {
            **self.document,
            "version": self.version.number,
            "digest": self.version.digest,
            "released_at": self.notes.released_at,
            "to": self.candidate.name,
            "from": self.writer,
            "second_reading": self.second.as_json() if self.second is not None else None,
        }


def _says_something(dimension: dict[str, Any]) -> bool:
    said = ("level", "own", "evidence", "would_have_raised", "comments")
    return any(dimension[name] for name in said)


def first_name(seat: Chair) -> str:
    """How a letter addresses somebody."""
    named = seat.person_id or seat.guest_name
    return post.first_name(seat.name) if named else seat.name


def read(notes: HiringNotes, version: NotesVersion, *, by: ChairKind, now: datetime) -> Reading:
    """A version as one of the two reads it: the interviewer without what is still sealed."""
    interview = notes.interview
    may_see_own = by == ChairKind.CANDIDATE or seal_is_open(interview, now=now)
    own = SelfAssessment.objects.filter(interview=interview, sent_at__isnull=False)
    mine = NextRound.objects.filter(author=chair(interview, by), sent_at__isnull=False)
    return replace(
        read_alone(notes, version),
        own=own.first() if may_see_own else None,
        answer=answer_seen_by(by, interview, now=now),
        own_answer=mine.first(),
        second=second_reading_of(notes),
    )


def read_alone(notes: HiringNotes, version: NotesVersion) -> Reading:
    """A version without anything that the two told each other beside it."""
    interview = notes.interview
    return Reading(
        notes=notes,
        version=version,
        candidate=chair(interview, ChairKind.CANDIDATE),
        interviewer=chair(interview, ChairKind.INTERVIEWER),
    )
