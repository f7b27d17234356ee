import numpy as np
import pytest
from lifelines import AalenJohansenFitter

from afterword.numerics.incidence import (
    INTEREST,
    LONGEST,
    REJECTION,
    SILENT,
    cumulative_incidence,
    waits,
)
from afterword.numerics.search_errors import NoWaits, OddWaits

# docs/sums/silence.md works this by hand.
DAYS = [2, 3, 5, 5, 8]
CAUSES = [INTEREST, SILENT, REJECTION, SILENT, SILENT]


def test_five_applications_by_hand():
    found = cumulative_incidence(waits(DAYS, CAUSES))

    assert found.at_risk.tolist() == [5, 5, 5, 4, 3, 3, 1, 1, 1]
    assert found.interest.estimate.tolist() == pytest.approx([0, 0] + [1 / 5] * 7)
    assert found.rejection.estimate.tolist() == pytest.approx([0] * 5 + [4 / 15] * 4)
    assert found.silent[-1] == pytest.approx(8 / 15)
    assert (found.count, found.answered) == (5, 2)


def test_without_ties_it_is_what_lifelines_finds_with_its_bands():
    rng = np.random.default_rng(4)
    days = rng.permutation(1000)[:200]
    causes = rng.choice([SILENT, INTEREST, REJECTION], 200, p=[0.4, 0.2, 0.4])
    causes[days.argmax()] = SILENT  # where all are answered its bounds are not numbers

    ours = cumulative_incidence(waits(days, causes), level=0.95)

    for cause, band in ((INTEREST, ours.interest), (REJECTION, ours.rejection)):
        theirs = AalenJohansenFitter().fit(days, causes, event_of_interest=cause)
        at = theirs.cumulative_density_.index.astype(int)
        begun = band.estimate[at] > 0
        bounds = theirs.confidence_interval_.to_numpy()
        assert band.estimate[at] == pytest.approx(theirs.cumulative_density_.iloc[:, 0].to_numpy())
        assert band.low[at][begun] == pytest.approx(bounds[begun, 0])
        assert band.high[at][begun] == pytest.approx(bounds[begun, 1])


def test_with_everybody_watched_to_the_end_it_is_the_plain_share():
    found = cumulative_incidence(waits([1, 4, 4, 9], [INTEREST, REJECTION, REJECTION, INTEREST]))

    assert found.interest.estimate[-1] == pytest.approx(0.5)
    assert found.rejection.estimate[-1] == pytest.approx(0.5)
    assert found.silent[-1] == pytest.approx(0, abs=1e-12)


def test_the_shares_add_up_on_every_day():
    rng = np.random.default_rng(5)
    found = cumulative_incidence(waits(rng.integers(0, 60, 400), rng.integers(0, 3, 400)))

    whole = found.interest.estimate + found.rejection.estimate + found.silent

    assert whole == pytest.approx(np.ones(len(whole)))


def test_silence_alone_leaves_open_what_that_many_still_allow():
    found = cumulative_incidence(waits([10] * 5, [SILENT] * 5))

    assert found.interest.estimate[-1] == 0
    assert found.interest.low[-1] == 0
    assert found.interest.high[-1] == pytest.approx(1 - 0.1 ** (1 / 5))


def test_bands_hold_the_truth_about_as_often_as_they_say():
    rng = np.random.default_rng(6)
    held = []
    for _ in range(300):
        answer = rng.geometric(0.03, 120)
        cause = np.where(rng.random(120) < 0.3, INTEREST, REJECTION)
        watched = rng.integers(10, 80, 120)
        heard = np.where(answer <= watched, cause, SILENT)
        found = cumulative_incidence(waits(np.minimum(answer, watched), heard), level=0.8)
        truth = 0.3 * (1 - 0.97**30)
        held.append(found.interest.low[30] <= truth <= found.interest.high[30])

    assert np.mean(held) == pytest.approx(0.8, abs=0.07)


def test_one_application_is_enough_and_none_is_refused():
    assert cumulative_incidence(waits([0], [INTEREST])).interest.estimate.tolist() == [1.0]
    with pytest.raises(NoWaits):
        waits([], [])


def test_every_band_is_a_share_around_its_estimate():
    rng = np.random.default_rng(7)
    for size in (1, 2, 3, 10, 50):
        found = cumulative_incidence(waits(rng.integers(0, 9, size), rng.integers(0, 3, size)))
        for band in (found.interest, found.rejection):
            assert np.all((band.low >= 0) & (band.low <= band.estimate + 1e-12))
            assert np.all((band.estimate <= band.high + 1e-12) & (band.high <= 1))


@pytest.mark.parametrize(
    ("days", "causes"), [([-1], [SILENT]), ([1], [3]), ([1, 2], [0]), ([[1]], [[0]])]
)
def test_what_is_no_wait_is_refused(days, causes):
    with pytest.raises(OddWaits):
        waits(days, causes)


def test_beyond_ten_years_it_counts_as_watched_and_silent():
    table = waits([LONGEST + 5000, 3], [INTEREST, REJECTION])

    assert len(table.at_risk) == LONGEST + 1
    assert table.answered == 1
