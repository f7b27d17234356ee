"""Second opinions of a fit: who may be asked of, and by which model."""

import pytest

from afterword.numerics.tests.crossed import simulated
from afterword.study.calibrated import OnlyProbit
from afterword.study.calibration import Calibration


def test_a_model_that_draws_nobody_else_is_asked_for_no_second_opinion():
    fit = Calibration(model="partial-credit").fit(simulated(300, seed=19)[0])
    with pytest.raises(OnlyProbit):
        fit.second_opinion(0, line=3)
    with pytest.raises(OnlyProbit):
        fit.second_opinions([(0, 0, 0)], line=3, dimension=0)
    with pytest.raises(OnlyProbit):
        fit.odds_of_everybody(line=3, dimension=0)
