"""Where the parts of a debriefs.json belong here: by their places, and by what they are called."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from afterword.cycle.access import own_cycles, own_interviews
from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.cycle.names import named
from afterword.debriefs.document import ApplicationPart, InterviewPart, SearchPart, TiePart
from afterword.debriefs.mock_letters import letters_of
from afterword.debriefs.ties import Seen
from afterword.kit.words import day_in_words
from afterword.notes.models import HiringNotes
from afterword.people.models import Person
from afterword.people.viewer import Viewer

Home = TypeVar("Home")


class NoPlace(Exception):
    """What a part was written about is not here; `str()` says what is missing."""


class Places:
    """A person's searches, applications, company interviews and letters, found by their parts.

    A place counts where what stands there is called so; otherwise the only one that is.
    """

    def __init__(self, person: Person) -> None:
        self._person, viewer = person, Viewer(person=person)
        self._cycles = list(own_cycles(viewer).order_by("started_on", "created_at", "pk"))
        self._interviews: dict[UUID, list[CompanyInterview]] = defaultdict(list)
        for one in own_interviews(viewer).order_by("created_at", "pk"):
            self._interviews[one.application_id].append(one)

    def search(self, part: SearchPart) -> Cycle:
        """The search that was looked back on. Raises NoPlace."""
        called = (part.name, part.started_on)
        there = [one for one in self._cycles if (one.name, one.started_on) == called]
        told = f"A search called “{part.name}” that began on {day_in_words(part.started_on)}"
        return _the_one(there, lambda one: self._cycles.index(one) == part.place, told)

    def application(self, part: ApplicationPart) -> Application:
        """One that is here. Raises NoPlace."""
        there = self._called[part.company, part.role]
        told = f"An application to {named(part.company, part.role)}"
        place = (part.search, part.place)
        return _the_one(there, lambda one: self._places[one.pk] == place, told)

    def interview(self, part: InterviewPart, of: ApplicationPart) -> CompanyInterview:
        """A company interview of an application. Raises NoPlace."""
        there = self._interviews[self.application(of).pk]
        meant = [one for one in there if (one.kind, one.starts_at) == (part.kind, part.starts_at)]
        on = f" on {day_in_words(part.starts_at.date())}" if part.starts_at else ""
        told = f"A company interview ({part.kind.label}){on} with {named(of.company, of.role)}"
        return _the_one(meant, lambda one: there.index(one) == part.place, told)

    def seen_in(self, part: TiePart) -> Seen | None:
        """What a point rests on, perhaps something that was taken away since; or nothing."""
        if part.on:
            return Seen(on=part.on, words=part.words)
        if part.notes:
            letter = self._letters.get((part.notes.asked, part.notes.released_at))
            return Seen(notes=letter.pk) if letter else None
        return self._seen_in(part.application, part.interview) if part.application else None

    def _seen_in(self, of: ApplicationPart, held: InterviewPart | None) -> Seen | None:
        try:
            if held:
                return Seen(interview=self.interview(held, of).pk)
            if of.place is not None:
                return Seen(application=self.application(of).pk)
        except NoPlace:
            return None
        gone = next(iter(self._taken_away[of.company, of.role]), None)
        return Seen(application=gone.pk) if gone else None

    @cached_property
    def _applications(self) -> list[Application]:
        rows = Application.objects.filter(cycle__in=self._cycles).order_by("created_at", "pk")
        return list(rows.only("cycle", "company", "role", "taken_back_at"))

    @cached_property
    def _called(self) -> dict[tuple[str, str], list[Application]]:
        return _by_name(one for one in self._applications if one.taken_back_at is None)

    @cached_property
    def _taken_away(self) -> dict[tuple[str, str], list[Application]]:
        return _by_name(one for one in self._applications if one.taken_back_at is not None)

    @cached_property
    def _places(self) -> dict[UUID, tuple[int, int]]:
        """The places that each application has in a search.json of this moment."""
        searches = {one.pk: place for place, one in enumerate(self._cycles)}
        so_far: dict[UUID, int] = defaultdict(int)
        places = {}
        for one in self._applications:
            if one.taken_back_at is None:
                places[one.pk] = searches[one.cycle_id], so_far[one.cycle_id]
                so_far[one.cycle_id] += 1
        return places

    @cached_property
    def _letters(self) -> dict[tuple[str | None, object], HiringNotes]:
        rows = letters_of(self._person).select_related("interview__question_version__question")
        return {(one.interview.asked, one.released_at): one for one in rows}


def _the_one(there: list[Home], is_meant: Callable[[Home], bool], told: str) -> Home:
    """The one in its place, or the only one there is."""
    for one in there:
        if is_meant(one):
            return one
    if not there:
        raise NoPlace(f"{told} is not here.")
    if len(there) > 1:
        raise NoPlace(f"{told} is here {len(there)} times, and it cannot be told which is meant.")
    return there[0]


def _by_name(some: Iterable[Application]) -> dict[tuple[str, str], list[Application]]:
    there: dict[tuple[str, str], list[Application]] = defaultdict(list)
    for one in some:
        there[one.company, one.role].append(one)
    return there
