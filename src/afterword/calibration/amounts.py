"""Amounts as every page of the numbers says them: rounded, with their side, on their day."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from afterword.calibration.enums import Facet
from afterword.calibration.found import Sure

SIDES = {
    Facet.CANDIDATE: ("higher", "lower"),
    Facet.INTERVIEWER: ("stricter", "more lenient"),
    Facet.QUESTION: ("harder", "easier"),
}
LEAST = 0.05  # of a level: below it no tenth would be told
LEAST_SHARE = 0.005


def in_levels(moved: float) -> str:
    """A distance in levels; never an exact nothing."""
    return " ".join(_parts(moved))


def is_about(moved: float) -> bool:
    """Whether it is a number, which is no exact one; else the words are "less than"."""
    return abs(moved) >= LEAST


def about(moved: float) -> str:
    """The same where a sentence says that it is no exact one."""
    return f"about {in_levels(moved)}" if is_about(moved) else in_levels(moved)


def _parts(moved: float) -> tuple[str, str]:
    """The number, and the words behind it."""
    size = abs(moved)
    if size < LEAST:
        return "less than 0.1", "of a level"
    if size < 0.95:
        return f"{size:.1f}", "of a level"
    return ("1", "level") if size < 1.05 else (f"{size:.1f}", "levels")


def sided(moved: float, facet: str) -> str:
    """A distance with its side: 0.3 of a level stricter."""
    more, less = SIDES[Facet(facet)]
    return f"{in_levels(moved)} {more if moved >= 0 else less}"


def sides(low: float, high: float, facet: str) -> str:
    """Bounds with their sides, from the nearer to the further; what both say, said once."""
    if low < 0 < high:
        return f"{sided(low, facet)} to {sided(high, facet)}"
    near, far = sorted((low, high), key=abs)
    if _parts(near) == _parts(far):
        return sided(far, facet)
    number, unit = _parts(near)
    begin = number if unit == _parts(far)[1] else f"{number} {unit}"
    return f"{begin} to {sided(far, facet)}"


def percent(share: float) -> str:
    """A share; none is said only of what is none."""
    return "less than 1\N{NO-BREAK SPACE}%" if 0 < share < LEAST_SHARE else bound(share)


def bound(share: float) -> str:
    """The end of an interval of a share, which may be none."""
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def percents(one: Sure) -> str:
    """A share with its interval."""
    return f"{percent(one.value)} ({bound(one.low)} to {bound(one.high)})"


def decimals(number: float, *, beside: float | None = None) -> str:
    """Two digits, or as many as it takes to see that it is not what it is told beside; never a
    nothing below nothing."""
    differs = (n for n in range(2, 7) if beside is None or round(number, n) != round(beside, n))
    digits = next(differs, 2)
    return f"{round(number, digits) + 0:.{digits}f}".replace("-", "\N{MINUS SIGN}")


def signed(number: float) -> str:
    """A place on the scale of the model."""
    return f"{round(number, 1) + 0:+.1f}".replace("-", "\N{MINUS SIGN}")


def day(held: datetime | None) -> str:
    """The day of an hour, where the reader is."""
    return date_format(timezone.localtime(held), "j M Y") if held else ""
