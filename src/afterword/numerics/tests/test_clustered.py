import math

import numpy as np
import pytest

from afterword.numerics.clustered import clustered_share
from afterword.numerics.search_errors import OddCounts


def test_five_people_by_hand():
    # docs/sums/hindsight.md: 1 of 2, 3 of 3, 0 of 1, 1 of 2, 1 of 2 make 6 of 10. The spread is
    # 5/4 * (.04 + 1.44 + .36 + .04 + .04)/100 = .024, what independent cases have too: .24/10.
    found = clustered_share([1, 3, 0, 1, 1], [2, 3, 1, 2, 2])

    assert (found.part, found.whole, found.people) == (6, 10, 5)
    assert found.estimate == pytest.approx(0.6)
    assert found.worth == pytest.approx(10)
    assert (found.low, found.high) == pytest.approx((0.313, 0.832), abs=0.001)


def test_people_who_are_each_of_one_mind_count_for_less():
    # All or nothing: ten cases each of six people tell what few people would.
    found = clustered_share([10, 0, 10, 0, 10, 0], [10] * 6)

    assert found.worth == pytest.approx(60 / (6 / 5 * 6 * 25 / 3600 / (0.25 / 60)))
    assert found.worth < 6
    assert found.low < 0.2
    assert found.high > 0.8


def test_nothing_and_everything_keep_an_interval():
    none, every = clustered_share([0] * 5, [1] * 5), clustered_share([1] * 5, [1] * 5)

    assert none.low == 0
    assert 0.3 < none.high < 0.6
    assert every.high == 1
    assert every.low == pytest.approx(1 - none.high)


@pytest.mark.parametrize(("parts", "wholes"), [([], []), ([2], [1]), ([-1], [1]), ([0], [0])])
def test_counts_that_cannot_be_are_refused(parts, wholes):
    with pytest.raises(OddCounts):
        clustered_share(parts, wholes)


def test_the_interval_holds_what_the_simulator_made():
    rng = np.random.default_rng(20261126)
    held = 0
    for _ in range(600):
        shares = rng.beta(3, 2, size=15)
        wholes = rng.integers(1, 6, size=15)
        found = clustered_share(rng.binomial(wholes, shares), wholes)
        held += found.low <= 0.6 <= found.high
    # 600 tries: three standard errors of .95 are .027; people who differ cost a little more.
    assert 0.95 - 0.04 < held / 600 <= 1
    assert not math.isnan(found.worth)
