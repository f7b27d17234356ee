"""The odds of another opinion: by hand, one by one and together, and against what then came."""

import numpy as np
import pytest

from afterword.numerics.errors import NotCrossed
from afterword.numerics.exact import fit_exact
from afterword.numerics.ratings import Ratings, ratings_of
from afterword.numerics.second_opinion import (
    Odds,
    chance_below,
    second_opinion,
    second_opinions,
    second_opinions_apart,
)

THRESHOLDS = np.array([-1.5, 0.0, 1.5])
LINE = 2


def test_the_worked_example() -> None:
    found = chance_below(1.0, mean=0.0, variance=3.0, link="probit")
    assert found == pytest.approx(0.6915, abs=1e-4)


def club(seed: int) -> tuple[Ratings, np.ndarray]:
    """Ratings of 10 people by each other over 70 hours, and for each person how often others with
    other questions really land on the upper side."""
    rng = np.random.default_rng(seed)
    ability, severity = rng.normal(0, 1, 10), rng.normal(0, 0.7, 10)
    difficulty = rng.normal(0, 0.5, 5)
    hour = np.arange(70)
    who, asked = hour % 10, hour % 5
    by = (who + 1 + hour // 10) % 10
    eta = ability[who] + rng.normal(0, 0.4, 70) - severity[by] - difficulty[asked]
    level = np.searchsorted(THRESHOLDS, np.repeat(eta, 4) + rng.normal(size=280))
    codes = {"candidate": who, "interviewer": by, "question": asked, "interview": hour}
    ratings = ratings_of(level, n_levels=4, **{k: np.repeat(v, 4) for k, v in codes.items()})
    new = ability[:, None, None] - severity[None, :, None] - difficulty[None, None, :]
    drawn = new[..., None] + rng.normal(0, np.sqrt(1.16), (*new.shape, 200))
    return ratings, (drawn > THRESHOLDS[LINE - 1]).mean(axis=(1, 2, 3))


def test_odds_are_what_then_comes() -> None:
    told, came = [], []
    for seed in range(8):
        ratings, truth = club(seed)
        everybody = np.arange(10)
        odds = second_opinions(fit_exact(ratings).posterior, candidates=everybody, line=LINE)
        told += [one.above for one in odds]
        came += list(truth)
    told_of, came_of = np.array(told), np.array(came)
    # 80 people in 8 clubs: their means agree within two standard errors of a club's own luck.
    assert told_of.mean() == pytest.approx(came_of.mean(), abs=0.06)
    for low, high in ((0.0, 0.4), (0.4, 0.6), (0.6, 1.0)):
        some = (told_of >= low) & (told_of < high)
        assert told_of[some].mean() == pytest.approx(came_of[some].mean(), abs=0.12)


def test_the_bounds_of_a_chance_hold_what_it_is() -> None:
    held = []
    for seed in range(8):
        ratings, truth = club(seed)
        odds = second_opinions(fit_exact(ratings).posterior, candidates=np.arange(10), line=LINE)
        low, high = np.array([one.between for one in odds]).T
        held += list((low <= truth) & (truth <= high))
        assert all(one.between[0] < one.above < one.between[1] for one in odds)
    assert np.mean(held) >= 0.9  # 80 people in 8 clubs


def test_the_bounds_of_the_other_side_turn_with_the_side() -> None:
    odds = Odds(above=0.3, line=LINE, rated=4, between=(0.1, 0.6))
    assert odds.other_side_between(LINE) == pytest.approx((0.4, 0.9))
    assert odds.other_side_between(LINE - 1) == (0.1, 0.6)


def test_asked_together_is_asked_one_by_one() -> None:
    ratings, _ = club(1)
    posterior = fit_exact(ratings).posterior
    who, by, asked = (np.array(one) for one in ([0, 3, 3], [1, 2, 5], [0, 4, 1]))
    many = second_opinions(posterior, candidates=who, line=LINE, interviewers=by, questions=asked)
    alone = [
        second_opinion(posterior, candidate=int(c), line=LINE, interviewer=int(i), question=int(q))
        for c, i, q in zip(who, by, asked, strict=True)
    ]
    assert [one.above for one in many] == pytest.approx([one.above for one in alone])


def test_of_a_fit_alone_each_hears_the_same_asked_together_and_one_by_one() -> None:
    ratings, _ = club(3)
    exact = fit_exact(ratings)
    hours = np.array([[0, 1, 0], [3, 2, 4], [3, 5, 1], [7, 2, 4]])

    def asked(rows: np.ndarray) -> list[Odds]:
        who, by, what = rows.T
        return second_opinions_apart(
            exact.fit, ratings, candidates=who, line=LINE, interviewers=by, questions=what
        )

    assert asked(hours) == [asked(hours[at : at + 1])[0] for at in range(len(hours))]
    everybody = np.arange(10)
    apart = second_opinions_apart(exact.fit, ratings, candidates=everybody, line=LINE)
    together = second_opinions(exact.posterior, candidates=everybody, line=LINE)
    assert [one.rated for one in apart] == [one.rated for one in together] == [28] * 10
    away = [abs(a.above - t.above) for a, t in zip(apart, together, strict=True)]
    assert max(away) < 0.06  # of 28 ratings each, in which effects are not independent


def test_where_nobody_crosses_the_line_nothing_is_said() -> None:
    ratings, _ = club(2)
    low = Ratings(
        level=np.minimum(ratings.level, 1).astype(np.int8), n_levels=4, counts=ratings.counts,
        **ratings.facets,
    )  # fmt: skip
    with pytest.raises(NotCrossed):
        second_opinion(fit_exact(low).posterior, candidate=0, line=LINE)
