"""The seam to growth: when hours were held in, how each candidate moved over them out.

Like fitting.py imported in the limited child alone: numpy and scipy stay out of the server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from afterword.calibration.enums import RECOMMENDATION, Ungrown
from afterword.calibration.found import Found, Grown, Member, Sure
from afterword.numerics.errors import NotConverged, Refused
from afterword.numerics.growth import FEWEST_HOURS, TooFewHours, TooManyForGrowth
from afterword.numerics.levels import levels_moved, mean_level
from afterword.numerics.model import Floats, Z
from afterword.study.calibrated import Calibrated
from afterword.study.growth import Growing

WHY: Mapping[type[Exception], Ungrown] = {
    TooFewHours: Ungrown.FEW, TooManyForGrowth: Ungrown.MANY,
}  # fmt: skip
NEAR = 0.1  # of a unit of ability, over which a level's worth is measured


# Any: a column is keys or numbers.
def with_growth(
    found: Found, calibrated: Calibrated, columns: Mapping[str, Sequence[Any]]
) -> Found:
    """What was found, with growth where the ratings carry it; else with a word for why not."""
    try:
        growing = calibrated.growth(dict(zip(columns["hour"], columns["held"], strict=True)))
    except (Refused, NotConverged) as no:
        why = WHY.get(type(no), Ungrown.UNTOLD)
        return replace(found, whole=replace(found.whole, ungrown=why.value))
    read = _Read(calibrated, growing)
    candidates = [replace(one, grown=read.grown(one)) for one in found.candidates]
    whole = replace(found.whole, grows=read.of_everybody())
    return replace(found, candidates=candidates, whole=whole)


class _Read:
    """Growth, read for the pages: in levels."""

    def __init__(self, calibrated: Calibrated, growing: Growing) -> None:
        self.components, self.growing, self.of = calibrated.components, growing, growing.of
        self.hours = list(calibrated.labels["interview"])
        names = calibrated.labels["dimension"]
        self.rows = [at for at, one in enumerate(names) if one != RECOMMENDATION]
        ratings = calibrated.ratings
        whose = np.full(len(self.hours), -1)
        assert ratings.interview is not None  # noqa: S101  fitting.py gives hours
        assert ratings.candidate is not None  # noqa: S101  and candidates
        whose[ratings.interview] = ratings.candidate
        self.whose = whose
        self.codes = {name: code for code, name in enumerate(calibrated.labels["candidate"])}

    def of_everybody(self) -> Sure:
        """Levels an hour, on average over candidates."""
        mean = self.growing.mean
        return self._moved(mean.estimate, mean.low, mean.high)

    def grown(self, member: Member) -> Grown | None:
        """One candidate; None of whoever had fewer hours than say anything."""
        code = self.codes[member.key]
        mine = np.flatnonzero(self.whose == code)
        if mine.size < FEWEST_HOURS:
            return None
        mine = mine[np.argsort(self.of.place[mine])]
        one, span = self.growing.each[code], mine.size - 1
        return Grown(
            change=self._moved(one.estimate * span, one.low * span, one.high * span),
            hours=[(self.hours[at], *self._seen(at)) for at in mine.tolist()],
            shows=self.of.hours_needed(code, self._level()),
        )

    def _seen(self, hour: int) -> tuple[Sure, float]:
        """The level of one hour with its interval, and that of the line through all of them."""
        mean, sd = self.of.at[hour]
        ends = self._levels(np.array([mean, mean - Z * sd, mean + Z * sd, self.of.trend[hour, 0]]))
        value, low, high, line = (round(float(one), 6) for one in ends)
        return Sure(value, low, high), line

    def _levels(self, eta: Floats) -> Floats:
        """Mean levels over dimensions, counted from 1."""
        rows = [mean_level(eta, self.components.thresholds[row]) for row in self.rows]
        return np.asarray(1 + np.mean(rows, axis=0))

    def _moved(self, *effects: float) -> Sure:
        moved = (levels_moved(self.components, one, of="candidate", rows=self.rows)
                 for one in effects)  # fmt: skip
        return Sure(*(round(float(one), 6) for one in moved))

    def _level(self) -> float:
        """How much ability is worth one level."""
        each = levels_moved(self.components, NEAR, of="candidate", rows=self.rows) / NEAR
        return 1 / max(each, 1e-6)
