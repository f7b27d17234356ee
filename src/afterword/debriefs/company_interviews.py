"""What was written about the company interviews of a cycle."""

from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, UUIDField

from afterword.cycle.models import Cycle
from afterword.debriefs.models import InterviewDebrief
from afterword.kit.prepared import Prepared, Unread
from afterword.questions.models import Rubric

MOST_INTERVIEWS = 500


# Any: the cycle and its person, by name or as gaps.
def debriefs_in(cycle: Any, person: Any) -> QuerySet[InterviewDebrief]:
    """The debriefs of a cycle's company interviews, without those of what was taken away.

    They are all by the cycle's person. Saying so lets a database begin with the few debriefs, and
    not with ten thousand applications.
    """
    return InterviewDebrief.objects.filter(
        person=person, application__cycle=cycle, application__taken_back_at=None,
        interview__taken_back_at=None,
    )  # fmt: skip


WHOSE = {"cycle": UUIDField(), "person": UUIDField()}


def whose(cycle: Cycle) -> dict[str, UUID]:
    """What a prepared query about the debriefs of a cycle is filled with."""
    return {"cycle": cycle.pk, "person": cycle.person_id}


class LookedBackOn(NamedTuple):
    """A company interview as it was looked back on."""

    interview: UUID
    company: str
    starts_at: datetime | None
    begun_at: datetime
    rubric: UUID | None
    ratings: dict[str, int | None]
    went_well: str
    could_better: str

    @property
    def is_rated(self) -> bool:
        return self.rubric is not None and any(self.ratings.values())


RATED = (
    "interview", "application__company", "interview__starts_at", "begun_at", "rubric", "ratings",
    "went_well", "could_better",
)  # fmt: skip
_looked_back = Prepared(
    lambda cycle, person: (
        debriefs_in(cycle, person)
        .order_by("-interview__starts_at", "-begun_at", "pk")
        .values_list(*RATED)
    ),
    **WHOSE,
)


# Any: the columns named above.
def looked_back(cycle: Cycle) -> Unread[tuple[Any, ...]]:
    """The latest company interviews of a cycle that were looked back on, as they are kept."""
    return _looked_back(**whose(cycle)).unread(most=MOST_INTERVIEWS)


# Any: as above.
def said_in(name: str, there: Unread[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """What was written in one field, each with the company, the first one first.

    Words are kept as they are: no row has to be read for them.
    """
    at, begun = LookedBackOn._fields.index(name), LookedBackOn._fields.index("begun_at")
    return [(row[at], row[1]) for row in sorted(there.rows, key=itemgetter(begun)) if row[at]]


@lru_cache(maxsize=200)
def rubric_of(pk: UUID) -> Rubric:
    """A rubric. Its row is never changed, so each is read once."""
    return Rubric.objects.get(pk=pk)
