"""What can be reported: each part says so for its own rows, when it starts.

    reportable.register("hiringnotes", "hiring notes", found_by)

`found_by(viewer, id)` gives what that viewer may know of, or None: then the page is not found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from afterword.people.access import people_known_to, programs_joined
from afterword.people.models import Person, Program
from afterword.people.viewer import Viewer


@dataclass(frozen=True)
class Subject:
    """One thing that a viewer can report, or, as an organizer, look at."""

    title: str
    program: Program | None
    concerning: Person | None = None
    address: str = ""


Finder = Callable[[Viewer, UUID], Subject | None]


@dataclass(frozen=True)
class Kind:
    """A sort of row: what it is called on pages, and how one is found."""

    title: str
    found_by: Finder


_kinds: dict[str, Kind] = {}


def register(label: str, title: str, found_by: Finder) -> None:
    """Rows named `label:<uuid>` can be reported."""
    _kinds[label] = Kind(title, found_by)


def subject(viewer: Viewer, about: str) -> Subject | None:
    """What `label:<uuid>` names for this viewer; None if nothing, or nothing of theirs."""
    label, _, text = about.partition(":")
    kind = _kinds.get(label)
    try:
        name = UUID(text)
    except ValueError:
        return None
    return kind.found_by(viewer, name) if kind else None


def title_of(about: str) -> str:
    """What sort of thing was reported."""
    kind = _kinds.get(about.partition(":")[0])
    return kind.title if kind else "something"


def _person(viewer: Viewer, name: UUID) -> Subject | None:
    """A person is reported by those who share a program with them, in the first they share."""
    person = people_known_to(viewer).filter(pk=name).first()
    if person is None:
        return None
    shared = programs_joined(viewer).filter(memberships__person=person).order_by("name").first()
    return Subject(title=person.name, program=shared, concerning=person)


register("person", "a person", _person)
