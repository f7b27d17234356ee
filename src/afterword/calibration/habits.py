"""The seam to fit statistics: how each interviewer's ratings hang together.

Like fitting.py imported in the limited child alone: numpy and scipy stay out of the server.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from afterword.calibration.found import Habits, Sure
from afterword.numerics.fit import Habit, against_others, halo, middle, surprises_by
from afterword.study.calibrated import Calibrated

# Any: codes of whatever width.
Codes = NDArray[Any]


def habits_of(calibrated: Calibrated) -> list[Habits]:
    """Of each interviewer, in the order of codes: surprise, the middle, and halo."""
    ratings, told = calibrated.ratings, calibrated.foretold
    raters = ratings.facets["interviewer"]
    count = ratings.count("interviewer")
    surprise = surprises_by(calibrated.squares, ratings, "interviewer")
    between = zip(surprise.infit, surprise.infit_low, surprise.infit_high, strict=True)
    keeps = against_others(middle(told, raters, count=count))
    alike = halo(told, ratings, raters, count=count)
    hours = _hours(raters, ratings.facets["interview"], count)
    return [
        Habits(
            surprise=_sure(*one), middle=_of(keeps, at), halo=_of(alike, at),
            ratings=int(surprise.rated[at]), hours=int(hours[at]),
        )
        for at, one in enumerate(between)
    ]  # fmt: skip


def _hours(raters: Codes, interviews: Codes, count: int) -> NDArray[np.intp]:
    held = np.unique(np.column_stack([raters, interviews]), axis=0)
    return np.bincount(held[:, 0], minlength=count)


def _of(habit: Habit, at: int) -> Sure | None:
    """Nothing where too little was rated to say it."""
    ends = habit.estimate[at], habit.low[at], habit.high[at]
    return _sure(*ends) if np.isfinite(ends).all() else None


def _sure(*ends: float) -> Sure:
    return Sure(*(round(float(one), 6) for one in ends))
