import numpy as np
import pytest
from scipy.stats import binom

from afterword.numerics.incidence import INTEREST, REJECTION, SILENT, waits
from afterword.numerics.rates import Prior, by_luck_alone, rate, rate_under_way, together
from afterword.numerics.search_errors import OddCounts, TooFewPeople


def test_four_of_eighteen_by_hand():
    # docs/sums/luck.md: a flat start is 1 and 1; 4 of 18 make it 5 and 15; 5/20.
    found = rate(4, 18)

    assert found.estimate == pytest.approx(0.25)
    assert (found.low, found.high) == pytest.approx((0.1339, 0.3775), abs=1e-4)


def test_with_no_case_it_is_what_was_known():
    found = rate(0, 0, prior=Prior(0.25, 8))

    assert found.estimate == pytest.approx(0.25)
    assert found.high - found.low > 0.3


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(("advanced", "settled"), [(3, 2), (-1, 2), (1, NAN), (1, INF)])
def test_more_than_there_were_is_refused(advanced, settled):
    with pytest.raises(OddCounts):
        rate(advanced, settled)


def test_the_band_holds_four_of_five_truths_drawn_from_the_prior():
    rng = np.random.default_rng(1)
    truths = rng.beta(2, 6, 3000)
    seen = rng.binomial(15, truths)
    rates = [rate(int(one), 15, prior=Prior(0.25, 8)) for one in seen]

    held = [one.low <= truth <= one.high for one, truth in zip(rates, truths, strict=True)]

    assert np.mean(held) == pytest.approx(0.8, abs=0.025)


def test_people_together_recover_what_made_them():
    rng = np.random.default_rng(2)
    truths = rng.beta(3, 9, 60)
    found = together(rng.binomial(40, truths), [40] * 60)

    assert found.prior.mean == pytest.approx(0.25, abs=0.05)
    assert 6 < found.prior.weight < 26
    assert found.people == 60


def test_five_people_who_agree_are_not_a_law():
    found = together([5, 5, 5, 5, 5], [20, 20, 20, 20, 20])

    assert found.prior.mean == pytest.approx(0.25, abs=0.02)
    assert found.prior.weight < 100


def test_one_person_is_not_others():
    with pytest.raises(TooFewPeople):
        together([2, 0], [5, 0])


def test_luck_alone_is_the_binomial_where_others_are_many():
    others = together([27_000, 27_000], [100_000, 100_000])

    found = by_luck_alone(4, 18, others=others)

    middle = binom.cdf(4, 18, 0.27) - binom.pmf(4, 18, 0.27) / 2
    assert found == pytest.approx(2 * middle, abs=0.01)


def test_luck_alone_is_surer_of_an_oddity_the_more_others_there_are():
    few = together([3, 2, 1], [6, 6, 6])
    many = together([300, 300, 300], [900, 900, 900])

    assert by_luck_alone(0, 18, others=few) > 2 * by_luck_alone(0, 18, others=many)
    assert by_luck_alone(0, 0, others=many) == 1


def test_all_and_none_have_no_odd_edges():
    others = together([5, 5], [10, 10])

    assert 0 < by_luck_alone(0, 4, others=others) < 1
    assert 0 < by_luck_alone(4, 4, others=others) < 1
    assert by_luck_alone(0, 4, others=others) == pytest.approx(by_luck_alone(4, 4, others=others))


def test_one_open_case_by_hand():
    # docs/sums/luck.md: two gone on at once, two ended at once, one open that waited past both.
    prior = Prior(0.5, 2)
    settled = waits([0, 0, 0, 0], [INTEREST, INTEREST, REJECTION, REJECTION])
    with_open = waits([0, 0, 0, 0, 3000], [INTEREST, INTEREST, REJECTION, REJECTION, SILENT])

    assert rate_under_way(settled, prior=prior).estimate == pytest.approx(3 / 6)
    assert rate_under_way(with_open, prior=prior).estimate < 0.5


def test_with_nothing_open_it_is_the_beta_binomial():
    rng = np.random.default_rng(4)
    days = rng.integers(0, 90, 18)
    found = rate_under_way(waits(days, [INTEREST] * 4 + [REJECTION] * 14))

    plain = rate(4, 18)

    assert (found.estimate, found.low, found.high) == pytest.approx(
        (plain.estimate, plain.low, plain.high)
    )
    assert (found.advanced, found.settled) == (4, 18)


def test_what_was_only_just_sent_says_nothing():
    answers = [INTEREST] * 4 + [REJECTION] * 14
    sent_today = waits([20] * 18 + [0] * 50, answers + [SILENT] * 50)

    found = rate_under_way(sent_today)

    assert found.estimate == pytest.approx(rate(4, 18).estimate, abs=0.01)


@pytest.mark.parametrize("answered", [1.0, 0.6])
def test_cases_under_way_do_not_pull_the_share_up_or_down(answered):
    rng = np.random.default_rng(3)
    estimates = []
    for _ in range(60):
        going = rng.random(200) < 0.3
        ever = going | (rng.random(200) < answered)
        answer = rng.integers(1, 40, 200)
        watched = rng.integers(0, 90, 200)
        heard = ever & (answer <= watched)
        causes = np.where(heard, np.where(going, INTEREST, REJECTION), SILENT)
        table = waits(np.where(heard, answer, watched), causes)
        estimates.append(rate_under_way(table, prior=Prior(0.3, 1)).estimate)

    assert np.mean(estimates) == pytest.approx(0.3, abs=0.03)
