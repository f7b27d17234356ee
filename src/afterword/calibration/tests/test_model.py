"""Other numbers from the same ratings need another name of the model, or nobody fits again."""

import random
from bisect import bisect

import pytest

from afterword.calibration.fitting import fitted
from afterword.calibration.ratings import MODEL

# What each model made of the same ratings: strictness in levels with its interval.
MADE = {
    "probit 2": {
        "a": (0.459, 0.161, 0.744),
        "b": (-0.157, -0.393, 0.092),
        "c": (-0.288, -0.527, -0.029),
    },
    "probit 3": {
        "a": (0.459, 0.141, 0.762),
        "b": (-0.157, -0.399, 0.099),
        "c": (-0.288, -0.537, -0.017),
    },
    # The curvature of the end itself and not of where Newton began: half a thousandth of a level.
    "probit 4": {
        "a": (0.459, 0.141, 0.763),
        "b": (-0.157, -0.400, 0.099),
        "c": (-0.288, -0.538, -0.017),
    },
    # Bounds over all that σ may be.
    "probit 5": {
        "a": (0.459, 0.140, 0.766),
        "b": (-0.157, -0.407, 0.091),
        "c": (-0.288, -0.546, -0.027),
    },
    # What is left open lies around means, not around modes.
    "probit 6": {
        "a": (0.459, 0.143, 0.774),
        "b": (-0.157, -0.410, 0.088),
        "c": (-0.288, -0.550, -0.030),
    },
    # Bounds of shares are drawn as `afterword calibrate` draws them; estimates are the same.
    "probit 7": {
        "a": (0.459, 0.143, 0.774),
        "b": (-0.157, -0.410, 0.088),
        "c": (-0.288, -0.550, -0.030),
    },
    # Above 20,000 ratings σ is put right by what thresholds take, and has other bounds.
    "probit 8": {
        "a": (0.459, 0.143, 0.774),
        "b": (-0.157, -0.410, 0.088),
        "c": (-0.288, -0.550, -0.030),
    },
    # The middle of an interviewer is against the others'; what was estimated is the same.
    "probit 9": {
        "a": (0.459, 0.143, 0.774),
        "b": (-0.157, -0.410, 0.088),
        "c": (-0.288, -0.550, -0.030),
    },
}


def ratings() -> dict[str, list[object]]:
    """Thirty hours of three who rate, one of them hard."""
    chance = random.Random(3)
    columns: dict[str, list[object]] = {
        name: []
        for name in ("hour", "candidate", "interviewer", "question", "dimension", "level", "held")
    }
    for hour in range(30):
        day = 0.8 * (hour % 5 - 2) / 2 - (hour % 3 == 0)
        for dimension in ("coding", "verification", "recommendation"):
            level = 1 + bisect((-1.5, -0.3, 0.9), day + chance.gauss(0, 1))
            said = (f"{hour:02}", f"c{hour % 5}", "abc"[hour % 3], f"q{hour % 4}", dimension, level,
                    f"2026-01-{hour + 1:02}")  # fmt: skip
            for name, one in zip(columns, said, strict=True):
                columns[name].append(one)
    return columns


def test_other_numbers_need_another_model():
    made = {one.key: tuple(one.levels) for one in fitted(ratings()).interviewers}
    assert set(made) == set(MADE[MODEL])
    for key, expected in MADE[MODEL].items():
        assert made[key] == pytest.approx(expected, abs=0.01), "count MODEL up, and add its numbers"


def test_why_nothing_is_said_of_growth_is_kept():
    assert fitted(ratings()).whole.ungrown == ""
    once = ratings()
    once["candidate"] = [f"c{hour}" for hour in once["hour"]]
    assert fitted(once).whole.ungrown == "few"


def test_the_middle_is_against_the_others_who_are_shrunk_as_well():
    kept = [one.habits for one in fitted(ratings()).interviewers]
    rated = sum(one.ratings for one in kept)
    assert sum(one.middle.value * one.ratings for one in kept) / rated == pytest.approx(0, abs=1e-5)
    assert {one.hours for one in kept} == {10}
