"""The hiring notes of a person's mock interviews, as far as a debrief lays them out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, UUIDField

from afterword.debriefs.beside_a_question import Said
from afterword.kit.prepared import Prepared
from afterword.notes.access import letters_to
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes, NotesVersion
from afterword.people.models import Person
from afterword.people.viewer import Viewer

MOST_LETTERS, LAST = 60, 3


@dataclass(frozen=True)
class Letters:
    """The latest hiring notes that a person has, as they stand, the latest first."""

    digest: str
    told: list[dict[str, Any]]  # Any: the document of the notes


def letters_of(person: Person) -> QuerySet[HiringNotes]:
    """Released notes of the person's own mock interviews, the latest first."""
    mine = letters_to(Viewer(person=person)).filter(interview__example=False)
    return mine.filter(state=NotesState.RELEASED).order_by("-released_at", "pk")


def letters(person: Person, *, opened_before: datetime | None = None) -> Letters:
    """The person's latest letters; with a moment, what they had opened by then, as it stood."""
    if opened_before is None:
        rows = _newest(person=person.pk)[:MOST_LETTERS]
    else:
        opened = letters_of(person).filter(opened_at__lt=opened_before)
        written = NotesVersion.objects.filter(created_at__lt=opened_before)
        rows = list(_as_they_stand(opened, written)[:MOST_LETTERS])
    return Letters("|".join(digest for digest, _ in rows), [told for _, told in rows])


# Any: the columns named in it.
def _as_they_stand(
    letters: QuerySet[HiringNotes], written: QuerySet[NotesVersion]
) -> QuerySet[NotesVersion, tuple[Any, ...]]:
    newest = written.filter(notes=OuterRef("notes")).order_by("-number").values("number")[:1]
    there = written.filter(notes__in=letters.order_by(), number=Subquery(newest))
    return there.order_by("-notes__released_at").values_list("digest", "content")


_newest = Prepared(
    lambda person: _as_they_stand(letters_of(person), NotesVersion.objects.all()),
    person=UUIDField(),
)


def strengths(letters: Letters) -> tuple[Said, ...]:
    """What interviewers of the last mocks saw done well."""
    return tuple(
        Said(strength["text"], f"mock interview: {asked_in(one)}", from_notes=True)
        for one in letters.told[:LAST]
        for strength in one["strengths"][:2]
    )


def next_steps(letters: Letters) -> tuple[Said, ...]:
    """The one next step that each of the last mocks ended with."""
    return tuple(
        Said(one["next_step"], f"mock interview: {asked_in(one)}", from_notes=True)
        for one in letters.told[:LAST]
        if one["next_step"]
    )


# Any: the document of the notes.
def asked_in(told: dict[str, Any]) -> str:
    return told["interview"]["question"] or "no question"
