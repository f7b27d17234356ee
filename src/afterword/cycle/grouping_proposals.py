"""Which proposals are of one application, settled once: when the mail is read.

By company, role and day, beside what was proposed before and the applications that are there.
However much mail one company sends, a message is compared with the newest few of either.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db.models import QuerySet
from rapidfuzz import fuzz

from afterword.cycle.enums import Stage
from afterword.cycle.models import Application, Proposal
from afterword.cycle.names import name_key
from afterword.cycle.spellings import spellings_of
from afterword.people.models import Person

AGAIN = timedelta(days=60)  # a confirmation so long after the last one is of another application
ALIKE = 75  # of a hundred: two spellings of one role
COMPARED = 30  # applications of one company that a message is compared with, the newest


class Place(NamedTuple):
    """An application that is there, as far as mail is compared with it."""

    pk: UUID
    role_key: str
    applied_on: date | None


@dataclass(eq=False)
class _Group:
    """Proposals of one application, as far as anybody can tell."""

    name: UUID
    role_key: str
    began: date | None = None  # the first day that it tells of

    def add(self, on: date | None) -> None:
        if on and (self.began is None or on < self.began):
            self.began = on


def put_in_groups(person: Person, new: Sequence[Proposal]) -> None:
    """Name the group of each new proposal: one that is there, or one of its own."""
    own = Application.objects.filter(cycle__person=person, taken_back_at=None)
    there, spelled = places_by_company(own), spellings_of(own)
    companies: dict[str, _Company] = defaultdict(lambda: _Company(()))
    for key, places in there.items():
        companies[key] = _Company(places)
    before = Proposal.objects.filter(person=person, dismissed_at=None).exclude(company_key="")
    columns = ("company_key", "role_key", "group", "on", "stage", "event__application")
    for key, *told in before.order_by("on", "key").values_list(*columns):
        companies[spelled.of(key)].recall(*told)
    for one in sorted(new, key=lambda one: (one.on or date.max, one.key)):
        if one.company_key:
            one.group = companies[spelled.of(one.company_key)].group_of(one)


class _Company:
    """The applications at one company: those that are there, and those that mail tells of."""

    def __init__(self, there: Sequence[Place]) -> None:
        self._there = there[-COMPARED:]
        self._alike: dict[str, list[Place]] = {}
        self._told: deque[_Group] = deque(maxlen=COMPARED)  # the newest first
        self._named: dict[UUID, _Group] = {}
        self._known: dict[UUID, _Group] = {}

    def recall(
        self, role: str, name: UUID, on: date | None, stage: str, application: UUID | None
    ) -> None:
        """One that was proposed before, and the application that it became an event of."""
        group = self._named.get(name)
        if group is None:
            match = application or _pk(match_of(stage, on, self._alike_there(role)))
            group = self._begin(_Group(name, role), match)
        group.add(on)

    def group_of(self, one: Proposal) -> UUID:
        """Where a new message belongs; they come in the order of their days."""
        match = match_of(one.stage, one.on, self._alike_there(one.role_key))
        new = next((it for it in self._told if is_alike(one.role_key, it.role_key)), None)
        if new is None or _applies_again(one.stage, one.on, new.began) or not _later(new, match):
            new = self._known.get(match.pk) if match else None
            new = new or self._begin(_Group(uuid4(), one.role_key), _pk(match))
        new.add(one.on)
        return new.name

    def _alike_there(self, role: str) -> list[Place]:
        """Those that are there, of a role; found once for each role."""
        if role not in self._alike:
            self._alike[role] = [one for one in self._there if is_alike(role, one.role_key)]
        return self._alike[role]

    def _begin(self, group: _Group, match: UUID | None) -> _Group:
        self._named[group.name] = group
        if match is not None and match in {one.pk for one in self._there}:
            self._known[match] = group
        else:
            self._told.appendleft(group)
        return group


def places_by_company(applications: QuerySet[Application]) -> dict[str, list[Place]]:
    """The applications of each company, the newest last."""
    found: dict[str, list[Place]] = defaultdict(list)
    rows = applications.order_by("applied_on", "pk")
    for company, pk, role, on in rows.values_list("company_key", "pk", "role", "applied_on"):
        found[company].append(Place(pk, name_key(role), on))
    return found


def match_of(stage: str, on: date | None, alike: Sequence[Place]) -> Place | None:
    """The application that a message is about: of its company and role, the last one before it."""
    before = [one for one in alike if not on or _sent_before(one, on)]
    if before and not _applies_again(stage, on, before[-1].applied_on):
        return before[-1]
    return alike[0] if len(alike) == 1 and not before and stage == Stage.APPLIED else None


def is_alike(one: str, other: str) -> bool:
    """Whether two roles, as they compare, are one. A role that is not named may be any."""
    if not one or not other or one == other:
        return True
    return fuzz.token_set_ratio(one, other) >= ALIKE


def _pk(place: Place | None) -> UUID | None:
    return place.pk if place else None


def _later(new: _Group, match: Place | None) -> bool:
    """Whether an application that mail tells of was sent after the one that is there."""
    if match is None:
        return True
    return bool(new.began and match.applied_on and new.began > match.applied_on)


def _applies_again(stage: str, on: date | None, began: date | None) -> bool:
    return bool(stage == Stage.APPLIED and on and began and on > began + AGAIN)


def _sent_before(place: Place, day: date) -> bool:
    return place.applied_on is None or place.applied_on <= day + timedelta(days=3)
