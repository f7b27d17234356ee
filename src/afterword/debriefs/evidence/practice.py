"""Mock interviews beside company interviews."""

from dataclasses import replace
from typing import Any

from afterword.cycle.models import Cycle
from afterword.debriefs.beside_a_question import Eyes, Laid
from afterword.debriefs.company_interviews import LookedBackOn
from afterword.debriefs.comparing_interviews import held_in
from afterword.debriefs.evidence.read_once import MOST_ROWS, SHAPE, interviews, letters
from afterword.debriefs.mock_and_real import (
    ENDED,
    MOCK,
    MOST,
    OPEN,
    WENT_ON,
    Dimension,
    coming_back,
    company_hour,
    dimensions,
    hour_by_hour,
    levels_chart,
    mock_hours,
)
from afterword.debriefs.mock_letters import Letters
from afterword.debriefs.models import CycleDebrief
from afterword.kit.drawing import drawn
from afterword.kit.prepared import Unread
from afterword.kit.remembering import remembered
from afterword.kit.words import plural

OTHER_HOURS = " The other hours are under Notes and under Debriefs."
NOTHING_RATED = (
    "No hiring notes of mock interviews and no debriefs with levels yet. Both would stand here, "
    "side by side."
)


def practice(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """What is counted of it is remembered; the hours are named afresh."""
    cycle = debrief.cycle
    notes, looked_back = letters(debrief, eyes), interviews(debrief, eyes)
    kept, went_on = remembered(
        f"debriefs:practice:{'mentor' if eyes.link else 'own'}:{cycle.pk}",
        f"{SHAPE}:{cycle.revision}:{looked_back.digest}:{notes.digest}",
        lambda: _levels(cycle, notes, looked_back),
    )
    rated = (one for one in map(LookedBackOn._make, looked_back) if one.is_rated)
    real = [company_hour(*both) for both in zip(rated, went_on, strict=False)][::-1]
    rows = hour_by_hour([*mock_hours(notes)[-MOST_ROWS:], *real])
    return replace(kept, rows=rows) if rows else kept


# Any: the rows as they are kept.
def _levels(
    cycle: Cycle, notes: Letters, looked_back: Unread[tuple[Any, ...]]
) -> tuple[Laid, list[bool | None]]:
    """All but the hours themselves, and what came of each that will be named."""
    went_on = {one.interview: one.went_on for one in held_in(cycle)}
    rated = [one for one in map(LookedBackOn._make, looked_back) if one.is_rated]
    real = [company_hour(one, went_on.get(one.interview)) for one in rated[:MOST]][::-1]
    mocks = mock_hours(notes)
    if not mocks and not real:
        return Laid(NOTHING_RATED), []
    found = dimensions([*mocks, *real])
    sentence = _side_by_side(len(mocks), len(real), coming_back(found))
    shown = Laid(
        charts=(drawn(levels_chart(found, sentence=sentence)),) if found else (),
        sentence="" if found else sentence,
        columns=("Interview", "Day", "Levels", "What came of it"),
        rows_title=_hours_shown(len(mocks), len(real)),
        note="Different hours before different people, and two kinds of eyes: look for what comes "
        "back, not for a trend." + OTHER_HOURS * (max(len(mocks), len(real)) > MOST_ROWS),
    )
    return shown, [went_on.get(one.interview) for one in rated[:MOST_ROWS]]


def _hours_shown(mocks: int, real: int) -> str:
    if max(mocks, real) <= MOST_ROWS:
        return "Hour by hour"
    return f"Hour by hour, the latest {MOST_ROWS} of each kind"


def _side_by_side(mocks: int, real: int, back: list[Dimension]) -> str:
    there = f"{plural(mocks, 'mock interview')} as their interviewers saw them"
    here = f"{plural(real, 'company interview')} as you saw them"
    if not mocks or not real:
        missing = "debrief of a company interview with levels" if mocks else "mock interview"
        return f"{there if mocks else here}. No {missing} yet to lay beside them."
    if not back:
        return f"{there}, beside {here}."
    told = (
        f"{one.name.lower()}, mixed or not yet in {_of(one.low(MOCK))} mocks and in "
        f"{_of(one.low(WENT_ON, ENDED, OPEN))} company interviews"
        for one in back
    )
    return f"{there}, beside {here}. What comes back: {'; '.join(told)}."


def _of(counted: tuple[int, int]) -> str:
    return f"{counted[0]} of {counted[1]}"
