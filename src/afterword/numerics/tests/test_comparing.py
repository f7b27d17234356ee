"""Two shares: held to what was published, to a hand-worked case, and to chance itself."""

import numpy as np
import pytest

from afterword.numerics.comparing import difference, times_to_tell, together_at, wilson
from afterword.numerics.search_errors import OddCounts


def test_the_interval_is_the_published_one():
    """Newcombe 1998, table II, (a): 56/70 less 48/80, method 10: .0524 to .3339."""
    found = difference(56, 70, 48, 80)

    assert found.estimate == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_the_published_ones_at_the_edge():
    """Newcombe 1998, table II, (e) and (g): 5/56 less 0/29, and 10/10 less 0/20."""
    few, all_of_them = difference(5, 56, 0, 29), difference(10, 10, 0, 20)

    assert (few.low, few.high) == pytest.approx((-0.0381, 0.1926), abs=5e-5)
    assert (all_of_them.low, all_of_them.high) == pytest.approx((0.6791, 1.0), abs=5e-5)


def test_four_of_ten_and_two_of_twenty_by_hand():
    """docs/sums/standing-out.md works this one."""
    assert wilson(4, 10) == pytest.approx((0.168, 0.687), abs=5e-4)
    assert wilson(2, 20) == pytest.approx((0.028, 0.301), abs=5e-4)

    found = difference(4, 10, 2, 20)

    assert (found.estimate, found.low, found.high) == pytest.approx((0.3, -0.007, 0.596), abs=5e-4)
    assert not found.is_told_apart
    assert times_to_tell(4, 10, 2, 20) == 2


def test_the_other_way_round_is_the_mirror():
    one, other = difference(7, 9, 20, 60), difference(20, 60, 7, 9)

    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))


def test_more_comparisons_ask_for_more():
    assert together_at(1) == 0.95
    assert together_at(10) == pytest.approx(0.995)
    assert difference(9, 20, 8, 60, level=together_at(10)).low < difference(9, 20, 8, 60).low


def test_what_is_alike_no_number_of_cases_tells_apart():
    assert times_to_tell(5, 20, 10, 40) is None


@pytest.mark.parametrize("counts", [(3, 2, 1, 2), (-1, 2, 1, 2), (0, 0, 1, 2)])
def test_more_than_there_were_is_refused(counts):
    with pytest.raises(OddCounts):
        difference(*counts)


@pytest.mark.parametrize("share", [0.08, 0.3])
def test_where_nothing_is_going_on_a_page_rarely_says_so(share):
    """Twelve comparisons of small groups, 400 times: at most about one page in twenty speaks."""
    rng = np.random.default_rng(7)
    level = together_at(12)

    def speaks() -> bool:
        sizes = rng.integers(5, 40, 12)
        return any(
            difference(
                int(rng.binomial(size, share)), int(size), int(rng.binomial(80, share)), 80,
                level=level,
            ).is_told_apart
            for size in sizes
        )  # fmt: skip

    spoke = np.mean([speaks() for _ in range(400)])

    assert spoke <= 0.06


def test_a_wide_difference_is_found():
    rng = np.random.default_rng(8)
    found = [
        difference(
            int(rng.binomial(20, 0.6)), 20, int(rng.binomial(150, 0.1)), 150, level=together_at(12)
        ).is_told_apart
        for _ in range(200)
    ]

    assert np.mean(found) > 0.9
