"""How many fits are made for the intervals of a large fit: decided here for the command, for
notebooks and for the app.

The exact estimator knows its intervals; the large one learns them from fits to samples of itself
(numerics/bootstrap.py). How many depends on the ratings alone, never on a clock: the same file
gives the same numbers on any machine.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from afterword.study.words import plural

if TYPE_CHECKING:
    from afterword.numerics.large import Large
    from afterword.numerics.model import Fit
    from afterword.numerics.shares import Scaling

USUAL = 40  # the error of an error is then 11 %, and the interval as much wider as that takes
FEWEST = 10  # as numerics.bootstrap has it, which the command's help must not wait for
MOST_UNASKED = 500_000  # ratings of which the usual number takes a few seconds

Made = Callable[[int, int], None]  # so many fits are made, of so many


def fits_for(n: int, *, asked: int | None) -> int:
    """As many as somebody asked for; else the usual number where that takes a few seconds."""
    if asked is not None:
        return asked
    return USUAL if n <= MOST_UNASKED else 0


def bounded(
    large: "Large", *, asked: int | None, scaling: "Scaling", heard: Made | None = None
) -> "Large":
    """The same fit with its intervals, unless they were not asked for and take long."""
    fits = fits_for(large.fit.n, asked=asked)
    if not fits:
        return large
    from afterword.numerics.bootstrap import with_errors  # slow: brings numba

    return with_errors(large, samples=fits, scaling=scaling, heard=heard)


def left_open(fit: "Fit") -> str:
    """Why shares have no intervals, and what to do where it takes only more fits."""
    if fit.condition("errors_unasked") is None:
        return (
            "For one of these sources the ratings allow any spread however large, so that shares "
            "have no intervals."
        )
    return (
        f"Intervals of these shares take {USUAL} more fits, {_at_most(USUAL * fit.seconds)}: "
        f"--bootstrap {USUAL} makes them."
    )


def _at_most(seconds: float) -> str:
    if seconds < 60:
        return f"at most {plural(max(round(seconds), 1), 'second')}"
    return f"at most {plural(-int(-seconds // 60), 'minute')}"
