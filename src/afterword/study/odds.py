"""Second-opinion odds of a fit: of one rating with all unknowns together, of many apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from afterword.numerics.design import Places
from afterword.numerics.model import Fit
from afterword.numerics.ratings import Ratings

if TYPE_CHECKING:
    from afterword.numerics.exact import Exact
    from afterword.numerics.second_opinion import Odds

# Up to here what many ask at once is asked of all unknowns together.
MOST_TOGETHER = 3_000


@dataclass(frozen=True, eq=False)
class Fitted:
    """Ratings and what was estimated; ``exact`` where the exact estimator did it."""

    ratings: Ratings
    estimates: Fit
    exact: "Exact | None"

    @property
    def together(self) -> "Exact | None":
        """What many at once are asked of: nothing where that would take too long."""
        return None if self.ratings.n > MOST_TOGETHER else self.exact


def odds_of(
    fitted: Fitted, *, candidate: int, dimension: int, line: int, interviewer: int | None,
    question: int | None,
) -> "Odds":  # fmt: skip
    """Odds of one next rating; ``line`` is counted from 1, all others are codes."""
    met = [None if one is None else np.array([one]) for one in (interviewer, question)]
    asked = _Asked(np.array([candidate]), *met)
    return _odds(fitted, asked, exact=fitted.exact, line=line, dimension=dimension)[0]


def odds_of_many(
    fitted: Fitted, hours: Sequence[tuple[int, int, int]], *, line: int, dimension: int
) -> "list[Odds]":
    """The same for many at once: codes of candidate, interviewer met and question met."""
    asked = _Asked(*np.array(hours, np.intp).reshape(-1, 3).T)
    return _odds(fitted, asked, exact=fitted.together, line=line, dimension=dimension)


def odds_of_all(fitted: Fitted, *, line: int, dimension: int) -> "list[Odds]":
    """Of each candidate the odds of a next rating by anybody."""
    asked = _Asked(np.arange(fitted.ratings.count("candidate")))
    return _odds(fitted, asked, exact=fitted.together, line=line, dimension=dimension)


class _Asked(NamedTuple):
    """Codes of candidates, (m,), and of whom and what each has met."""

    candidates: Places
    interviewers: Places | None = None
    questions: Places | None = None


def _odds(
    fitted: Fitted, asked: _Asked, *, exact: "Exact | None", line: int, dimension: int
) -> "list[Odds]":
    # Slow to import: it brings scipy.linalg, and most fits are read without it.
    from afterword.numerics.second_opinion import second_opinions, second_opinions_apart

    met = asked._asdict()
    if exact is None:
        return second_opinions_apart(
            fitted.estimates, fitted.ratings, line=line - 1, dimension=dimension, **met
        )
    return second_opinions(exact.posterior, line=line - 1, dimension=dimension, **met)
