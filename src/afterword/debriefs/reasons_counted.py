"""Why applications ended, counted: how we know, of what kind, in whose hands."""

from collections import Counter
from dataclasses import dataclass

from afterword.cycle.enums import Outcome, ReasonKind
from afterword.cycle.models import Application, Cycle, Reason
from afterword.kit.remembering import remembered

ENDED = (Outcome.REJECTED, Outcome.SILENCE, Outcome.DECLINED, Outcome.WITHDRAWN)


@dataclass(frozen=True)
class ReasonsCounted:
    """`counts` are by (how we know, kind, control); of `said` of `ended` somebody said why."""

    ended: int
    said: int
    counts: Counter[tuple[str, str, str]]


def why_it_ended(cycle: Cycle) -> ReasonsCounted:
    """The reasons of a search; remembered until something is written in it."""
    return remembered(f"debriefs:reasons:{cycle.pk}", str(cycle.revision), lambda: _counted(cycle))


def _counted(cycle: Cycle) -> ReasonsCounted:
    there = Application.objects.filter(cycle=cycle, taken_back_at=None, outcome__in=ENDED)
    reasons = Reason.objects.filter(application__in=there, taken_back_at=None).order_by()
    said = list(
        reasons.exclude(kind=ReasonKind.NOT_SAID).values_list(
            "known", "kind", "control", "application"
        )
    )
    counts = Counter((known, kind, control) for known, kind, control, _ in said)
    return ReasonsCounted(there.count(), len({application for *_, application in said}), counts)
