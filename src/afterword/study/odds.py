"""Second-opinion odds of a fit: of one rating with all unknowns together, of many apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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


def odds_of(
    fitted: Fitted, *, candidate: int, dimension: int, line: int, interviewer: int | None,
    question: int | None,
) -> "Odds":  # fmt: skip
    """Odds of one next rating; ``line`` is counted from 1, all others are codes."""
    # Slow to import: it brings scipy.linalg, and most fits are read without it.
    from afterword.numerics.second_opinion import second_opinion, second_opinion_apart

    if fitted.exact is None:
        return second_opinion_apart(
            fitted.estimates, fitted.ratings, candidate=candidate, dimension=dimension,
            line=line - 1, interviewer=interviewer, question=question,
        )  # fmt: skip
    return second_opinion(
        fitted.exact.posterior, candidate=candidate, dimension=dimension, line=line - 1,
        interviewer=interviewer, question=question,
    )  # fmt: skip


def odds_of_many(
    fitted: Fitted, hours: Sequence[tuple[int, int, int]], *, line: int, dimension: int
) -> "list[Odds]":
    """The same for many at once: codes of candidate, interviewer met and question met."""
    # As above.
    from afterword.numerics.second_opinion import second_opinion_apart, second_opinions

    if fitted.exact is None or fitted.ratings.n > MOST_TOGETHER:
        return [
            second_opinion_apart(
                fitted.estimates, fitted.ratings, candidate=candidate, dimension=dimension,
                line=line - 1, interviewer=rater, question=asked,
            )
            for candidate, rater, asked in hours
        ]  # fmt: skip
    candidates, raters, asked_ones = np.array(hours, np.intp).reshape(-1, 3).T
    return second_opinions(
        fitted.exact.posterior, candidates=candidates, dimension=dimension, line=line - 1,
        interviewers=raters, questions=asked_ones,
    )  # fmt: skip


def odds_of_all(fitted: Fitted, *, line: int, dimension: int) -> "list[Odds]":
    """Of each candidate the odds of a next rating by anybody."""
    # As above.
    from afterword.numerics.second_opinion import second_opinion_apart, second_opinions

    everybody = range(fitted.ratings.count("candidate"))
    if fitted.exact is None or fitted.ratings.n > MOST_TOGETHER:
        return [
            second_opinion_apart(
                fitted.estimates, fitted.ratings, candidate=one, dimension=dimension, line=line - 1
            )
            for one in everybody
        ]
    return second_opinions(
        fitted.exact.posterior, candidates=np.array(everybody), dimension=dimension, line=line - 1
    )
