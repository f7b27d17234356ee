"""The ratings of a program's released notes, and who gave them to whom.

The newest version counts in the fit; withdrawn notes and examples do not. Notes written from the
record were rated by whoever wrote them. A guest counts by their address, or for one hour alone.

What was read twice is kept apart from the fit: a second reader has the interviewer's evidence and
no hour of her own, so her levels are no further sight of the candidate. They tell how far readings
agree, and of the version that was read; see docs/decisions/0020-a-second-reading.md.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from typing import Any, NamedTuple

from afterword.calibration.enums import RECOMMENDATION, RECOMMENDED_LEVELS
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.interviews.queries import chair
from afterword.notes.enums import NotesState, ReadingState
from afterword.notes.models import HiringNotes, SecondReading
from afterword.people.models import Program

MODEL = "probit 4"
"""Which sums are done; counts up when the same ratings would give other numbers."""


class Rated(NamedTuple):
    """One rating; everything but the level and when the hour was held is an opaque key."""

    hour: str
    candidate: str
    interviewer: str
    question: str
    dimension: str
    level: int
    held: str = ""


class ReadTwice(NamedTuple):
    """One line of an hour as two people rated it, neither seeing the other's."""

    hour: str
    dimension: str
    first: int
    second: int


@dataclass(frozen=True)
class Gathered:
    """Ratings in a fixed order, those that a path of shared people and questions connects.

    `apart` counts interviews that nothing connects with them; `twice` is what was read twice.
    """

    rows: tuple[Rated, ...]
    apart: int = 0
    twice: tuple[ReadTwice, ...] = ()

    @property
    def columns(self) -> dict[str, list[Any]]:
        """The rows by column. Any: levels are numbers, the others keys."""
        return {name: [getattr(row, name) for row in self.rows] for name in Rated._fields}

    @property
    def pairs(self) -> list[tuple[str, int, int]]:
        """What was read twice, as the sums take it: dimension, first level, second."""
        return [(one.dimension, one.first, one.second) for one in self.twice]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the model and every rating."""
        said = [MODEL, self.apart, self.rows, *([self.twice] if self.twice else [])]
        text = json.dumps(said, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def count(self, facet: str) -> int:
        """How many different ones there are."""
        return len({getattr(row, facet) for row in self.rows})

    def hours_by(self, facet: str) -> Counter[str]:
        """In how many interviews each was."""
        return Counter(key for key, _ in {(getattr(row, facet), row.hour) for row in self.rows})

    def across(self, facet: str, other: str) -> Counter[str]:
        """How many different others each met."""
        met = {(getattr(row, facet), getattr(row, other)) for row in self.rows}
        return Counter(key for key, _ in met)


def kinds_of(program: Program) -> list[str]:
    """The kinds of interviews with released notes."""
    kinds = _released(program).values_list("interview__kind", flat=True)
    return sorted(set(kinds.order_by()))


def gathered(program: Program, kind: str) -> Gathered:
    """The ratings of one kind of interview, as far as they are connected."""
    notes = (
        _released(program)
        .filter(interview__kind=kind)
        .select_related("interview", "interview__question_version")
        .prefetch_related("interview__chairs", "versions")
        .order_by("pk")
    )
    found = connected([row for one in notes.iterator(200) for row in rows_of(one)])
    return replace(found, twice=tuple(sorted(_read_twice(program, kind))))


def _read_twice(program: Program, kind: str) -> Iterator[ReadTwice]:
    sent = SecondReading.objects.filter(
        state=ReadingState.SENT, notes__in=_released(program).filter(interview__kind=kind)
    )
    for one in sent.select_related("version"):
        first, second = levels_in(one.version.content), _levels_of(one)
        for key in sorted(first.keys() & second.keys()):
            yield ReadTwice(str(one.notes_id), key, first[key], second[key])


def _levels_of(reading: SecondReading) -> dict[str, int]:
    rated = {key: level for key, level in reading.ratings.items() if level is not None}
    recommended = RECOMMENDED_LEVELS.get(reading.recommendation)
    return rated if recommended is None else {**rated, RECOMMENDATION: recommended}


# Any: the document of released notes, as notes/document.py makes it.
def levels_in(document: Mapping[str, Any]) -> dict[str, int]:
    """The levels of a letter by dimension, and the recommendation as one more."""
    rated = {
        str(one["key"]): int(one["level"])
        for one in document["dimensions"]
        if one["level"] is not None
    }
    recommended = RECOMMENDED_LEVELS.get(document["recommendation"]["choice"])
    return rated if recommended is None else {**rated, RECOMMENDATION: recommended}


def _released(program: Program) -> Any:  # Any: a QuerySet of HiringNotes, for either use above
    return HiringNotes.objects.filter(
        interview__program=program, interview__example=False, state=NotesState.RELEASED
    )


def rows_of(notes: HiringNotes) -> Iterator[Rated]:
    """The ratings of one letter: its dimensions, and the recommendation as one more."""
    said = max(notes.versions.all(), key=lambda one: one.number).content
    about = _about(notes)
    for dimension, level in levels_in(said).items():
        yield Rated(*about, dimension, level, held=_held(notes))


def _about(notes: HiringNotes) -> tuple[str, str, str, str]:
    interview = notes.interview
    version = interview.question_version
    question = f"question:{version.question_id}" if version else f"none:{interview.pk}"
    return (
        str(notes.pk),
        key_of(chair(interview, ChairKind.CANDIDATE)),
        _rater(notes),
        question,
    )


def _held(notes: HiringNotes) -> str:
    """When the hour was, as text that sorts by time."""
    began = notes.interview.started_at or notes.created_at
    return began.astimezone(UTC).isoformat(timespec="microseconds")


def _rater(notes: HiringNotes) -> str:
    if not notes.from_record:
        return key_of(chair(notes.interview, ChairKind.INTERVIEWER))
    return f"person:{notes.written_by_id}" if notes.written_by_id else f"record:{notes.pk}"


def key_of(seat: Chair) -> str:
    """Whoever sat there, the same in every interview."""
    if seat.person_id is not None:
        return f"person:{seat.person_id}"
    return f"guest:{seat.guest_email.lower()}" if seat.guest_email else f"chair:{seat.pk}"


def connected(rows: Sequence[Rated]) -> Gathered:
    """The largest part that shared people and questions connect; the others are counted apart.

    Between parts nothing could be compared. Of parts as large, the first by name.
    """
    parts = _parts(rows)
    sizes = Counter(parts[row.hour] for row in rows)
    if not sizes:
        return Gathered(())
    largest = min(sizes, key=lambda one: (-sizes[one], one))
    inside = sorted(row for row in rows if parts[row.hour] == largest)
    outside = {row.hour for row in rows if parts[row.hour] != largest}
    return Gathered(tuple(inside), apart=len(outside))


def _parts(rows: Sequence[Rated]) -> Mapping[str, str]:
    """For each interview, a name of the part it is in: union and find over what it shares."""
    leader: dict[str, str] = {}

    def find(one: str) -> str:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for row in rows:
        for facet in ("candidate", "interviewer", "question"):
            ends = find(f"{facet} {getattr(row, facet)}"), find(row.hour)
            leader[max(ends)] = min(ends)
    return {row.hour: find(row.hour) for row in rows}
