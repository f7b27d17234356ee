"""Drawn from priors and fitted with them, programs hold what Bayes' rule says they hold.

`python -m bench.calibrate_identity` counts what these few can only look at.
"""

import numpy as np
import pytest
from scipy.special import ndtr

from afterword.numerics.model import Floats
from afterword.numerics.ratings import Ratings
from afterword.numerics.second_opinion import second_opinions
from afterword.numerics.tests.from_priors import drawn, fitted

PROGRAMS = 8
LINE = 2


def test_what_is_drawn_from_the_priors_of_a_fit_lies_where_it_says() -> None:
    inside, below, told, comes = [], [], [], []
    for seed in range(PROGRAMS):
        ratings, true, sigmas = drawn(300, seed=seed)
        found, posterior = fitted(ratings)
        for j, one in enumerate(posterior.surface.design.components):
            low, high = posterior.effects(one).between
            inside += list((low <= true[one]) & (true[one] <= high))
            below.append(found.weights[found.sigmas[:, j] < sigmas[one]].sum())
        odds = second_opinions(posterior, candidates=np.arange(20), line=LINE)
        told += [one.above for one in odds]
        comes += list(chances(ratings, true, day=sigmas["interview"]))
    # 816 effects, those of a program not by themselves: 95 of 100 within three errors.
    assert np.mean(inside) == pytest.approx(0.95, abs=0.03)
    # Where each of 32 σ lies in its posterior is even over 0 to 1: mean 1/2 with sd .29/√32.
    assert np.mean(below) == pytest.approx(0.5, abs=0.16)
    # 160 candidates of 8 programs.
    assert np.mean(told) == pytest.approx(np.mean(comes), abs=0.04)
    assert np.corrcoef(told, comes)[0, 1] > 0.7


def chances(ratings: Ratings, true: dict[str, Floats], *, day: float) -> Floats:
    """How often each candidate would come over the line with anybody and any question here."""
    severity, difficulty = (
        true[one][np.unique(ratings.facets[one])] for one in ("interviewer", "question")
    )
    eta = true["candidate"][:, None, None] - severity[:, None] - difficulty
    beyond = (eta - true["thresholds"][0, LINE - 1]) / np.hypot(1, day)
    return np.asarray(ndtr(beyond).mean(axis=(1, 2)))
