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


def test_a_picture_is_drawn_for_a_wide_page_and_for_a_telephone(fit):
    figure = fit.plot_severities()
    wide, narrow = (svg(figure, label="", narrow=one) for one in (False, True))
    sizes = [float(one.split('width="')[1].split("pt")[0]) for one in (wide, narrow)]
    assert (sizes[0] > 500, sizes[1] < 330) == (True, True)
    assert ('class="wide"' in wide, 'class="narrow"' in narrow) == (True, True)
    assert all(one.count("Cleo</text>") == 1 for one in (wide, narrow))


def test_very_many_interviewers_are_a_hill_and_not_a_line_of_dots():
    rng = np.random.default_rng(6)
    given = {
        "candidate": np.repeat(np.arange(100), 3),
        "interviewer": rng.integers(0, 70, 300),
        "level": rng.integers(1, 5, 300),
    }
    axes = Calibration().fit(given).plot_wright_map().axes[0]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert (dots, len(axes.collections)) == ([], 2)
