"""How far apart two shares are, from few cases, when many pairs are looked at.

The interval is Newcombe's (1998), Statistics in Medicine 17: 873-890, method 10, from two of
Wilson's (1927). Hand-worked in docs/sums/standing-out.md.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from afterword.numerics.search_errors import OddCounts

LEVEL = 0.95
# So many times as many cases nobody collects in a search.
MOST_TIMES = 20


@dataclass(frozen=True)
class Difference:
    """The first share less the second, with its interval; all are fractions of 1."""

    estimate: float
    low: float
    high: float
    level: float

    @property
    def is_told_apart(self) -> bool:
        """The interval leaves out nought."""
        return self.low > 0 or self.high < 0


def together_at(count: int) -> float:
    """The level of each of `count` intervals that makes all of them hold at once with LEVEL.

    Bonferroni's inequality (Dunn 1961, J. Am. Stat. Assoc. 56: 52-64): whatever they have to do
    with each other.
    """
    return 1 - (1 - LEVEL) / max(count, 1)


def difference(
    part: int, whole: int, others_part: int, others_whole: int, *, level: float = LEVEL
) -> Difference:
    """`part` of `whole` less `others_part` of `others_whole`. Raises OddCounts."""
    one, other = _share(part, whole), _share(others_part, others_whole)
    low, high = wilson(part, whole, level=level)
    others_low, others_high = wilson(others_part, others_whole, level=level)
    down = sqrt((one - low) ** 2 + (others_high - other) ** 2)
    up = sqrt((high - one) ** 2 + (other - others_low) ** 2)
    return Difference(one - other, one - other - down, one - other + up, level)


def times_to_tell(
    part: int, whole: int, others_part: int, others_whole: int, *, level: float = LEVEL
) -> int | None:
    """How many times as many cases, all going as these did, would tell the two apart.

    1 where they are told apart already; None where even MOST_TIMES as many would not.
    """
    counts = (part, whole, others_part, others_whole)
    for times in range(1, MOST_TIMES + 1):
        many = difference(*(times * one for one in counts), level=level)
        if many.is_told_apart:
            return times
    return None


def wilson(part: int, whole: int, *, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a share by Wilson (1927), J. Am. Stat. Assoc. 22: 209-212."""
    return wilson_of(_share(part, whole), whole, level=level)


def wilson_of(share: float, cases: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The same where cases are not whole, as of people who are alike among themselves."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    spread = z * z / cases
    middle = (share + spread / 2) / (1 + spread)
    reach = z / (1 + spread) * sqrt(share * (1 - share) / cases + spread / (4 * cases))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _share(part: int, whole: int) -> float:
    if not 0 <= part <= whole or whole < 1:
        raise OddCounts(advanced=part, reached=whole)
    return part / whole
