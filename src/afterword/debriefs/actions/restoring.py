"""Bringing back debriefs from their JSON document, whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from afterword.cycle.models import CompanyInterview, Cycle
from afterword.debriefs.actions.bringing import Bringing
from afterword.debriefs.document import CycleDebriefPart, Document, InterviewDebriefPart
from afterword.debriefs.errors import NotPlaced
from afterword.debriefs.models import DebriefImport
from afterword.debriefs.placing import NoPlace, Places
from afterword.journal.actions import record
from afterword.kit.models import with_names
from afterword.people.models import Person

Part = TypeVar("Part", InterviewDebriefPart, CycleDebriefPart)
Home = TypeVar("Home", CompanyInterview, Cycle)


@dataclass
class Restored:
    """What came of a document: how many debriefs were here already, and which have no place."""

    source: DebriefImport
    known: int
    left_out: Sequence[str]


@transaction.atomic
def restore(person: Person, document: Document, *, leave_out: bool, now: datetime) -> Restored:
    """Keep every debrief of a document, or none. What is here already stays as it is.

    Raises NotPlaced with what was written about something that is not here, unless it may be left
    out. What came can be taken out again.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # two tabs take turns
    places, problems = Places(person), list[str]()
    interviews = _placed(document.interviews, lambda it: _interview_of(places, it), problems)
    cycles = _placed(document.cycles, lambda it: places.search(it.cycle), problems)
    if problems and not leave_out:
        raise NotPlaced(problems)
    source = DebriefImport(person=person)
    bringing = Bringing(person, places, now)
    retellings = bringing.retellings(document.retellings)
    looked_back = {
        at: bringing.interview(pk, it, home, retellings)
        for pk, (at, it, home) in with_names(interviews)
    }
    searches = {at: bringing.cycle(pk, it, home) for pk, (at, it, home) in with_names(cycles)}
    bringing.commitments(document.commitments, looked_back, searches)
    bringing.wishes(document.wishes)
    source.brought = bringing.brought
    source.save()
    record(person, "debriefs.restored", source)
    return Restored(source, bringing.known, problems)


def _interview_of(places: Places, part: InterviewDebriefPart) -> CompanyInterview:
    return places.interview(part.interview, part.application)


def _placed(
    parts: Iterable[Part], home: Callable[[Part], Home], problems: list[str]
) -> list[tuple[int, Part, Home]]:
    """Each with its place in the file and where it belongs; what belongs nowhere is told."""
    found = []
    for at, part in enumerate(parts):
        try:
            found.append((at, part, home(part)))
        except NoPlace as why:
            problems.append(str(why))
    return found
