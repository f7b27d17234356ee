"""Whose ratings surprise, and who rates by habit: in words, by name, in the order of names."""

from collections.abc import Iterator, Sequence

import numpy as np

from afterword.numerics.fit import Habit, Surprises
from afterword.study.findings import Findings
from afterword.study.words import beyond, cut

SHOWN = 6
LONGEST = 24  # characters of a name

MIDDLE = (
    "Keeps closer to the middle than the others "
    "(0 is as they do, 1 all the way, more the other way round)"
)
HALO = (
    "Rates the dimensions of an interview more alike than the fit foretells (0 is none, 1 the same)"
)
NOISY = "More surprises than chance gives (infit, and the most that chance gives)"


def surprising(findings: Findings) -> list[str]:
    """Sentences about interviewers; none where there are fewer than two."""
    surprises = findings.surprises.get("interviewer")
    if surprises is None or len(surprises.infit) < 2:
        return []
    names = findings.reading.labels["interviewer"]
    return said_of(names, surprises=surprises, middle=findings.middle, halo=findings.halo)


def said_of(
    names: Sequence[str], *, surprises: Surprises, middle: Habit | None, halo: Habit | None
) -> list[str]:
    """The same of fit statistics in the order of names."""
    told = [
        *_said(NOISY, _noisy(surprises, names)),
        *_said(MIDDLE, _habitual(middle, names)),
        *_said(HALO, _habitual(halo, names)),
    ]
    if not told:
        return ["Nobody's ratings surprise more than chance allows."]
    return [*told, f"By chance alone each of these would name about 1 in 40 of {len(names):,}."]


def _noisy(one: Surprises, names: Sequence[str]) -> list[str]:
    return [
        f"{cut(names[at], LONGEST)} ({beyond(one.infit[at], one.infit_high[at])})"
        for at in np.flatnonzero(one.infit > one.infit_high).tolist()
    ]


def _habitual(habit: Habit | None, names: Sequence[str]) -> list[str]:
    """Whose habit is above 0 with its whole interval."""
    if habit is None:
        return []
    return [
        f"{cut(names[at], LONGEST)} ({habit.estimate[at]:.2f})"
        for at in np.flatnonzero(habit.low > 0).tolist()
    ]


def _said(words: str, who: Sequence[str]) -> Iterator[str]:
    if who:
        more = f" and {len(who) - SHOWN:,} more" if len(who) > SHOWN else ""
        yield f"{words}: {', '.join(who[:SHOWN])}{more}."
