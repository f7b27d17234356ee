"""What stands out between what went on and what did not."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from afterword.cycle.models import Cycle
from afterword.debriefs import patterns
from afterword.debriefs.beside_a_question import Eyes, Laid
from afterword.debriefs.company_interviews import LookedBackOn
from afterword.debriefs.comparing_applications import applications_compared
from afterword.debriefs.comparing_interviews import (
    held_in,
    interviews_compared,
    levels_in,
    practised_by,
)
from afterword.debriefs.evidence.read_once import SHAPE, interviews
from afterword.debriefs.models import CycleDebrief
from afterword.kit.drawing import drawn
from afterword.kit.prepared import Unread
from afterword.kit.remembering import remembered_until


def stands_out(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """Remembered until the search changes, or a debrief, or practice, or an interview begins."""
    cycle, now = debrief.cycle, timezone.now()
    looked_back, practised = interviews(debrief, eyes), practised_by(cycle.person)
    return remembered_until(
        f"debriefs:stands-out:{cycle.pk}",
        f"{SHAPE}:{cycle.revision}:{looked_back.digest}:{practised.digest}",
        lambda: _compared(cycle, looked_back, practised, now=now),
        now=now,
    )


# Any: the rows as they are kept.
def _compared(
    cycle: Cycle, looked_back: Unread[tuple[Any, ...]], practised: Unread[tuple[datetime | None]],
    *, now: datetime,
) -> tuple[Laid, datetime | None]:  # fmt: skip
    interviewed = held_in(cycle)
    levels = levels_in(map(LookedBackOn._make, looked_back))
    moments = [at for (at,) in practised if at]
    interviews = interviews_compared(interviewed, practised=moments, levels=levels, now=now)
    seen = patterns.compared(applications_compared(cycle), interviews)
    ahead = min((one.starts_at for one in interviewed if one.starts_at > now), default=None)
    return _what_stands_out(seen), ahead


def _what_stands_out(seen: list[patterns.Compared]) -> Laid:
    count = sum(len(one.found) for one in seen)
    if not count:
        return Laid(
            f"Too little to compare yet: it takes {patterns.FEWEST} that have something in common "
            f"and {patterns.FEWEST} that have not, each with a known end.",
            note=_thin(seen), how_we_know="standing-out",
        )  # fmt: skip
    names = (("applications", "were answered with interest"), ("interviews", "went on"))
    charts = tuple(
        drawn(patterns.chart(one, name=f"stands-out-{name}", sentence=_said(one, name, went_on)))
        for one, (name, went_on) in zip(seen, names, strict=True)
        if one.found
    )
    return Laid(_how_many(count), charts=charts, note=_thin(seen), how_we_know="standing-out")


def _how_many(count: int) -> str:
    if count == 1:
        return "One comparison can be made. It shows what goes together, not what causes what."
    return (
        f"{count} comparisons can be made. Their intervals are wide enough to hold all at once, "
        "19 times in 20. They show what goes together, not what causes what."
    )


def _said(one: patterns.Compared, name: str, went_on: str) -> str:
    out = one.standing_out
    about = "Your applications" if name == "applications" else "Your company interviews"
    if not out:
        return f"{about}, and which of them {went_on}: nothing stands out beyond luck."
    told = (
        f"{it.name}, {it.mine.part:,} of {it.mine.whole:,} {went_on}, of the others "
        f"{it.others_part:,} of {it.others_whole:,}"
        for it in out
    )
    stands = "one thing stands" if len(out) == 1 else f"{len(out)} things stand"
    return f"{about}: {stands} out beyond luck. {_sentence('; '.join(told))}"


def _sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def _thin(seen: list[patterns.Compared]) -> str:
    """What there is too little of, the most frequent first."""
    few = sorted((it for one in seen for it in one.thin), key=lambda it: (-it.whole, it.value))
    if not few:
        return ""
    told = ", ".join(f"{it.value} ({it.part:,} of {it.whole:,} went on)" for it in few[:6])
    return (
        f"Too few to compare yet: {told}. It takes {patterns.FEWEST} with it and "
        f"{patterns.FEWEST} without."
    )
