"""Notes, letters and second readings as a script gets them.

What stands in other tables is read for a whole page at once: `with_letters` and `with_words` go
before the page is cut, and the rows then need no query of their own.
"""

from dataclasses import replace
from typing import Any, cast

from django.db.models import Prefetch, QuerySet

from afterword.notes.content import Content
from afterword.notes.enums import NotesState, ReadingState
from afterword.notes.missing import missing_from
from afterword.notes.models import HiringNotes, NotesVersion, SecondReading
from afterword.notes.reading import read_alone
from afterword.notes.side_by_side import SideBySide

_SENT = Prefetch(
    "second_readings",
    SecondReading.objects.filter(state=ReadingState.SENT).select_related("version"),
    to_attr="sent_readings",
)
_VERSIONS = Prefetch("versions", NotesVersion.objects.order_by("number"), to_attr="all_versions")


def with_letters(notes: QuerySet[HiringNotes]) -> QuerySet[HiringNotes]:
    """The same with everything that `letter_of` needs."""
    return notes.prefetch_related(_VERSIONS, _SENT)


def with_words(notes: QuerySet[HiringNotes]) -> QuerySet[HiringNotes]:
    """The same with everything that `written_of` needs."""
    return notes.prefetch_related("ratings__evidence", _SENT)


def letter_of(notes: HiringNotes) -> dict[str, Any]:
    """A letter as its reader gets it, of notes `with_letters`. Any: JSON by field."""
    versions = cast("Any", notes).all_versions  # Any: what with_letters put there
    letter = None
    if notes.state == NotesState.RELEASED and versions:
        letter = replace(read_alone(notes, versions[-1]), second=_second(notes)).as_json()
    return {
        "interview": notes.interview_id,
        "state": notes.state,
        "released_at": notes.released_at,
        "withdrawn_because": notes.withdrawn_because,
        "letter": letter,
    }


def written_of(notes: HiringNotes) -> dict[str, Any]:
    """Notes as their writer has them, of notes `with_words`. Any: JSON by field."""
    names = ("state", "revision", "saved_at", "sent_at", "released_at")
    content = Content.from_rows(notes, notes.ratings.all())
    missing = missing_from(content, notes)
    both = _second(notes) if notes.state == NotesState.RELEASED else None
    return {
        "interview": notes.interview_id,
        **{name: getattr(notes, name) for name in names},
        "content": content.as_json(),
        "missing": [{"line": one.line, "sentence": one.sentence} for one in missing],
        "second_reading": both.as_json() if both is not None else None,
    }


def _second(notes: HiringNotes) -> SideBySide | None:
    sent = cast("Any", notes).sent_readings  # Any: what with_letters and with_words put there
    return SideBySide(sent[0]) if sent else None


def reading_of(one: SecondReading) -> dict[str, Any]:
    """A second reading as its reader has it. Any: JSON by field."""
    names = ("id", "state", "ratings", "recommendation", "because", "revision")
    interview, said = one.notes.interview, one.version.content
    is_sent = one.state == ReadingState.SENT
    return {
        **{name: getattr(one, name) for name in (*names, "due_at", "sent_at")},
        "kind": interview.kind,
        "seniority": interview.seniority,
        "theirs": {each["key"]: each["level"] for each in said["dimensions"]} if is_sent else None,
        "their_recommendation": said["recommendation"]["choice"] if is_sent else None,
    }
