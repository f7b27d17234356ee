import math
import sys

import numpy as np
import pytest

from afterword.numerics.luck import (
    MOST,
    OfferChance,
    foreseen,
    more_needed,
    offer_chance,
    place_of,
    without_offer,
)
from afterword.numerics.rates import Prior, rate
from afterword.numerics.search_errors import OddCounts


def sure(share):
    """A chance that is known exactly."""
    return OfferChance(share, share, share, 0.8, np.full(100, share))


def test_forty_four_applications_by_hand():
    # docs/sums/luck.md: one in fifty; (49/50)^44.
    found = without_offer(sure(0.02), applications=44)

    assert found.estimate == pytest.approx(0.98**44)
    assert found.estimate == pytest.approx(0.411, abs=1e-3)


def test_how_many_more_by_hand():
    # ln 0.2 / ln 0.98 = 79.66…
    found = more_needed(sure(0.02))

    assert (found.low, found.estimate, found.high) == (80, 80, 80)


def test_a_sure_thing_takes_one_and_an_impossible_one_more_than_can_be_said():
    assert more_needed(sure(1.0)).estimate == 1
    assert more_needed(sure(0.0)).estimate == MOST


def test_no_application_ends_without_an_offer_for_certain():
    assert without_offer(sure(0.5), applications=0).estimate == 1
    with pytest.raises(OddCounts):
        without_offer(sure(0.5), applications=-1)


def test_the_chance_of_an_offer_is_the_product_of_the_stages():
    stages = [rate(10, 40), rate(5, 10), rate(1, 5)]

    found = offer_chance(stages, rng=np.random.default_rng(1))

    assert found.estimate == pytest.approx(11 / 42 * 6 / 12 * 2 / 7)
    assert found.drawn.mean() == pytest.approx(found.estimate, rel=0.02)
    assert found.low < found.estimate < found.high


def test_without_any_offer_yet_there_is_a_band_and_it_is_wide():
    stages = [rate(4, 44, prior=Prior(0.07, 10)), rate(2, 4), rate(0, 2, prior=Prior(0.3, 4))]

    found = more_needed(offer_chance(stages, rng=np.random.default_rng(1)))

    assert found.low < found.estimate < found.high
    assert found.high > 4 * found.low


PRIORS = (Prior(0.1, 10), Prior(0.6, 4), Prior(0.4, 4))


def one_search(rng, truths, *, applications):
    """Stages of a search whose stages have these true shares."""
    there, stages = applications, []
    for truth, prior in zip(truths, PRIORS, strict=True):
        went = int(rng.binomial(there, truth))
        stages.append(rate(went, there, prior=prior))
        there = went
    return stages


def test_calibration_the_band_of_how_many_more_holds_four_of_five(capsys):
    rng = np.random.default_rng(20)
    held, kept_promise = [], []
    for _ in range(1500):
        truths = [rng.beta(p.mean * p.weight, (1 - p.mean) * p.weight) for p in PRIORS]
        stages = one_search(rng, truths, applications=60)
        found = more_needed(offer_chance(stages, rng=rng, draws=2000))
        share = math.prod(truths)
        needed = min(MOST, math.ceil(math.log(0.2) / math.log1p(-min(share, 1 - 1e-12))))
        held.append(found.low <= needed <= found.high)
        kept_promise.append(rng.random() < 1 - (1 - share) ** found.estimate)

    with capsys.disabled():
        sys.stdout.write(
            f"\nluck, 1,500 simulated searches: the band of 80 % held {np.mean(held):.3f}, "
            f"an offer promised with 80 % came {np.mean(kept_promise):.3f}\n"
        )
    assert np.mean(held) == pytest.approx(0.8, abs=0.035)
    assert np.mean(kept_promise) == pytest.approx(0.8, abs=0.035)


@pytest.mark.parametrize("truths", [(0.05, 0.5, 0.3), (0.12, 0.6, 0.4), (0.25, 0.7, 0.5)])
def test_the_band_holds_for_a_usual_a_meagre_and_a_rich_search(truths):
    rng = np.random.default_rng(21)
    needed = math.ceil(math.log(0.2) / math.log1p(-math.prod(truths)))

    bands = [
        more_needed(offer_chance(one_search(rng, truths, applications=80), rng=rng, draws=2000))
        for _ in range(300)
    ]

    assert np.mean([one.low <= needed <= one.high for one in bands]) > 0.72


def test_foreseen_holds_at_least_what_it_says():
    rng = np.random.default_rng(22)
    held, places = [], []
    for truth in rng.beta(2, 8, 2000):
        believed = rate(int(rng.binomial(20, truth)), 20, prior=Prior(0.2, 10))
        band = foreseen(believed, ahead=25)
        came = int(rng.binomial(25, truth))
        held.append(band.low <= came <= band.high)
        places.append(place_of(came, believed, ahead=25))

    assert 0.8 <= np.mean(held) < 0.9
    assert np.mean(places) == pytest.approx(0.5, abs=0.02)


def test_nothing_ahead_brings_nothing():
    found = foreseen(rate(3, 10), ahead=0)

    assert (found.low, found.high, found.estimate) == (0, 0, 0)
