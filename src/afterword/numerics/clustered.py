"""The share of cases of one kind, where each person brings several and people differ.

Cases of one person are alike, so they tell less than as many cases of as many people. How much less
is learnt from how the people's own shares spread: the design effect of Rao and Scott (1992),
Biometrics 48: 577-585. The interval is Wilson's (1927), J. Am. Stat. Assoc. 22: 209-212, with the
number of cases divided by that effect.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterword.numerics.comparing import LEVEL, wilson_of
from afterword.numerics.model import Floats
from afterword.numerics.search_errors import OddCounts


@dataclass(frozen=True)
class ClusteredShare:
    """`part` of `whole` cases, of `people`; as good as `worth` cases of as many people."""

    estimate: float
    low: float
    high: float
    level: float
    part: int
    whole: int
    people: int
    worth: float


def clustered_share(parts: Sequence[int], wholes: Sequence[int]) -> ClusteredShare:
    """The share over all people. `parts`, `wholes`: (people,), cases; each whole at least 1.

    Raises OddCounts where a part is negative or larger than its whole, or nobody is there.
    """
    x, n = np.asarray(parts, float), np.asarray(wholes, float)
    if not len(n) or len(x) != len(n) or (n < 1).any() or (x < 0).any() or (x > n).any():
        raise OddCounts(advanced=float(x.sum()), reached=float(n.sum()))
    share, total = float(x.sum() / n.sum()), float(n.sum())
    worth = total / _effect(x, n, share)
    low, high = wilson_of(share, worth)
    return ClusteredShare(share, low, high, LEVEL, int(x.sum()), int(total), len(n), worth)


def _effect(x: Floats, n: Floats, share: float) -> float:
    """How many times wider the spread is than of independent cases; never below one."""
    alone, k = share * (1 - share) / n.sum(), len(n)
    if k < 2 or alone == 0:
        return 1.0
    spread = k / (k - 1) * float(((x - share * n) ** 2).sum()) / float(n.sum()) ** 2
    return max(1.0, spread / float(alone))
