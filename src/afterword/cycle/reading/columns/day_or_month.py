"""Which of two numbers is the month: learnt from the whole column. Pure: `today` comes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from afterword.cycle.reading.cells.dates import Order, Written, day_of, settled, votes


@dataclass(frozen=True)
class Learnt:
    """An order of day and month, and how it is known: a sentence, empty if nothing was in doubt."""

    order: Order
    why: str
    doubtful: bool = False


def learn_order(
    column: Sequence[Written], *, others: Sequence[Written], today: date, given: Order | None = None
) -> Learnt:
    """Which number is the month: told, shown by the column, by the others, or by the sequence."""
    if given is not None:
        return Learnt(given, "as you said")
    for dates, where in ((column, "this column"), (others, "the other dates")):
        day, month = votes(dates)
        if day != month:
            order = Order.DAY_FIRST if day > month else Order.MONTH_FIRST
            return Learnt(order, f"{max(day, month)} dates in {where} can only be {order}")
    return _by_sequence(column or others, today)


def _by_sequence(dates: Sequence[Written], today: date) -> Learnt:
    """No date decides: the order in which rows follow each other more evenly, and no later days."""
    unsure = [one for one in dates if not one.sure]
    if not unsure:
        return Learnt(Order.MONTH_FIRST, "")
    if all(one.first == one.second for one in unsure):
        return Learnt(Order.MONTH_FIRST, "")
    rough = {order: _roughness(unsure, order, today) for order in Order}
    day, month = rough[Order.DAY_FIRST], rough[Order.MONTH_FIRST]
    if len(unsure) > 2 and min(day, month) * 1.5 < max(day, month):
        order = Order.DAY_FIRST if day < month else Order.MONTH_FIRST
        return Learnt(order, f"read {order}, the rows follow each other by date")
    if all(one.dotted for one in unsure):
        return Learnt(Order.DAY_FIRST, "days written with dots are day first")
    return Learnt(
        Order.MONTH_FIRST, "every date could be either way; month first was taken", doubtful=True
    )


def _roughness(dates: Iterable[Written], order: Order, today: date) -> float:
    """Days jumped from row to row, and a good deal more for days that are still to come."""
    days = [_somewhere(one, order, today) for one in dates]
    jumps = sum(abs((b - a).days) for a, b in pairwise(days))
    return jumps + 60.0 * sum(day > today + timedelta(days=31) for day in days)


def _somewhere(one: Written, order: Order, today: date) -> date:
    month, day = settled(one, order=order)
    return day_of(one.year or today.year, month, day)
