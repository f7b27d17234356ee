"""Growth of candidates from hour to hour, as a table with names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from afterword.numerics.errors import Refused
from afterword.numerics.model import Interval
from afterword.study.estimates import Table

if TYPE_CHECKING:
    from afterword.numerics.growth import Growth
    from afterword.study.calibrated import Calibrated

When = Mapping[str, object] | Sequence[object]
"""When each interview was, by its name or in the order of the labels: numbers, or dates of one
form, of which only the order counts."""


class NoOrder(Refused):
    def __init__(self, why: str) -> None:
        super().__init__(f"Growth needs the order of the interviews: {why}.")


@dataclass(frozen=True, eq=False)
class Growing:
    """How candidates grow, an hour, on the latent scale.

    ``mean`` is of the program, ``spread`` how far candidates differ in it (σ), ``each`` a table of
    candidates whose ``rated`` counts interviews; ``of`` is the same as arrays.
    """

    of: "Growth"
    each: Table

    @property
    def mean(self) -> Interval:
        return self.of.mean

    @property
    def spread(self) -> Interval:
        return self.of.spread


def growing(
    fit: "Calibrated", when: When, *, names: Sequence[str], hours: Sequence[str]
) -> Growing:
    """Growth beside a fit. Raises NoOrder, TooFewHours and TooManyForGrowth."""
    # Slow to import: it brings scipy.interpolate, and most fits are read without it.
    from afterword.numerics.growth import growth_of

    found = growth_of(fit.ratings, fit.estimates, _places(when, hours))
    each = Table(
        names, found.rate, found.sd, found.low, found.high, found.hours,
        np.zeros(len(names), np.intp),
    )  # fmt: skip
    return Growing(found, each)


def _places(when: When, hours: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """The place of each interview among all; those at one time share one."""
    if isinstance(when, Mapping):
        missing = [name for name in hours if name not in when]
        if missing:
            raise NoOrder(f"nothing says when {missing[0]!r} was")
        when = [when[name] for name in hours]
    if len(when) != len(hours):
        raise NoOrder(f"one number or date for each of the {len(hours)} interviews")
    try:
        order = {one: place for place, one in enumerate(sorted(set(when)))}  # type: ignore[type-var]  # else TypeError
    except TypeError as mixed:
        raise NoOrder(f"numbers or dates of one form ({mixed})") from mixed
    return np.array([order[one] for one in when], np.intp)
