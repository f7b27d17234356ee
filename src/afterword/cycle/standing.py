"""How an application stands, read from its events in whatever order they were noted.

Pure: no rows, no clock. The same events give the same standing however they are shuffled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from afterword.cycle.enums import ANSWERS_WITH_INTEREST, ENDS, PROGRESS, Outcome, Stage


@dataclass(frozen=True, order=True)
class Happening:
    """One event: the day it happened (None when nobody knows), its stage, its own words if any.

    ``place`` breaks ties between events of one day: the order the person gave them.
    """

    on: date | None
    place: int
    stage: str
    words: str = ""


@dataclass(frozen=True)
class Standing:
    """Where an application is and what has been heard of it."""

    stage: str  # the furthest stage reached, never an ending
    outcome: str
    applied_on: date | None
    answered_on: date | None  # the first answer, with interest or without
    last_on: date | None  # the last dated event
    interested: bool  # somebody has answered with interest


def standing(happenings: Iterable[Happening]) -> Standing:
    """Fold the events of one application.

    Undated events count as before the dated ones of a later stage and after those of an earlier
    one; an ending holds until it is reopened or something else happens after it.
    """
    told = sorted(happenings, key=_order)
    stages = [one.stage for one in told]
    dated = [one.on for one in told if one.on is not None]
    applied = [one.on for one in told if one.stage == Stage.APPLIED and one.on]
    answers = [one.on for one in told if _answers(one.stage) and one.on]
    return Standing(
        stage=max((s for s in stages if s in PROGRESS), key=PROGRESS.__getitem__, default="noted"),
        outcome=_outcome(told),
        applied_on=min(applied, default=None),
        answered_on=min(answers, default=None),
        last_on=max(dated, default=None),
        interested=any(s in ANSWERS_WITH_INTEREST for s in stages),
    )


def _answers(stage: str) -> bool:
    return stage in ANSWERS_WITH_INTEREST or stage == Stage.REJECTED


def _order(one: Happening) -> tuple[bool, date, int, int, str, str]:
    """Dated first, by day; on one day, endings last but before what reopens them."""
    late = {Stage.REOPENED: 8}.get(Stage(one.stage), 7 if one.stage in ENDS else 0)
    reached = PROGRESS.get(one.stage, late)
    return (one.on is None, one.on or date.max, reached, one.place, one.stage, one.words)


def _outcome(told: list[Happening]) -> str:
    outcome: str = Outcome.OPEN
    for one in told:
        if one.stage in ENDS:
            outcome = ENDS[one.stage]
        elif one.stage == Stage.REOPENED or (outcome == Outcome.SILENCE and one.on):
            outcome = Outcome.OPEN
    return outcome
