"""Work that comes round: each sweep in its turn, however many workers there are."""

from datetime import datetime, timedelta

from django.conf import settings

from afterword.host.models import Turn
from afterword.kit import later


def enqueue_due(*, now: datetime) -> list[str]:
    """Enqueue every sweep of `settings.PERIODIC` whose turn it is; their names."""
    return [name for name, every in settings.PERIODIC.items() if _take_turn(name, every, now=now)]


def _take_turn(name: str, minutes: int, *, now: datetime) -> bool:
    """Enqueue one sweep, if it is due and no other worker was quicker."""
    turn, _ = Turn.objects.get_or_create(name=name, defaults={"due_at": now})
    if turn.due_at > now:
        return False
    mine = Turn.objects.filter(name=name, due_at=turn.due_at)
    if not mine.update(due_at=now + timedelta(minutes=minutes)):
        return False
    later.enqueue(name)
    return True
