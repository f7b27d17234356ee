"""Growth: by hand, recovered from simulated hours, and silent where nobody grew."""

from dataclasses import replace

import numpy as np
import pytest

from afterword.numerics.errors import LengthsDiffer
from afterword.numerics.exact import fit_exact
from afterword.numerics.growth import Growth, TooFewHours, TooManyForGrowth, growth_of
from afterword.numerics.growth.hours import hours_of
from afterword.numerics.mixture import bounds, moments
from afterword.numerics.model import Floats
from afterword.numerics.ratings import Ratings, ratings_of
from afterword.numerics.tests.crossed import SIGMAS, simulated


def grown(n: int, *, seed: int, growth: tuple[float, float], visits: int) -> tuple[Growth, Floats]:
    """What is found in a simulated program, and what was true of its candidates."""
    ratings, true = simulated(n, seed=seed, growth=growth, visits=visits)
    fit = fit_exact(ratings, components=tuple(SIGMAS)).fit
    return growth_of(ratings, fit, np.arange(ratings.counts["interview"])), true["growth"]


@pytest.fixture(scope="module")
def program() -> tuple[Ratings, Growth, Floats]:
    """Forty candidates with five hours each, who grow by .3 an hour, more or less."""
    ratings, true = simulated(1000, seed=4, growth=(0.3, 0.3), visits=5)
    fit = fit_exact(ratings, components=tuple(SIGMAS)).fit
    return ratings, growth_of(ratings, fit, np.arange(200)), true["growth"]


def test_hours_are_counted_from_the_middle_one_of_each_candidate() -> None:
    ratings = ratings_of(
        [0, 1, 0, 1, 1], n_levels=2, candidate=[0, 0, 0, 1, 1], interview=[0, 1, 2, 3, 3]
    )
    hours = hours_of(ratings, np.array([30.0, 10.0, 20.0, 5.0]))
    assert hours.place.tolist() == [2, 0, 1, 0]
    assert hours.x.tolist() == [1.0, -1.0, 0.0, 0.0]
    assert hours.held.tolist() == [3, 1]
    with pytest.raises(LengthsDiffer):
        hours_of(ratings, np.arange(3.0))


def test_a_mixture_by_hand() -> None:
    """−1 or 1, each known and as likely: mean 0, sd 1, and 95 % lies from one to the other."""
    each, alike = np.array([[[-1.0, 0.0]], [[1.0, 0.0]]]), np.array([0.5, 0.5])
    mean, sd = moments(each, alike)
    low, high = bounds(each, alike)
    assert (mean[0], sd[0]) == (0.0, 1.0)
    assert (low[0], high[0]) == pytest.approx((-1, 1), abs=1e-9)
    assert bounds(np.array([[[2.0, 1.0]]]), np.ones(1))[0] == pytest.approx(2 - 1.959964)


def test_how_many_hours_show_a_change_by_hand(program: tuple[Ratings, Growth, Floats]) -> None:
    """Five hours of which each is sure to a variance of 1 have Σx² = 10. Twelve have 143: the
    change has sd 11/√143 = .92, and 1.96 of it are 1.80."""
    found = replace(program[1], known=1e6, sd=np.full(40, 10**-0.5))
    assert found.hours_needed(0, 1.81) == 12
    assert found.hours_needed(0, 1.79) == 13
    assert found.hours_needed(0, 5.0) == 5  # it shows already
    assert found.hours_needed(0, 0.1) is None


def test_growth_is_recovered_with_its_spread(program: tuple[Ratings, Growth, Floats]) -> None:
    _, found, true = program
    assert found.mean.low <= 0.3 <= found.mean.high
    assert found.spread.low <= 0.3 <= found.spread.high
    assert np.corrcoef(found.rate, true)[0, 1] > 0.75
    held = (found.low <= true) & (true <= found.high)
    assert held.mean() >= 0.87  # two standard errors below .95 for 40 candidates
    told = (found.low > 0) | (found.high < 0)
    assert told.sum() >= 10
    assert not (told & (np.sign(found.rate) != np.sign(true))).any()


def test_backwards_in_time_growth_is_its_opposite(program: tuple[Ratings, Growth, Floats]) -> None:
    ratings, found, _ = program
    fit = fit_exact(ratings, components=tuple(SIGMAS)).fit
    turned = growth_of(ratings, fit, -np.arange(200.0))
    assert turned.rate == pytest.approx(-found.rate, abs=1e-4)
    assert turned.high == pytest.approx(-found.low, abs=1e-4)
    assert turned.mean.estimate == pytest.approx(-found.mean.estimate, abs=1e-4)


def test_where_nobody_grew_hardly_anybody_is_told_so() -> None:
    told = [
        ((found.low > 0) | (found.high < 0)).mean()
        for found, _ in (grown(300, seed=s, growth=(0.0, 0.0), visits=4) for s in range(4))
    ]
    assert np.mean(told) <= 0.05


def test_three_hours_each_say_little_and_say_so() -> None:
    found, true = grown(300, seed=2, growth=(0.1, 0.2), visits=3)
    assert (found.high - found.low).mean() > 0.6
    assert ((found.low <= true) & (true <= found.high)).mean() >= 0.85


def test_who_only_ever_came_last_is_not_taken_for_growth() -> None:
    """An interviewer of all last hours is as lenient as they look, or everybody grew: nobody can
    tell, so that the interval of the mean widens until it holds both."""
    ratings, _ = simulated(300, seed=6, growth=(0.0, 0.0), visits=3)
    assert ratings.interview is not None
    assert ratings.interviewer is not None
    last = ratings.interview % 3 == 2
    who = np.where(last, 0, 1 + ratings.interviewer % 4).astype(np.int32)
    asked = replace(ratings, interviewer=who)
    when = np.arange(ratings.counts["interview"])
    apart = growth_of(asked, fit_exact(asked, components=tuple(SIGMAS)).fit, when).mean
    mixed = growth_of(ratings, fit_exact(ratings, components=tuple(SIGMAS)).fit, when).mean
    assert apart.high - apart.low > 1.3 * (mixed.high - mixed.low)


def test_more_interviewers_than_one_matrix_holds_are_refused() -> None:
    hours = np.arange(1_200)
    crowd = ratings_of(
        hours % 2, n_levels=2, candidate=hours % 40, interviewer=hours, interview=hours
    )
    fit = fit_exact(simulated(60, seed=1)[0]).fit
    with pytest.raises(TooManyForGrowth, match="takes up to 1,000"):
        growth_of(crowd, fit, hours)


def test_fewer_than_four_candidates_with_three_hours_are_refused() -> None:
    ratings, _ = simulated(300, seed=1, visits=2)
    fit = fit_exact(ratings, components=tuple(SIGMAS)).fit
    with pytest.raises(TooFewHours, match="takes 4 candidates with 3 interviews each"):
        growth_of(ratings, fit, np.arange(ratings.counts["interview"]))
