"""Counts, shares and units as every sentence of a report words them."""

from typing import TYPE_CHECKING

from afterword.numerics.model import Interval

if TYPE_CHECKING:
    from afterword.study.findings import Findings


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(one: Interval) -> str:
    return f"{one.low:.0%} to {one.high:.0%}"


def bounds(low: float, high: float) -> str:
    return f"{low:+.2f} to {high:+.2f}"


def unit(findings: "Findings") -> str:
    """What a difference of 1 means."""
    if findings.calibrated.scaled:
        return "multiplies the odds of the next level by 2.7"
    return "is as large as the chance spread of one rating"
