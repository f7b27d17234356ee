"""The funnel: what share goes on from each stage, and what others' shares are.

The seam between the rows of a search and the sums: ways in, shares out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from afterword.cycle.enums import PROGRESS, Outcome, Source
from afterword.cycle.paths import Path
from afterword.cycle.pooled import FEWEST, Pool
from afterword.cycle.sankey import none_or, was_were
from afterword.kit.charts import Chart, IntervalRow, Intervals, axis
from afterword.kit.words import plural
from afterword.numerics.incidence import INTEREST, REJECTION, SILENT, Waits, waits
from afterword.numerics.rates import (
    Prior,
    Rate,
    Together,
    by_luck_alone,
    rate,
    rate_under_way,
    together,
)

# Well inside luck; still inside; beyond it luck alone would do so in fewer than 1 of 20 searches.
WELL_INSIDE, INSIDE = 0.2, 0.05
TOO_FEW = "too few of them"
# A case with next to nothing known beforehand, only to count what open cases are worth.
HARDLY = Prior(0.5, 0.5)


@dataclass(frozen=True)
class Rung:
    """A step of the funnel that most searches have: from `after` to `upto`, as PROGRESS counts."""

    name: str
    label: str
    after: int
    upto: int
    public: Prior


# The public start is one search of 177 rows that its owner published (Tim Hanneman, MIT licence):
# 13 answered with interest, 9 with an interview on a day, 2 offers. It knows no on-site rounds, so
# the way from a conversation to an offer is cut in two equal parts. Worth few cases on purpose.
RUNGS = (
    Rung("heard", "answered with interest", 1, 2, Prior(13 / 177, 10)),
    Rung("phone", "phone screen or further", 2, 4, Prior(9 / 13, 4)),
    Rung("onsite", "on-site or further", 4, 5, Prior((2 / 9) ** 0.5, 4)),
    Rung("offer", "offer", 5, 6, Prior((2 / 9) ** 0.5, 4)),
)


@dataclass(frozen=True)
class Share:
    """One rung: how many of how many went on, the share believed, and the others' beside it."""

    rung: Rung
    there: int
    advanced: int
    open: int
    rate: Rate
    others: Together | None
    luck: float | None

    @property
    def theirs(self) -> Rate | None:
        """The others' share, and where that of 8 in 10 people like them lies."""
        return rate(0, 0, prior=self.others.prior) if self.others else None

    @property
    def settled(self) -> int:
        return self.there - self.open

    @property
    def words(self) -> str:
        """What the others' share says of yours; nothing where there is nothing to compare."""
        if self.luck is None or not self.settled:
            return ""
        if self.luck >= WELL_INSIDE:
            return "this is well inside luck"
        if self.luck >= INSIDE:
            return "this is still inside luck"
        often = max(1, round(self.luck * 100))
        return f"luck alone would do this in about {often} of 100 searches"


def shares(
    paths: Sequence[Path], *, pool: Pool | None, rungs: Sequence[Rung] = RUNGS
) -> list[Share]:
    """Each rung with its share; from the program's start where five or more others have cases."""
    return [_share(rung, paths, pool) for rung in rungs]


def conversion(found: Sequence[Share], *, program: str) -> Chart:
    """Each rung's share with its interval, and the others' beside it."""
    others = "the program" if program else ""
    spec: Intervals = {
        "kind": "intervals",
        "x": axis("share that goes on", measure="percent", end=1),
        "rows": [_interval(one) for one in found],
        "names": {"value": "yours", "beside": others},
    }  # fmt: skip
    columns = (
        "stage", "went on, of those settled", "still open", "your share",
        others or "what it starts from",
    )  # fmt: skip
    rows = [
        (one.rung.label, f"{one.advanced:,} of {one.settled:,}", one.open, _said(one.rate),
         _beside(one, program=program))
        for one in found
    ]  # fmt: skip
    return Chart("shares", _compared(found), columns, rows, spec)


def _beside(one: Share, *, program: str) -> str:
    if one.theirs:
        return _said(one.theirs)
    return TOO_FEW if program else f"{one.rung.public.mean:.0%}"


def _share(rung: Rung, paths: Sequence[Path], pool: Pool | None) -> Share:
    mine = _reaching(rung, paths)
    others = _others(rung, pool)
    advanced = sum(one.furthest >= rung.upto for one in mine)
    still = sum(_is_open(rung, one) for one in mine)
    prior = others.prior if others else rung.public
    believed = rate_under_way(_waits(rung, mine), prior=prior)
    settled = len(mine) - still
    luck = by_luck_alone(advanced, settled, others=others) if others else None
    return Share(rung, len(mine), advanced, still, believed, others, luck)


def _reaching(rung: Rung, paths: Sequence[Path]) -> list[Path]:
    """Those that got as far as this rung begins. Who was written to first never was sent."""
    return [
        one for one in paths
        if one.furthest >= rung.after and (rung.after > 1 or one.source != Source.INBOUND)
    ]  # fmt: skip


def _is_open(rung: Rung, path: Path) -> bool:
    return path.outcome == Outcome.OPEN and path.furthest < rung.upto


def _waits(rung: Rung, paths: Sequence[Path]) -> Waits:
    """Days from reaching a rung to going on or to its end. What has no days takes none."""
    if not paths:
        return waits([0], [SILENT])
    told = [_wait(rung, one) for one in paths]
    return waits([days for days, _ in told], [cause for _, cause in told])


def _wait(rung: Rung, path: Path) -> tuple[int, int]:
    begun = path.applied_on if rung.after == 1 else _day_at(path, rung.after)
    if path.furthest >= rung.upto:
        return _days(begun, _day_at(path, rung.upto)), INTEREST
    return _days(begun, path.until), SILENT if path.outcome == Outcome.OPEN else REJECTION


def _day_at(path: Path, progress: int) -> date | None:
    """The first known day on which it was so far, or further."""
    days = [on for stage, on in path.reached if on and PROGRESS[stage] >= progress]
    return min(days, default=None)


def _days(begun: date | None, ended: date | None) -> int:
    return max((ended - begun).days, 0) if begun and ended else 0


def _others(rung: Rung, pool: Pool | None) -> Together | None:
    """The others' cases on this rung, of at least five of them who have any; or nothing."""
    each = [_reaching(rung, one) for one in pool.people] if pool else []
    found = [rate_under_way(_waits(rung, one), prior=HARDLY) for one in each if one]
    if len(found) < FEWEST:
        return None
    advanced = [max(one.a - HARDLY.mean * HARDLY.weight, 0.0) for one in found]
    missed = [max(one.b - (1 - HARDLY.mean) * HARDLY.weight, 0.0) for one in found]
    return together(advanced, [a + b for a, b in zip(advanced, missed, strict=True)])


def _interval(one: Share) -> IntervalRow:
    row: IntervalRow = {
        "label": one.rung.label,
        "note": f"{one.advanced:,} of {one.settled:,}",
        "value": round(one.rate.estimate, 4),
        "low": round(one.rate.low, 4),
        "high": round(one.rate.high, 4),
    }
    if one.others:
        row["beside"] = round(one.others.mean, 2)
    return row


def _compared(found: Sequence[Share]) -> str:
    said = [one for one in found if one.others and one.settled]
    if not said:
        first = found[0]
        if not first.settled:
            return "None of these is settled yet, so each share is only what it starts from."
        return (
            f"{none_or(first.advanced)} of {plural(first.settled, 'settled application')} "
            f"{was_were(first.advanced)} answered with interest; the further down, the fewer there "
            "are and the less each share can say."
        ).capitalize()
    odd = [one.rung.label for one in said if one.luck is not None and one.luck < INSIDE]
    if not odd:
        return "At every stage, what is different from the others is inside luck."
    return f"What luck alone would rarely do: {', '.join(odd)}. The rest is inside luck."


def _said(found: Rate) -> str:
    return f"{found.estimate:.0%} ({found.low:.0%} to {found.high:.0%})"
