"""What the silence means: how likely an answer still is, and which, after so many days.

The seam between the rows of a search and the sums: days in, chances out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterword.cycle.enums import ANSWERS_WITH_INTEREST
from afterword.cycle.paths import Path
from afterword.cycle.pooled import FEWEST, Pool
from afterword.kit.charts import Bands, Chart, Count, Series, axis
from afterword.numerics.foreseeing import FEWEST_WAITED, answers_foreseen
from afterword.numerics.incidence import INTEREST, REJECTION, SILENT, Band, Waits, waits
from afterword.numerics.luck import Foreseen
from afterword.numerics.waiting import (
    StillToCome,
    Waiting,
    pooled,
    still_to_come,
    vague,
    waiting,
)

# Fewer than these say nothing that could be held against anything.
FEWEST_SENT = 5
FEWEST_ANSWERED = 1
AHEAD = 30
ASKED = (7, 14, 30, 60, 90, 120, 180)
SEED = 20261123
POINTS = 160


@dataclass(frozen=True)
class Chance:
    """For a silence of `after` days: what may come within 30 days, and how many waited so long."""

    after: int
    interest: tuple[float, float, float]
    rejection: tuple[float, float, float]
    rests_on: int

    @property
    def is_known(self) -> bool:
        return self.rests_on >= FEWEST_WAITED


@dataclass(frozen=True)
class Silence:
    """Everything that the page of the silence says; `people` are others who share.

    `beyond`: how many have been silent for longer than anybody was watched. Nothing is foreseen of
    them.
    """

    sent: int
    answered: int
    undated: int
    silent: tuple[int, ...]
    longest: int
    program: str
    people: int
    weight: float
    foreseen: Foreseen | None
    beyond: int
    chances: dict[int, Chance]
    chart: Chart | None

    @property
    def is_enough(self) -> bool:
        return self.chart is not None

    @property
    def asked(self) -> list[Chance]:
        """The chances at the usual days."""
        return [self.chances[day] for day in ASKED if day in self.chances]


def table_of(paths: Sequence[Path]) -> Waits | None:
    """The waits of those that were sent on a known day; None where there are none."""
    told = [one for one in (_wait(path) for path in paths) if one]
    return waits([days for days, _ in told], [cause for _, cause in told]) if told else None


def silence(
    paths: Sequence[Path], *, open_days: Sequence[int], pool: Pool | None, asked: Sequence[int] = ()
) -> Silence:
    """Learn from own ways, and from the program's where it shares.

    `open_days`: for each application that is still open and silent, for how many days; `asked`:
    days for which the chances are wanted besides the usual ones.
    """
    table = table_of(paths)
    if table is None or not _is_enough(table, pool):
        return _too_little(paths, table, open_days)
    others = _others(pool)
    known = pooled(others) if others else vague()
    rng = np.random.default_rng(SEED)
    believed = waiting(table, known=known, rng=rng)
    seen = _together(table, others)
    chances = {
        day: _chance(still_to_come(believed, after=day, within=AHEAD), seen)
        for day in sorted({*ASKED, *asked})
    }
    within = [days for days in open_days if _rests_on(days, seen) >= FEWEST_WAITED]
    foreseen = (
        answers_foreseen(believed, silent_days=within, within=AHEAD, rng=rng) if within else None
    )
    return Silence(
        table.count, table.answered, _undated(paths), tuple(sorted(open_days)),
        len(table.at_risk) - 1, pool.program if pool else "", len(others),
        known.weight, foreseen, len(open_days) - len(within), chances, _chart(believed, table),
    )  # fmt: skip


def _others(pool: Pool | None) -> list[Waits]:
    """The waits of those in a pool who have any, where there are enough of them."""
    told = [one for one in map(table_of, pool.people if pool else ()) if one]
    return told if len(told) >= FEWEST else []


def _wait(path: Path) -> tuple[int, int] | None:
    """Days and cause of one wait; None if it cannot be told."""
    if not path.sent or path.applied_on is None or (path.answer and path.answered_on is None):
        return None
    if path.answered_on is not None:
        cause = INTEREST if path.answer in ANSWERS_WITH_INTEREST else REJECTION
        return max((path.answered_on - path.applied_on).days, 0), cause
    days = (path.until - path.applied_on).days
    return (days, SILENT) if days >= 0 else None


def _undated(paths: Sequence[Path]) -> int:
    return sum(one.sent and bool(one.answer) and one.answered_on is None for one in paths)


def _is_enough(table: Waits, pool: Pool | None) -> bool:
    alone = table.count >= FEWEST_SENT and table.answered >= FEWEST_ANSWERED
    return alone or pool is not None


def _too_little(paths: Sequence[Path], table: Waits | None, open_days: Sequence[int]) -> Silence:
    sent, answered = (table.count, table.answered) if table else (0, 0)
    longest = len(table.at_risk) - 1 if table else 0
    silent = tuple(sorted(open_days))
    return Silence(
        sent, answered, _undated(paths), silent, longest, "", 0, 0.0, None, 0, {}, None
    )  # fmt: skip


def _together(table: Waits, others: Sequence[Waits]) -> list[int]:
    """How many were still silent on each day, the others among them."""
    days = max(len(one.at_risk) for one in (table, *others))
    total = np.zeros(days, dtype=np.int64)
    for one in (table, *others):
        total[: len(one.at_risk)] += one.at_risk
    return [int(one) for one in total]


def _chance(found: StillToCome, seen: Sequence[int]) -> Chance:
    rests_on = _rests_on(found.after, seen)
    return Chance(found.after, found.interest, found.rejection, rests_on)


def _rests_on(after: int, seen: Sequence[int]) -> int:
    """How many were still silent on the day after."""
    return seen[after + 1] if after + 1 < len(seen) else 0


def _chart(believed: Waiting, table: Waits) -> Chart:
    last = max(len(table.at_risk) - 1, 1)
    shown = _changes(last)
    interest, rejection = believed.interest.estimate[last], believed.rejection.estimate[last]
    sentence = (
        f"By day {last}, about {_of_100(interest)} of 100 of your applications have been answered "
        f"with interest and {_of_100(rejection)} with a rejection; the rest is silence."
    )
    spec: Bands = {
        "kind": "bands",
        "x": axis("days since applying", measure="days", end=last),
        "y": axis("share", measure="percent", end=_top(believed, last)),
        "steps": True,
        "series": [
            _series("a rejection", believed.rejection, shown),
            _series("interest", believed.interest, shown),
        ],
        "counts": {"label": "yours still silent that day", "at": _counts(table, last)},
    }
    rows = [_row(believed, table, day) for day in (*ASKED, last) if day <= last]
    columns = ("day", "answered with interest", "rejected", "yours still silent")
    return Chart("answers", sentence, columns, rows, spec)


def _changes(last: int) -> list[int]:
    """The days to draw: all of them, or as many as can be told apart."""
    return sorted({round(one) for one in np.linspace(0, last, min(last + 1, POINTS))})


def _series(name: str, band: Band, days: Sequence[int]) -> Series:
    return {
        "name": name,
        "x": [float(day) for day in days],
        "y": [round(float(band.estimate[day]), 4) for day in days],
        "low": [round(float(band.low[day]), 4) for day in days],
        "high": [round(float(band.high[day]), 4) for day in days],
    }


def _counts(table: Waits, last: int) -> list[Count]:
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if last <= one * 40)
    return [{"x": day, "count": int(table.at_risk[day])} for day in range(0, last + 1, step)]


def _top(believed: Waiting, last: int) -> float:
    highest = max(believed.interest.high[last], believed.rejection.high[last])
    return float(min(1.0, np.ceil(highest * 10) / 10))


def _row(believed: Waiting, table: Waits, day: int) -> tuple[str, str, str, str]:
    return (
        str(day), _said(believed.interest, day), _said(believed.rejection, day),
        str(int(table.at_risk[day])),
    )  # fmt: skip


def _said(band: Band, day: int) -> str:
    low, high = _of_100(band.low[day]), _of_100(band.high[day])
    return f"{_of_100(band.estimate[day])} of 100 ({low} to {high})"


def _of_100(share: float) -> str:
    return (
        f"{share * 100:.0f}"
        if share >= 0.095 or share == 0
        else f"{share * 100:.1f}".rstrip("0").rstrip(".")
    )
