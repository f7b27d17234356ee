"""How each candidate's ability moves from hour to hour, and how sure that is."""

from afterword.numerics.growth.looking import (
    FEWEST_HOURS,
    Growth,
    TooFewHours,
    TooManyForGrowth,
    growth_of,
)

__all__ = ["FEWEST_HOURS", "Growth", "TooFewHours", "TooManyForGrowth", "growth_of"]
