"""Every number of a large fit has its interval, without being asked."""

from dataclasses import replace

import numpy as np
import pytest

from afterword.numerics import bootstrap
from afterword.numerics.tests.crossed import simulated
from afterword.study.bounding import FEWEST, MOST_UNASKED, USUAL, fits_for, left_open
from afterword.study.calibration import Calibration, TooFewFits


def test_as_many_fits_as_take_a_few_seconds_are_made_and_as_many_as_asked_for():
    assert [fits_for(n, asked=None) for n in (6_000, MOST_UNASKED, MOST_UNASKED + 1)] == [
        USUAL, USUAL, 0,
    ]  # fmt: skip
    assert [fits_for(n, asked=12) for n in (6_000, 10_000_000)] == [12, 12]
    assert fits_for(6_000, asked=0) == 0
    assert FEWEST == bootstrap.FEWEST


def test_a_large_fit_says_how_sure_its_variances_and_thresholds_are():
    ratings, _ = simulated(6_000, seed=19)
    heard: list[tuple[int, int]] = []
    fit = Calibration(
        estimator="large", components=("candidate", "interview", "interviewer", "question"),
        heard=lambda made, of: heard.append((made, of)),
    ).fit(ratings)  # fmt: skip
    assert heard == [(one, USUAL) for one in range(1, USUAL + 1)]
    bounds = [
        *fit.sigmas.values(), *fit.variance_shares.values(), *fit.estimates.thresholds.values(),
        *fit.dependability().by_interviews.values(),
    ]  # fmt: skip
    assert all(one.low < one.estimate < one.high for one in bounds)
    assert all(np.isfinite([one.low, one.high]).all() for one in bounds)
    assert fit.estimates.condition("errors_unasked") is None


def test_of_a_fit_that_nobody_wants_bounded_nothing_is_said_but_that():
    ratings, _ = simulated(6_000, seed=19)
    fit = Calibration(estimator="large", bootstrap=0).fit(ratings)
    assert not any(np.isfinite(one.high) for one in fit.sigmas.values())
    assert fit.estimates.condition("errors_unasked") is not None


def test_too_few_fits_are_refused():
    ratings, _ = simulated(300, seed=19)
    with pytest.raises(TooFewFits, match=f"it takes {FEWEST} or more, or 0 for none"):
        Calibration(bootstrap=3).fit(ratings)


def test_what_the_missing_intervals_would_take_is_said_from_the_seconds_of_the_fit():
    ratings, _ = simulated(6_000, seed=19)
    fit = Calibration(estimator="large", bootstrap=0).fit(ratings).estimates
    assert left_open(replace(fit, seconds=0.5)) == (
        "Intervals of these shares take 40 more fits, at most 20 seconds: "
        "--bootstrap 40 makes them."
    )
    assert "at most 4 minutes" in left_open(replace(fit, seconds=5.3))
    assert "any spread however large" in left_open(replace(fit, conditions=()))
