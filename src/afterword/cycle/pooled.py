"""What people of a program share about their searches: days and outcomes, of at least five others.

Who is in a pool is settled by circles (circles.py) before anything is known of what they share. A
reader's own is left out of it again: everybody knows their own, so two readers who lay their pools
side by side learn nothing but what they brought.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import UUIDField

from afterword.cycle.circles import counted_together, days_counted_around
from afterword.cycle.enums import Pooled
from afterword.cycle.models import Application, Cycle
from afterword.cycle.paths import Path, owners_of, paths_within
from afterword.kit.prepared import Prepared
from afterword.kit.remembering import forget, remembered
from afterword.people.enums import MembershipState
from afterword.people.models import Person, Program

FEWEST = 5
FEWEST_SENT = 3


@dataclass(frozen=True)
class Pool:
    """The ways of other people's applications, one list a person and no name with it."""

    program: str
    people: tuple[tuple[Path, ...], ...]


Plain = tuple[Any, ...]  # Any: the columns of a Path


def pool_for(person: Person, *, today: date) -> Pool | None:
    """What the person's programs share with them: of the program where most do, or nothing."""
    pools = [_pool(program, person, today=today) for program in programs_joined_by(person)]
    return max((one for one in pools if one), key=lambda one: len(one.people), default=None)


def pool_key(person: Person, *, today: date) -> str:
    """Changes whenever `pool_for` may: what is counted beside a pool is remembered under it."""
    around = days_counted_around(person)
    return "|".join(
        f"{program}:{_state(people, today=today)}" for program, people in around.items()
    )


def forget_pool(program: Program) -> None:
    """Nothing that was shared there stays remembered."""
    forget(_name(program))


def _name(program: Program) -> str:
    return f"cycle:pool:{program.pk}"


def _state(sharers: Sequence[UUID], *, today: date) -> str:
    who = sha256("|".join(one.hex for one in sharers).encode()).hexdigest()[:16]
    return f"{today:%Y%m%d}:{who}"


def programs_joined_by(person: Person) -> list[Program]:
    """The same as people's `programs_of`, by a query that is written once."""
    return list(_programs(person=person.pk))


_programs = Prepared(
    lambda person: Program.objects.filter(
        memberships__person=person, memberships__state=MembershipState.ACTIVE
    ).order_by("pk"),
    person=UUIDField(),
)


def _pool(program: Program, person: Person, *, today: date) -> Pool | None:
    people = counted_together(program, Pooled.DAYS)
    if len(people) < FEWEST:
        return None
    searches = _searches(program, people, today=today)
    others = [ways for one, ways in zip(people, searches, strict=True) if one != person.pk]
    there = sum(map(_is_enough, others)) >= FEWEST
    return Pool(program.name, tuple(others)) if there else None


def _searches(program: Program, sharers: Sequence[UUID], *, today: date) -> list[tuple[Path, ...]]:
    """The ways of each one's applications, in their order, read once a day."""
    known = remembered(
        _name(program), _state(sharers, today=today), lambda: _ways(sharers, today=today)
    )
    return [tuple(map(Path._make, ways)) for ways in known]


def _ways(people: Sequence[UUID], *, today: date) -> list[list[Plain]]:
    """In the order of the people, whose names are not kept.

    Plain tuples: to a cache, a name for each of five columns costs most.
    """
    theirs = Application.objects.filter(cycle__person__in=people, taken_back_at=None)
    owners = owners_of(Cycle.objects.filter(person__in=people))
    found: dict[UUID, list[Plain]] = {one: [] for one in people}
    for within, path in paths_within(theirs, today=today):
        found[owners[within]].append(tuple(path))
    return list(found.values())


def _is_enough(paths: Sequence[Path]) -> bool:
    return sum(one.sent for one in paths) >= FEWEST_SENT
