"""What stands out between what went on and what did not, honest about small numbers.

Each share is compared with the share among all the others. The interval of the difference is
Newcombe's (1998), Statistics in Medicine 17: 873-890, method 10, from two Wilson intervals. Of
many comparisons some stand out by luck alone; how many were made is told beside.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from afterword.cycle.sentences import wilson

FEWEST = 5


@dataclass(frozen=True)
class Case:
    """One application: whether it went on, and its traits, such as `{"how": "a referral"}`."""

    went_on: bool
    traits: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """How one trait did against the rest. Shares and bounds are fractions of 1."""

    trait: str
    value: str
    part: int
    whole: int
    others_part: int
    others_whole: int
    low: float
    high: float

    @property
    def stands_out(self) -> bool:
        """The interval of the difference leaves out nought."""
        return self.low > 0 or self.high < 0


def differences(cases: Sequence[Case]) -> list[Difference]:
    """Every trait that at least five applications have and five have not, widest gap first."""
    there = Counter((trait, one.traits[trait]) for one in cases for trait in one.traits)
    found = [
        _against_the_rest(cases, trait, value)
        for (trait, value), count in there.items()
        if count >= FEWEST and _others(cases, trait, value) >= FEWEST
    ]
    return sorted(found, key=lambda one: (not one.stands_out, -_gap(one), one.trait, one.value))


def _others(cases: Iterable[Case], trait: str, value: str) -> int:
    return sum(trait in one.traits and one.traits[trait] != value for one in cases)


def _gap(one: Difference) -> float:
    return abs(one.part / one.whole - one.others_part / one.others_whole)


def _against_the_rest(cases: Sequence[Case], trait: str, value: str) -> Difference:
    known = [one for one in cases if trait in one.traits]
    mine = [one.went_on for one in known if one.traits[trait] == value]
    rest = [one.went_on for one in known if one.traits[trait] != value]
    low, high = newcombe(sum(mine), len(mine), sum(rest), len(rest))
    return Difference(trait, value, sum(mine), len(mine), sum(rest), len(rest), low, high)


def newcombe(part: int, whole: int, others_part: int, others_whole: int) -> tuple[float, float]:
    """The 95 % interval of the difference of two proportions, first less second."""
    one, other = part / whole, others_part / others_whole
    low, high = wilson(part, whole)
    others_low, others_high = wilson(others_part, others_whole)
    down = sqrt((one - low) ** 2 + (others_high - other) ** 2)
    up = sqrt((high - one) ** 2 + (other - others_low) ** 2)
    return one - other - down, one - other + up
