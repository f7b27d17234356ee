"""Growth in a notebook: by names, by dates, and refused with what is missing."""

from datetime import date, timedelta

import numpy as np
import pytest

from afterword.numerics.tests.crossed import SIGMAS, simulated
from afterword.study.calibrated import Calibrated
from afterword.study.calibration import Calibration
from afterword.study.growth import NoOrder


@pytest.fixture(scope="module")
def fit() -> Calibrated:
    """Twenty candidates with three interviews each, in the order of their numbers."""
    ratings, _ = simulated(300, seed=5, growth=(0.3, 0.2))
    names = {facet: [f"{facet[0]}{n:03}" for n in range(many)]
             for facet, many in ratings.counts.items() if facet != "interview"}  # fmt: skip
    hours = {"interview": [f"hour {n}" for n in range(ratings.counts["interview"])]}
    return Calibration(components=tuple(SIGMAS)).fit(ratings, labels={**names, **hours})


def test_numbers_dates_and_names_of_hours_give_the_same(fit):
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(60)]
    numbered = fit.growth(list(range(60)))
    assert numbered.each["c007"].rated == 3
    assert numbered.each["c007"].low < numbered.each["c007"].high
    for when in (
        days,
        [str(day) for day in days],
        {f"hour {n}": day for n, day in enumerate(days)},
    ):
        found = fit.growth(when)
        assert np.array_equal(found.of.rate, numbered.of.rate)
        assert found.mean == numbered.mean


def test_what_cannot_be_put_in_an_order_is_refused(fit):
    with pytest.raises(NoOrder, match="one number or date for each of the 60 interviews"):
        fit.growth([1, 2, 3])
    with pytest.raises(NoOrder, match="nothing says when 'hour 1' was"):
        fit.growth({"hour 0": 1})
    with pytest.raises(NoOrder, match="numbers or dates of one form"):
        fit.growth([1] * 59 + [date(2026, 1, 1)])
