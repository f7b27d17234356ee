"""Taking out what came of a document of debriefs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from afterword.cycle.models import Wish
from afterword.debriefs.errors import UndoneAlready
from afterword.debriefs.models import CycleDebrief, DebriefImport, InterviewDebrief, Point
from afterword.journal.actions import record
from afterword.people.models import Commitment, Person
from afterword.questions.models import Retelling

AT_ONCE = 500


@transaction.atomic
def take_out(source: DebriefImport, *, by: Person, now: datetime) -> int:
    """Undo an import, but for what was written in since: how many stay. Raises UndoneAlready."""
    there = DebriefImport.objects.filter(pk=source.pk, undone_at=None)
    if not there.update(undone_at=now):
        raise UndoneAlready
    brought = source.brought
    interviews = InterviewDebrief.objects.filter(pk__in=brought["interviews"])
    cycles = CycleDebrief.objects.filter(pk__in=brought["cycles"], taken_back_at=None)
    later = Q(created_at__gt=source.created_at) | Q(ties__created_at__gt=source.created_at)
    written = Point.objects.filter(later, debrief=OuterRef("pk"))
    interviews.filter(revision=0).delete()
    cycles.filter(~Exists(written), revision=0).update(taken_back_at=now)
    stay = [*(one.origin for one in interviews), *(one.origin for one in cycles)]
    _take_out_meant(brought, stay=stay)
    offered = [one.retelling_id for one in interviews if one.retelling_id]
    for some in _some(brought["retellings"]):
        Retelling.objects.filter(pk__in=some).exclude(pk__in=offered).delete()
    for pk, saved_at in brought.get("wishes", ()):
        Wish.objects.filter(pk=pk, saved_at=saved_at).delete()
    record(by, "debriefs.taken_out", source)
    return len(stay)


# Any: names of rows, as JSON.
def _take_out_meant(brought: Mapping[str, list[Any]], *, stay: Sequence[str]) -> None:
    """What was committed to, unless it belongs to what stays or was answered since."""
    came = dict(zip(brought["commitments"], brought.get("states", ()), strict=False))
    for some in _some(brought["commitments"]):
        rows = Commitment.objects.filter(pk__in=some).exclude(origin__in=stay)
        same = [pk for pk, state in rows.values_list("pk", "state") if _is(came, pk, state)]
        Commitment.objects.filter(pk__in=same).delete()


def _is(came: Mapping[str, str], pk: UUID, state: str) -> bool:
    return came.get(str(pk), state) == state


def _some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), AT_ONCE):
        yield names[start : start + AT_ONCE]
