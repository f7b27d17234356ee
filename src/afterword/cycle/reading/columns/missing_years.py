"""Years left out: learnt from the whole column and its neighbours. Pure: `today` comes in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from afterword.cycle.reading.cells.dates import day_of

# How far apart two neighbouring rows of a list may be before another year is likelier.
FORWARD, BACK, UNSURE = 300, 65, 182


@dataclass(frozen=True)
class Dated:
    """A date of the main column in its row: with its year, or without, or none at all."""

    month: int
    day: int
    year: int | None


def running_years(
    rows: Sequence[Dated | None],
    *,
    hints: Sequence[int | None],
    today: date,
    start: int | None = None,
) -> list[int | None]:
    """A year for every row of a list that people keep by date.

    A row's own year counts, then a hint (another date in the row, a heading above). Rows without
    either take the year that brings them nearest to the row before, in the list's direction.
    With no year anywhere, the last day of the list is the latest that is not still to come.
    """
    forward = _direction(rows)
    years = _relative(rows, hints, forward, start)
    if start is None and not any(row and row.year for row in rows) and not any(hints):
        years = _ending_by(rows, years, today)
    return years


def _direction(rows: Sequence[Dated | None]) -> int:
    """1 if the list grows downwards, -1 if upwards, 0 if nobody can tell."""
    days = [(row.month, row.day) for row in rows if row is not None]
    steps = list(pairwise(days))
    down, up = sum(b > a for a, b in steps), sum(b < a for a, b in steps)
    if down > 1.3 * up:
        return 1
    return -1 if up > 1.3 * down else 0


def _relative(
    rows: Sequence[Dated | None], hints: Sequence[int | None], forward: int, start: int | None
) -> list[int | None]:
    anchor = start or next(
        (year for row, hint in zip(rows, hints, strict=True) if row and (year := row.year or hint)),
        2000,
    )
    first = next((i for i, row in enumerate(rows) if row and (row.year or hints[i])), 0)
    years: list[int | None] = [None] * len(rows)
    _walk(rows, hints, years, range(first, len(rows)), anchor, forward)
    _walk(
        rows,
        hints,
        years,
        range(first - 1, -1, -1),
        anchor,
        -forward,
        before=_at(rows, years, first),
    )
    return years


def _at(rows: Sequence[Dated | None], years: list[int | None], place: int) -> date | None:
    row, year = (rows[place], years[place]) if place < len(rows) else (None, None)
    return day_of(year, row.month, row.day) if row and year else None


def _walk(
    rows: Sequence[Dated | None], hints: Sequence[int | None], years: list[int | None],
    places: range, anchor: int, forward: int, before: date | None = None,
) -> None:  # fmt: skip
    last = before
    for place in places:
        row = rows[place]
        if row is None:
            continue
        year = row.year or hints[place] or _nearest(row, last, forward) or anchor
        years[place] = year
        last = day_of(year, row.month, row.day)


def _nearest(row: Dated, last: date | None, forward: int) -> int | None:
    if last is None:
        return None
    back, ahead = {1: (BACK, FORWARD), -1: (FORWARD, BACK)}.get(forward, (UNSURE, UNSURE + 1))
    for year in (last.year, last.year + 1, last.year - 1):
        apart = (day_of(year, row.month, row.day) - last).days
        if -back <= apart <= ahead:
            return year
    return last.year


def _ending_by(
    rows: Sequence[Dated | None], years: list[int | None], today: date
) -> list[int | None]:
    """Shift the whole list so that its latest day is the last one not after today."""
    days = [
        day_of(year, row.month, row.day)
        for row, year in zip(rows, years, strict=True)
        if row and year
    ]
    if not days:
        return years
    latest = max(days)
    shift = today.year - latest.year
    if day_of(latest.year + shift, latest.month, latest.day) > today + timedelta(days=1):
        shift -= 1
    return [None if year is None else year + shift for year in years]


def year_after(month: int, day: int, *, begun: date) -> int:
    """The year of a later event without one: the first such day from a month before `begun`."""
    for year in (begun.year - 1, begun.year, begun.year + 1):
        if day_of(year, month, day) >= begun - timedelta(days=31):
            return year
    return begun.year
