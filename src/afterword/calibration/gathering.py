"""The ratings of a program's released notes, and who gave them to whom.

The newest version counts in the fit; withdrawn notes and examples do not. Notes written from the
record were rated by whoever wrote them. A guest counts by their address, or for one hour alone.

What was read twice is kept apart from the fit: a second reader has the interviewer's evidence and
no hour of her own, so her levels are no further sight of the candidate. They tell how far readings
agree, and of the version that was read; see docs/decisions/0020-a-second-reading.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any

from django.db.models import QuerySet

from afterword.calibration.connecting import connected
from afterword.calibration.enums import RECOMMENDATION, RECOMMENDED_LEVELS
from afterword.calibration.queries import document_of
from afterword.calibration.ratings import Gathered, Rated, ReadTwice
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.interviews.queries import chair
from afterword.notes.enums import NotesState, ReadingState
from afterword.notes.models import HiringNotes, SecondReading
from afterword.people.models import Program


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
    return _with_recommendation(rated, reading.recommendation)


# Any: the document of released notes, as notes/document.py makes it.
def levels_in(document: Mapping[str, Any]) -> dict[str, int]:
    """The levels of a letter by dimension, and the recommendation as one more."""
    rated = {
        str(one["key"]): int(one["level"])
        for one in document["dimensions"]
        if one["level"] is not None
    }
    return _with_recommendation(rated, document["recommendation"]["choice"])


def _with_recommendation(rated: dict[str, int], choice: str) -> dict[str, int]:
    recommended = RECOMMENDED_LEVELS.get(choice)
    return rated if recommended is None else {**rated, RECOMMENDATION: recommended}


def _released(program: Program) -> QuerySet[HiringNotes]:
    return HiringNotes.objects.filter(
        interview__program=program, interview__example=False, state=NotesState.RELEASED
    )


def rows_of(notes: HiringNotes) -> Iterator[Rated]:
    """The ratings of one letter: its dimensions, and the recommendation as one more."""
    about = _about(notes)
    for dimension, level in levels_in(document_of(notes)).items():
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
