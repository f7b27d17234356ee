"""How applications stand, written beside them. Nothing else writes these columns."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, fields
from uuid import UUID

from afterword.cycle.models import Application, Event
from afterword.cycle.standing import Happening, Standing, standing

AT_ONCE = 500  # databases take only so many parameters
COLUMNS = [one.name for one in fields(Standing)]


def fold(applications: Collection[UUID]) -> None:
    """Read the events of these applications again, and keep how each stands."""
    for some in _chunks(list(applications)):
        _fold(some)


def _fold(some: list[UUID]) -> None:
    told = defaultdict(list)
    events = Event.objects.filter(application__in=some, taken_back_at=None)
    for one in events.only("application", "on", "place", "stage", "words"):
        told[one.application_id].append(Happening(one.on, one.place, one.stage, one.words))
    changed = []
    for row in Application.objects.select_for_update().filter(pk__in=some).only(*COLUMNS):
        stands = asdict(standing(told[row.pk]))
        if any(getattr(row, name) != value for name, value in stands.items()):
            changed.append(row)
            for name, value in stands.items():
                setattr(row, name, value)
    Application.objects.bulk_update(changed, COLUMNS, batch_size=100)


def stands_as(row: Application, happenings: Collection[Happening]) -> Application:
    """The same, for an application whose events are all at hand and that is not yet written."""
    for name, value in asdict(standing(happenings)).items():
        setattr(row, name, value)
    return row


def _chunks(names: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(names), AT_ONCE):
        yield names[start : start + AT_ONCE]
