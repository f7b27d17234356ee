"""Numbers of a search in words."""

from typing import Protocol

from django import template

from afterword.kit.numbers import counted, in_100

register = template.Library()
register.filter(in_100)
register.filter(counted)


class Bounded(Protocol):
    """Whatever has an interval, as fractions of 1."""

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...


@register.filter
def percent(share: float) -> str:
    """A share as percent; small ones with a digit, so that little is not nothing."""
    digits = 1 if 0 < share < 0.095 else 0
    return f"{share * 100:.{digits}f}\N{NO-BREAK SPACE}%"


@register.simple_tag
def interval_of_100(it: Bounded) -> str:
    """The ends of an interval, of a hundred; nothing where both are the same."""
    low, high = in_100(it.low), in_100(it.high)
    return f"{low} to {high}, " if low != high else ""


@register.filter
def of_100(chance: tuple[float, float, float]) -> str:
    """A chance with its interval."""
    middle, low, high = (_small(one) for one in chance)
    return f"{middle} ({low} to {high})"


@register.filter
def apart(number: float) -> str:
    """A count with its thousands apart."""
    return f"{number:,.0f}"


def _small(share: float) -> str:
    value = share * 100
    return f"{value:.1f}" if 0.05 <= value < 9.5 else f"{value:.0f}"
