"""Everybody against the mean of all that were seen: what the app's pages say of strictness.

A severity is how hard somebody rates beside all who could be asked, and its interval holds how
little a few say of all those. Beside the others of the same ratings it is surer.
"""

from typing import Literal

from afterword.numerics.levels import Against, against_all
from afterword.numerics.model import Z
from afterword.study.calibrated import Calibrated

Judged = Literal["candidate", "interviewer", "question"]


def against_mean(calibrated: Calibrated, facet: Judged) -> Against:
    """Each member of a facet less the mean of all: effect, sd and 95 % bounds, (count,) each.

    Of the exact estimator over all that σ may be, of the large one given σ.
    """
    exact, large = calibrated.exact, calibrated.large
    if exact is not None:
        return against_all(exact.posterior, facet)
    from afterword.numerics.large import sds_against_all  # slow: brings numba

    assert large is not None  # noqa: S101  the estimator that is not exact
    effects = calibrated.estimates.effects[facet]
    value, sd = effects.mode - effects.mode.mean(), sds_against_all(large, facet)
    return Against(value, sd, value - Z * sd, value + Z * sd)
