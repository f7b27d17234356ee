"""Estimates in levels: by hand, against what a simulator made, and where the edges are."""

import numpy as np
import pytest

from afterword.numerics.exact import fit_exact
from afterword.numerics.levels import (
    Asked,
    adjusted,
    adjusted_apart,
    against_all,
    informations,
    interviews_needed,
    levels_moved,
    mean_level,
)
from afterword.numerics.model import Components
from afterword.numerics.ratings import ratings_of

PLAIN = Components({"candidate": 1.0, "question": 0.0}, np.array([[-1.0, 0.0, 1.0]]))


def test_the_mean_level_of_the_worked_example() -> None:
    found = mean_level(np.array([0.0]), np.array([-1.0, 0.0, 1.0]))
    assert found == pytest.approx([1.5])


def test_one_threshold_and_an_effect_of_one_move_a_third_of_a_level() -> None:
    components = Components({"interviewer": 0.7}, np.array([[0.0]]))
    assert levels_moved(components, 1.0, of="interviewer") == pytest.approx(0.3413, abs=1e-4)
    assert levels_moved(components, -1.0, of="interviewer") == pytest.approx(-0.3413, abs=1e-4)
    assert levels_moved(components, 0.0, of="interviewer") == 0.0


def test_a_level_that_was_never_used_moves_nothing() -> None:
    components = Components({"interviewer": 0.7}, np.array([[-np.inf, 0.0, np.inf]]))
    assert levels_moved(components, 1.0, of="interviewer") == pytest.approx(0.3413, abs=1e-4)


def test_a_question_where_candidates_are_tells_most() -> None:
    asked = [(-3.0, -3.0, -3.0), (0.0, 0.0, 0.0), (3.0, 3.0, 3.0)]
    told = [one.estimate for one in informations(PLAIN, asked, rows=[0])]
    assert told[1] == pytest.approx(1.0)
    assert told[0] == pytest.approx(told[2])
    assert told[0] < 0.6


def test_what_an_hour_tells_lies_between_its_least_and_most_within_the_bounds() -> None:
    """The best difficulty lies between these bounds, so that 1 is the most, at neither end."""
    (one,) = informations(PLAIN, [(1.0, -1.0, 3.0)], rows=[0])
    assert one.high == pytest.approx(1.0)
    assert one.low == informations(PLAIN, [(3.0, 3.0, 3.0)], rows=[0])[0].estimate
    assert one.low < one.estimate < one.high


def test_how_many_interviews_the_worked_example_takes() -> None:
    assert interviews_needed(0.5, sigma=1.0, held=3, wanted=0.25) == 15
    assert interviews_needed(1.0, sigma=1.0, held=3, wanted=0.25) is None
    assert interviews_needed(0.2, sigma=1.0, held=24, wanted=0.5) == 3


def club(seed: int, *, interviews: int = 90) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Columns of ratings of a made-up club, and the level an average interviewer would give."""
    rng = np.random.default_rng(seed)
    ability, severity = rng.normal(0, 1, 12), rng.normal(0, 0.8, 12)
    difficulty, thresholds = rng.normal(0, 0.5, 6), np.array([-1.5, 0.0, 1.5])
    who, by = rng.integers(12, size=interviews), rng.integers(12, size=interviews)
    asked, day = rng.integers(6, size=interviews), rng.normal(0, 0.4, interviews)
    own = ability[who] + day
    eta = np.repeat(own - severity[by] - difficulty[asked], 4) + rng.normal(size=4 * interviews)
    truth = own - severity.mean() - difficulty.mean()
    columns = {
        "level": np.searchsorted(thresholds, eta),
        "candidate": np.repeat(who, 4), "interviewer": np.repeat(by, 4),
        "question": np.repeat(asked, 4), "interview": np.repeat(np.arange(interviews), 4),
        "dimension": np.tile(np.arange(4), interviews),
    }  # fmt: skip
    return columns, mean_level(truth, thresholds)


def test_strictness_against_all_is_surer_than_strictness_itself() -> None:
    columns, _ = club(4)
    exact = fit_exact(ratings_of(columns.pop("level"), n_levels=4, **columns), common=True)
    found = against_all(exact.posterior, "interviewer")
    effects = exact.fit.effects["interviewer"]
    assert found.estimate.sum() == pytest.approx(0, abs=1e-9)
    assert found.estimate == pytest.approx(effects.mode - effects.mode.mean())
    assert (found.sd < effects.sd).all()
    assert (found.high - found.low < np.subtract(*effects.interval()[::-1])).all()


@pytest.mark.parametrize("seed", [1, 2])
def test_adjusted_levels_hold_what_the_simulator_made(seed: int) -> None:
    columns, truth = club(seed)
    exact = fit_exact(ratings_of(columns.pop("level"), n_levels=4, **columns), common=True)
    hours = np.arange(len(truth), dtype=np.int32)
    who = np.asarray(columns["candidate"][::4], dtype=np.int32)
    asked = Asked(who, hours, np.zeros_like(hours))
    found, apart = adjusted(exact.posterior, asked), adjusted_apart(exact.fit, asked)
    held = (found.low <= truth) & (truth <= found.high)
    # 90 hours of 12 people are not independent: 80 of them is far below chance, 90 is not.
    assert held.sum() >= 80
    assert np.abs(found.estimate - truth).mean() < 0.35
    assert np.abs(found.estimate - apart.estimate).max() < 0.3
    assert (found.low <= found.estimate).all()
    assert (found.estimate <= found.high).all()


def test_asked_many_at_once_is_asked_one_by_one() -> None:
    columns, truth = club(3, interviews=30)
    exact = fit_exact(ratings_of(columns.pop("level"), n_levels=4, **columns))
    hours = np.tile(np.arange(len(truth), dtype=np.int32), 12)
    who = np.asarray(columns["candidate"][::4], dtype=np.int32)[hours]
    many = Asked(who, hours, np.zeros_like(hours))
    one = Asked(who[-1:], hours[-1:], np.zeros(1, np.int32))
    assert adjusted(exact.posterior, many).low[-1] == pytest.approx(
        adjusted(exact.posterior, one).low[0]
    )
