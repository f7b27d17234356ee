"""How applications stand, written beside them. Nothing else writes these columns."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, fields
from uuid import UUID

from django.db.models import F

from afterword.cycle.models import Application, Cycle, Event
from afterword.cycle.standing import Happening, Standing, standing
from afterword.kit.columns import write_columns

AT_ONCE = 500  # databases take only so many parameters
COLUMNS = [one.name for one in fields(Standing)]


def fold(applications: Collection[UUID]) -> None:
    """Read the events of these applications again, and keep how each stands.

    Whatever is remembered of their cycles is stale then, whichever cycle the edit is of. What was
    taken away stands as it did; whoever brings it back folds it.
    """
    for some in _chunks(list(applications)):
        _fold(some)
        touched = Application.objects.filter(pk__in=some).values("cycle")
        Cycle.objects.filter(pk__in=touched).update(revision=F("revision") + 1)


def _fold(some: list[UUID]) -> None:
    there = Application.objects.select_for_update().filter(pk__in=some, taken_back_at=None)
    rows = list(there.only(*COLUMNS))
    told = defaultdict(list)
    events = Event.objects.filter(application__in=[one.pk for one in rows], taken_back_at=None)
    columns = ("application_id", "on", "place", "stage", "words")
    for pk, on, place, stage, words in events.values_list(*columns):
        told[pk].append(Happening(on, place, stage, words))
    changed = []
    for row in rows:
        stands = asdict(standing(told[row.pk]))
        if any(getattr(row, name) != value for name, value in stands.items()):
            changed.append(row)
            for name, value in stands.items():
                setattr(row, name, value)
    write_columns(changed, COLUMNS)


def stands_as(row: Application, happenings: Collection[Happening]) -> Application:
    """The same, for an application whose events are all at hand and that is not yet written."""
    for name, value in asdict(standing(happenings)).items():
        setattr(row, name, value)
    return row


def _chunks(names: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(names), AT_ONCE):
        yield names[start : start + AT_ONCE]
