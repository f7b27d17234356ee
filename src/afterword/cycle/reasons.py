"""Reasons as they are read: what was told, what was heard and what is guessed, never mixed."""

from collections.abc import Iterable

from afterword.cycle.enums import Known
from afterword.cycle.models import Reason

ORDER = {Known.TOLD: 0, Known.HEARD: 1, Known.GUESSED: 2}


def by_knowledge(reasons: Iterable[Reason]) -> list[Reason]:
    """What was told first, then what was heard, then guesses; the newest of each first."""
    newest = sorted(reasons, key=lambda one: one.noted_at, reverse=True)
    return sorted(newest, key=lambda one: ORDER[Known(one.known)])
