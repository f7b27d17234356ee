"""What was gathered in a debrief to repeat and to do differently, with what each rests on."""

from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import UUIDField

from afterword.cycle.names import named
from afterword.debriefs import ties
from afterword.debriefs.enums import PointKind
from afterword.debriefs.models import CycleDebrief, Point
from afterword.kit.prepared import Prepared


class Sight(NamedTuple):
    """Something that a point rests on: how it is called, its key in a list, and its page."""

    tie: UUID
    name: str
    key: str = ""
    page: str = ""
    row: UUID | None = None


class SeenPoint(NamedTuple):
    """A point as it is shown, with what it was seen in."""

    pk: UUID
    text: str
    sights: tuple[Sight, ...]


Points = dict[str, list[SeenPoint]]

_TIE = (
    "ties", "ties__application", "ties__application__company", "ties__application__role",
    "ties__interview", "ties__interview__kind", "ties__interview__starts_at",
    "ties__interview__application", "ties__interview__application__company",
    "ties__interview__debrief", "ties__notes", "ties__notes__interview",
    "ties__notes__interview__question_version__question__title", "ties__on", "ties__words",
)  # fmt: skip


class _Row(NamedTuple):
    """A point and one of its ties, as `_TIE` names it; a thought has one row without a tie."""

    kind: str
    pk: UUID
    text: str
    tie: UUID | None
    application: UUID | None
    company: str | None
    role: str | None
    interview: UUID | None
    interview_kind: str
    starts_at: Any  # Any: a moment, or none
    interview_of: UUID
    interview_company: str
    debrief: UUID | None
    notes: UUID | None
    mock: UUID
    asked: str | None
    on: Any  # Any: a day, or none
    words: str

    @property
    def sight(self) -> Sight | None:
        """What the point was seen in."""
        if self.tie is None:
            return None
        if self.interview:
            return self._in_an_interview(self.tie)
        if self.application:
            name = named(self.company or "", self.role or "")
            key = f"application:{self.application}"
            return Sight(self.tie, name, key, "cycle:application", self.application)
        if self.notes:
            name, key = ties.name_of_mock(self.asked), f"notes:{self.notes}"
            return Sight(self.tie, name, key, "notes:letter", self.mock)
        return Sight(self.tie, ties.name_of_day(self.on, self.words))

    def _in_an_interview(self, tie: UUID) -> Sight:
        name = ties.name_of_interview(self.interview_kind, self.starts_at, self.interview_company)
        key = f"interview:{self.interview}"
        if self.debrief:
            return Sight(tie, name, key, "debriefs:interview", self.debrief)
        return Sight(tie, name, key, "cycle:application", self.interview_of)


_gathered = Prepared(
    lambda debrief: (
        Point.objects.filter(debrief=debrief, taken_back_at=None)
        .order_by("created_at", "pk", "ties__created_at", "ties__pk")
        .values_list("kind", "pk", "text", *_TIE)
    ),
    debrief=UUIDField(),
)


def points_of(debrief: CycleDebrief) -> Points:
    """What was gathered, in the order in which it was, the thoughts among it."""
    found: Points = {one.value: [] for one in PointKind}
    rows = (_Row(*row) for row in _gathered(debrief=debrief.pk))
    for (kind, pk, text), some in groupby(rows, key=lambda one: one[:3]):
        sights = tuple(sight for one in some if (sight := one.sight))
        found[kind].append(SeenPoint(pk, text, sights))
    return found


def as_seen(point: Point) -> SeenPoint:
    """One of them, with what it was seen in."""
    there = points_of(point.debrief)[point.kind]
    return next(one for one in there if one.pk == point.pk)


def just_taken_away(debrief: CycleDebrief, name: str) -> Point | None:
    """The point so named, where it was taken away from this debrief and can be brought back."""
    try:
        pk = UUID(name)
    except ValueError:
        return None
    return Point.objects.filter(debrief=debrief, taken_back_at__isnull=False, pk=pk).first()


def tied(some: list[SeenPoint]) -> tuple[SeenPoint, ...]:
    """Those that rest on something."""
    return tuple(one for one in some if one.sights)


def thoughts(some: list[SeenPoint]) -> tuple[SeenPoint, ...]:
    """Those that rest on nothing yet: kept, and left out of what is made of the others."""
    return tuple(one for one in some if not one.sights)
