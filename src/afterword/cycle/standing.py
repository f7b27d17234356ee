"""How an application stands, read from its events in whatever order they were noted.

Pure: no rows, no clock. The same events give the same standing however they are shuffled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from afterword.cycle.enums import ANSWERS_WITH_INTEREST, ENDS, IMPLIES, PROGRESS, Outcome, Stage


@dataclass(frozen=True)
class Happening:
    """One event: the day it happened (None when nobody knows), its stage, its own words if any.

    ``place`` breaks ties between events of one day: the order the person gave them, where they
    gave one. Otherwise a day runs from being sent, by letting go, to the last stage, then endings,
    then reopening: whoever lets go in the morning and hears in the afternoon has heard.
    """

    on: date | None
    place: int
    stage: str
    words: str = ""
    at: str = ""  # the hour, of an interview whose hour a file knows
    minutes: int = 0


@dataclass(frozen=True)
class Standing:
    """Where an application is and what has been heard of it."""

    stage: str  # the furthest stage reached, never an ending
    outcome: str
    applied_on: date | None
    answered_on: date | None  # the first dated answer, with interest or without
    answer: str  # the stage that the first answer was; "" while there is none
    last_on: date | None  # the last dated event; letting go is none: nothing was heard
    ended_on: date | None  # when the ending that holds came, if it is dated
    interested: bool  # somebody has answered with interest


def standing(happenings: Iterable[Happening]) -> Standing:
    """Fold the events of one application.

    Dated events count in the order of their days. An undated one is known to have happened, not
    when: a stage counts as reached and reopens nothing; an ending counts as the last thing that
    happened, unless a reopening says that it was not. An ending holds until it is reopened, or
    until something happens on a later day; letting go, until any answer that is not earlier.
    Letting go in silence never covers another ending.
    """
    told = _in_order(happenings)
    stages = [one.stage for one in told] + [IMPLIES[s.stage] for s in told if s.stage in IMPLIES]
    dated = [one.on for one in told if one.on and one.stage != Stage.SILENCE]
    applied = [one.on for one in told if one.stage == Stage.APPLIED and one.on]
    answers = [one for one in told if _answers(one.stage)]
    outcome, ended_on = _outcome(told)
    return Standing(
        stage=max((s for s in stages if s in PROGRESS), key=_progress, default=Stage.NOTED.value),
        outcome=outcome,
        applied_on=min(applied, default=None),
        answered_on=next((one.on for one in answers if one.on), None),
        answer=answers[0].stage if answers else "",
        last_on=max(dated, default=None),
        ended_on=ended_on,
        interested=any(s in ANSWERS_WITH_INTEREST for s in stages),
    )


def _answers(stage: str) -> bool:
    return stage in ANSWERS_WITH_INTEREST or stage == Stage.REJECTED


def _progress(stage: str) -> tuple[int, str]:
    return (PROGRESS[stage], stage)


def _in_order(happenings: Iterable[Happening]) -> list[Happening]:
    """Dated ones by day, undated ones after them; but undated endings before what reopened them."""
    told = sorted(happenings, key=_order)
    reopened = next((i for i, one in enumerate(told) if one.stage == Stage.REOPENED), None)
    if reopened is None:
        return told
    before, after = told[:reopened], told[reopened:]
    undated = [one for one in after if one.on is None and one.stage in ENDS]
    return before + undated + [one for one in after if one not in undated]


WITHIN_A_DAY = {**PROGRESS, Stage.SILENCE: 1.5, Stage.REOPENED: 8}
ENDINGS = 7


def _order(one: Happening) -> tuple[bool, date, int, float, str, str]:
    within_day = WITHIN_A_DAY.get(one.stage, ENDINGS)
    return (one.on is None, one.on or date.max, one.place, within_day, one.stage, one.words)


def _outcome(told: list[Happening]) -> tuple[str, date | None]:
    """How it stands, and since when if it has ended."""
    outcome, since = Outcome.OPEN.value, None
    for one in told:
        if one.stage in ENDS and not (one.stage == Stage.SILENCE and outcome != Outcome.OPEN):
            outcome, since = ENDS[one.stage], one.on
        elif one.stage == Stage.REOPENED or _reopens(one, outcome, since):
            outcome, since = Outcome.OPEN.value, None
    return outcome, since


def _reopens(one: Happening, outcome: str, since: date | None) -> bool:
    """Something happened after an ending: on a later day, and more than a note.

    What was let go is also opened by an answer of the same day.
    """
    if one.on is None or since is None:
        return False
    if outcome == Outcome.SILENCE and one.on == since:
        return one.stage in ANSWERS_WITH_INTEREST
    return one.on > since and PROGRESS.get(one.stage, 0) > PROGRESS[Stage.NOTED]
