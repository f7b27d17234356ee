"""A fit that begins where an earlier one ended arrives where one from a guess does."""

from dataclasses import replace

import numpy as np
import pytest

from afterword.numerics.design import design_of
from afterword.numerics.exact import fit_exact
from afterword.numerics.laplace import Surface
from afterword.numerics.maximum import GRID, Maximum, guess, maximum_of
from afterword.numerics.model import Component, Components
from afterword.numerics.ratings import Ratings, ratings_of
from afterword.numerics.starting import begun_at
from afterword.numerics.tests.crossed import simulated
from afterword.numerics.tests.from_priors import drawn, fitted

GROWN = 6


def program(seed: int) -> Ratings:
    """A program in which some of the components may not vary at all; its hours in any order."""
    rng = np.random.default_rng(seed)
    sigmas: dict[Component, float] = {
        "candidate": float(rng.choice([0.0, 0.3, 1.0])),
        "interview": float(rng.choice([0.0, 0.4])),
        "interviewer": float(rng.choice([0.0, 0.2, 0.6])),
        "question": float(rng.choice([0.0, 0.5])),
        "profile": float(rng.choice([0.0, 0.4])),
    }
    ratings, _ = simulated(
        240, seed=seed, sigmas=sigmas, dims=int(rng.integers(2, 6)), levels=4, n_questions=6
    )
    assert ratings.interview is not None
    order = rng.permutation(ratings.counts["interview"]).astype(np.int32)
    return replace(ratings, interview=order[ratings.interview])


def first_hours(ratings: Ratings, many: int) -> Ratings:
    assert ratings.interview is not None
    kept = ratings.interview < many
    codes = {
        facet: np.unique(one[kept], return_inverse=True)[1] for facet, one in ratings.facets.items()
    }
    return ratings_of(ratings.level[kept], n_levels=ratings.n_levels, **codes)


def ended(top: Maximum) -> list[list[float]]:
    """Everything that later sums begin with."""
    return [top.parameters.tolist(), top.information.ravel().tolist(), top.point.mode.tolist()]


@pytest.mark.parametrize("seed", range(GROWN))
def test_from_one_hour_earlier_the_end_is_the_same_to_the_last_bit(seed: int) -> None:
    ratings = program(seed)
    hours = ratings.counts["interview"]
    earlier = fit_exact(first_hours(ratings, hours - 1)).fit
    surface = Surface(design_of(first_hours(ratings, hours)))
    begun = begun_at(surface, earlier.components)
    assert begun is not None
    warm, cold = maximum_of(surface, start=begun), maximum_of(surface)
    assert ended(warm) == ended(cold)
    assert warm.iterations < cold.iterations


def test_from_anywhere_it_arrives_where_a_guess_does() -> None:
    surface = Surface(design_of(program(1)))
    cold = maximum_of(surface)
    far = guess(surface) * 1.5
    none = np.concatenate([np.zeros(surface.n_sigmas), guess(surface)[surface.n_sigmas :]])
    for start in (far, none):
        assert ended(maximum_of(surface, start=start)) == ended(cold)


@pytest.mark.parametrize(
    "seed",
    [pytest.param(320_463_031, id="below-0"), pytest.param(320_470_990, id="a-hair-above-0")],
)
def test_where_a_sigma_is_next_to_0_a_climb_arrives(seed: int) -> None:
    """Two of 10,000 programs in which it did not."""
    ratings, _, _ = drawn(300, seed=seed)
    found, _ = fitted(ratings)
    assert (found.sigmas >= 0).all()
    assert np.isclose(found.weights.sum(), 1)


def test_the_end_is_on_the_grid_and_no_nearer_place_on_it_is_higher() -> None:
    surface = Surface(design_of(program(2)))
    top = maximum_of(surface)
    assert np.array_equal(np.round(top.parameters / GRID) * GRID, top.parameters)
    off = np.linalg.solve(top.information, surface.gradient(top.point))
    assert np.abs(off).max() < 0.51 * GRID


def test_what_is_new_is_guessed_and_what_does_not_go_together_is_left() -> None:
    surface = Surface(design_of(program(2)))
    table, k = surface.design.scale.table, surface.n_sigmas
    rising = np.tile([-3.0, 0.1, 4.0], (len(table), 1))
    rising[-1] = np.nan  # a dimension that the earlier fit did not know
    begun = begun_at(surface, Components({"candidate": 0.7}, rising))
    assert begun is not None
    known = surface.design.components.index("candidate")
    assert begun[known] == 0.7
    assert begun[k + table[0]].tolist() == [-3.0, 0.1, 4.0]
    guessed = guess(surface)
    assert begun[k + table[-1]].tolist() == guessed[k + table[-1]].tolist()
    assert np.delete(begun[:k], known).tolist() == np.delete(guessed[:k], known).tolist()
    assert begun_at(surface, Components({}, rising[:, ::-1])) is None
