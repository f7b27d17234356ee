"""G and D studies: Brennan's printed numbers, a table by hand, recovery, and what is refused."""

import csv
from pathlib import Path

import numpy as np
import pytest

from afterword.numerics.errors import NotBalanced
from afterword.numerics.variance import d_study, g_study

BRENNAN = Path(__file__).parents[4].parent / "shared/data/ratings/Brennan.3.2.csv"


def brennan():
    if not BRENNAN.exists():
        pytest.skip("the shared data are not beside this repository")
    with BRENNAN.open() as file:
        rows = list(csv.DictReader(file))
    ratings = np.array([float(row["Score"]) for row in rows])
    names = {"p": "Person", "t": "Task", "r": "Rater"}
    return ratings, {one: np.array([int(row[name]) for row in rows]) for one, name in names.items()}


def test_brennans_persons_by_raters_within_tasks():
    """Brennan 2001, table 3.2: p × (r:t), ten persons, three tasks, four raters each."""
    study = g_study(*brennan(), design="p t r:t pt pr:t")
    found = {one.name: round(one.variance, 4) for one in study.components}
    printed = {"p": 0.4731, "t": 0.3252, "r:t": 0.6475, "pt": 0.5596, "pr:t": 2.3802}
    assert found == printed
    assert study.ratings == 120


def test_brennans_d_study():
    """Brennan 2001, table 4.2: three tasks with four raters each."""
    study = g_study(*brennan(), design="p t r:t pt pr:t")
    found = d_study(study, object_of="p", sizes={"t": 3, "r": 4})
    assert found.relative_error == pytest.approx(0.5596 / 3 + 2.3802 / 12, abs=1e-4)
    assert round(found.generalizability, 2) == 0.55
    assert round(found.dependability, 2) == 0.46


def crossed(table):
    p, t = np.indices(table.shape)
    return table.ravel(), {"p": p.ravel(), "t": t.ravel()}


def test_two_by_two_by_hand():
    # Means of persons 2 and 5, of tasks 2.5 and 4.5, of all 3.5: MS(p) = 2 · 2 · 1.5² = 9,
    # MS(t) = 2 · 2 · 1² = 4, MS(pt) = 14 − 9 − 4 = 1 with one degree of freedom each.
    study = g_study(*crossed(np.array([[1.5, 2.5], [3.5, 6.5]])), design="p t pt")
    assert [one.mean_square for one in study.components] == pytest.approx([9, 4, 1])
    assert [one.variance for one in study.components] == pytest.approx([4, 1.5, 1])
    assert [one.share for one in study.components] == pytest.approx([4 / 6.5, 1.5 / 6.5, 1 / 6.5])


def test_what_was_simulated_is_recovered():
    rng = np.random.default_rng(1)
    table = (
        1.0 * rng.normal(size=(300, 1, 1))
        + 0.5 * rng.normal(size=(1, 40, 1))
        + 0.7 * rng.normal(size=(1, 1, 50))
        + 0.6 * rng.normal(size=(300, 40, 1))
        + 0.8 * rng.normal(size=(300, 40, 50))
    )
    letters = dict(zip("pqr", (one.ravel() for one in np.indices(table.shape)), strict=True))
    study = g_study(table.ravel(), letters, design="p q r pq pr qr pqr")
    for name, true in {"p": 1.0, "q": 0.25, "r": 0.49, "pq": 0.36, "pr": 0, "pqr": 0.64}.items():
        assert abs(study[name].variance - true) < 4 * study[name].standard_error, name


def test_adding_a_constant_or_shuffling_the_rows_changes_nothing():
    ratings, facets = crossed(np.random.default_rng(2).normal(size=(6, 5)))
    order = np.random.default_rng(3).permutation(30)
    shuffled = {name: codes[order] for name, codes in facets.items()}
    moved = g_study(ratings[order] + 1e6, shuffled, design="p t pt")
    first = g_study(ratings, facets, design="p t pt")
    assert [a.variance for a in moved.components] == pytest.approx(
        [b.variance for b in first.components], abs=1e-8
    )


def test_nested_codes_may_start_again_in_each_nest():
    ratings, facets = brennan()
    again = facets | {"r": (facets["r"] - 1) % 4}
    first = g_study(ratings, facets, design="p t r:t pt pr:t")
    assert g_study(ratings, again, design="p t r:t pt pr:t") == first


@pytest.mark.parametrize(("rows", "words"), [(29, "here are 29"), (30, "rated twice")])
def test_a_design_with_gaps_is_refused_with_a_sentence(rows, words):
    ratings, facets = crossed(np.random.default_rng(4).normal(size=(6, 5)))
    facets["t"][-1] = 0
    with pytest.raises(NotBalanced, match=words):
        g_study(ratings[:rows], {k: v[:rows] for k, v in facets.items()}, design="p t pt")


def test_two_ratings_of_everything_leave_no_error_of_nothing():
    study = g_study(*crossed(np.ones((4, 3))), design="p t pt")
    assert d_study(study, object_of="p", sizes={"t": 2}).dependability == 0
