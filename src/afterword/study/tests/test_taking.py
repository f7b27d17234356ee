"""The Python API in a notebook: what may be given, what is refused, and how it shows itself."""

import numpy as np
import polars as pl
import pytest

from afterword.numerics.errors import Refused, TooLargeForExact
from afterword.study.calibrated import Calibrated
from afterword.study.calibration import Calibration

RATERS = ("Ada", "Cleo", "Dov", "Eve")


def columns() -> dict[str, list[object]]:
    """Twelve candidates, each rated by four."""
    rng = np.random.default_rng(4)
    heard = rng.normal(size=(12, 1)) + rng.normal(size=(12, 4)) - [1.5, 0, 0, 0]
    return {
        "candidate": [f"c{n:02}" for n in range(12) for _ in RATERS],
        "interviewer": list(RATERS) * 12,
        "level": (1 + np.searchsorted([-1.0, 0.0, 1.0], heard.ravel())).tolist(),
        "comment": ["", "", "", ""] * 12,
    }


@pytest.fixture(scope="module")
def fit() -> Calibrated:
    return Calibration().fit(columns())


def test_a_data_frame_gives_what_its_columns_give(fit):
    framed = Calibration().fit(pl.DataFrame(columns()))
    assert framed.severities["Ada"] == fit.severities["Ada"]
    assert max(framed.severities, key=lambda one: one.estimate).name == "Ada"


@pytest.mark.parametrize("given", ["ratings.csv", 3, [1, 2]])
def test_what_is_no_table_is_refused_with_what_is_one(given):
    with pytest.raises(Refused, match=r"is no table of ratings\. Give columns by name"):
        Calibration().fit(given)


def test_few_ratings_by_more_people_than_the_exact_estimator_holds_go_to_the_large_one():
    rng = np.random.default_rng(6)
    given = {
        "candidate": np.arange(6_400) % 50,
        "interviewer": np.arange(6_400) // 2,
        "question": rng.permutation(6_400) // 2,
        "level": 1 + np.searchsorted([-1.0, 0.0, 1.0], rng.normal(size=6_400)),
    }
    assert Calibration().fit(given).estimates.method == "composite"
    with pytest.raises(TooLargeForExact, match="Use the large one"):
        Calibration(estimator="exact").fit(given)
    with pytest.raises(TooLargeForExact):
        Calibration(link="logit").fit(given)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"levels": [1, 2]}, "No column is called level. There are: levels."),
        ({"level": [1, 2], "rater": ["a", "b"]}, "No column is called candidate, interviewer"),
        ({"level": [], "candidate": []}, "There is no rating here with a level."),
        ({"level": [np.nan] * 2, "candidate": ["a", "b"]}, "There is no rating here with a level."),
        ({"level": ["x", "y"], "candidate": ["a", "b"]}, "holds something that is no number"),
        ({"level": [1, 2.5], "candidate": ["a", "b"]}, "Place 1 of column level holds 2.5"),
        ({"level": [1, 0], "candidate": ["a", "b"]}, "Place 1 of column level holds 0"),
        ({"level": [1, 2], "candidate": ["a", None]}, "Place 1 of column candidate is empty."),
        ({"level": [1, 2], "candidate": [1.0, np.nan]}, "Place 1 of column candidate is empty."),
        ({"level": [1, 2], "candidate": ["a"]}, "candidate has 1 entries for 2 levels"),
    ],
)
def test_columns_that_are_no_ratings_are_refused_in_a_sentence(given, sentence):
    with pytest.raises(Refused) as no:
        Calibration().fit(given)
    assert sentence in str(no.value)


def test_somebody_who_is_not_there_is_said_not_to_be(fit):
    with pytest.raises(Refused, match="There is no candidate 'Zoe' in these ratings"):
        fit.second_opinion("Zoe", line=3)
    with pytest.raises(KeyError):
        fit.severities["Zoe"]


def test_in_a_notebook_a_fit_and_its_tables_show_a_few_lines(fit):
    assert repr(fit) == (
        "<Calibrated by the probit model: 48 ratings of 12 candidates, 4 interviewers; "
        "summary() says more>"
    )
    lines = repr(fit.abilities).splitlines()
    assert (len(lines), lines[1][:5], lines[-1]) == (12, "c00: ", "… and 2 more")
    assert fit.summary().startswith("48 ratings of 12 candidates, 4 interviewers\n")
    assert all(line == line.rstrip() for line in fit.summary().splitlines())
