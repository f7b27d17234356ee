"""Pictures: what is on them, and that no candidate is."""

import warnings

import numpy as np
import pytest

from afterword.numerics.link import chances_of
from afterword.study.calibration import Calibration
from afterword.study.plots import svg


@pytest.fixture(scope="module")
def fit():
    rng = np.random.default_rng(5)
    who, by = np.divmod(np.arange(120), 4)
    level = 1 + np.searchsorted([-1, 0, 1], rng.normal(size=30)[who] + rng.normal(size=120))
    return Calibration().fit(
        {
            "candidate": [f"person{one}" for one in who],
            "interviewer": np.array(["Ada", "Cleo", "Dov", "<b>"])[by],
            "level": level,
        }
    )


@pytest.mark.parametrize("name", ["wright_map", "severities", "variance_shares", "thresholds"])
def test_pictures_follow_light_and_dark_and_name_no_candidate(fit, name):
    drawn = svg(getattr(fit, f"plot_{name}")(), label="what it shows")
    assert "currentColor" in drawn
    assert 'aria-label="what it shows"' in drawn
    assert "person" not in drawn


def test_names_are_written_as_text_and_cannot_be_markup(fit):
    drawn = svg(fit.plot_severities(), label="")
    assert "Ada</text>" in drawn
    assert "<b>" not in drawn


def test_letters_that_this_machine_cannot_draw_are_left_to_the_reader_without_a_word():
    given = {
        "candidate": [1, 1, 2, 2, 3, 3], "interviewer": ["エイダ", "克莱奥"] * 3,
        "level": [1, 2, 3, 3, 2, 1],
    }  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = svg(Calibration().fit(given).plot_severities(), label="")
    assert "エイダ</text>" in drawn


def test_chances_of_levels_sum_to_one():
    found = chances_of(np.linspace(-4, 4, 9), np.array([-1.0, 0.0, 1.0]))
    assert found.sum(axis=1) == pytest.approx(np.ones(9))
    assert found[4] == pytest.approx([0.158655, 0.341345, 0.341345, 0.158655], abs=1e-6)
