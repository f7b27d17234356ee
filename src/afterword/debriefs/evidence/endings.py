"""Why applications ended, as far as anybody said."""

from afterword.cycle.enums import Control, Known, ReasonKind
from afterword.debriefs.beside_a_question import Eyes, Laid, Row
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.reasons_counted import ReasonsCounted, why_it_ended


def reasons(debrief: CycleDebrief, _: Eyes) -> Laid:
    """Each reason that somebody told, heard or guessed, and how many ended without one."""
    seen = why_it_ended(debrief.cycle)
    rows = [
        Row(Known(one).label, (ReasonKind(kind).label, Control(control).label, f"{count:,}"))
        for (one, kind, control), count in sorted(seen.counts.items())
    ]
    return Laid(
        _ended(seen),
        columns=("How we know", "Reason", "Whose hands", "Applications") if rows else (),
        rows=tuple(rows),
    )


def _ended(seen: ReasonsCounted) -> str:
    if not seen.ended:
        return "None of your applications has ended yet."
    ended = f"{seen.ended:,} {'has' if seen.ended == 1 else 'have'} ended"
    silent = seen.ended - seen.said
    if not silent:
        return f"{ended}, and there is a reason for each, told or guessed."
    return (
        f"{ended}. For {silent:,} there is no reason, told or guessed; most endings are like that."
    )
