import sys

import numpy as np
import pytest

from afterword.numerics.foreseeing import answers_foreseen
from afterword.numerics.incidence import INTEREST, REJECTION, SILENT, waits
from afterword.numerics.rates import Prior
from afterword.numerics.tests.back_testing import Search, interest_held, silence_held
from afterword.numerics.tests.real_searches import FOLDER, real_searches
from afterword.numerics.waiting import vague, waiting

PUBLIC = Prior(13 / 177, 10)


def simulated(rng, *, waves):
    """180 applications in 300 days; letters are held back and sent together if there are waves."""
    applied = np.sort(rng.integers(0, 300, 180))
    heard = rng.random(180) < 0.6
    answered = applied + rng.geometric(1 / 25, 180)
    if waves:
        answered = -(-answered // 14) * 14
    causes = np.where(rng.random(180) < 0.2, INTEREST, REJECTION)
    return Search(applied, np.where(heard, answered, -1), np.where(heard, causes, SILENT))


@pytest.mark.parametrize("waves", [True, False])
def test_bands_of_how_many_will_answer_hold_in_simulated_searches(waves):
    rng = np.random.default_rng(1)
    told = [
        one
        for _ in range(6)
        for one in silence_held(
            simulated(rng, waves=waves), known=vague(), rng=rng, between=60, draws=300
        )
    ]

    assert len(told) > 20
    assert np.mean([one.held for one in told]) >= 0.8


def test_a_forecast_uses_only_what_was_known_that_day():
    rng = np.random.default_rng(2)
    search = simulated(rng, waves=False)
    later = search.answered > 150
    blind = Search(
        search.applied,
        np.where(later, -1, search.answered),
        np.where(later, SILENT, search.causes),
    )

    whole = silence_held(search, known=vague(), rng=np.random.default_rng(3), between=60)[:2]
    cut = silence_held(blind, known=vague(), rng=np.random.default_rng(3), between=60)[:2]

    assert [(one.low, one.high) for one in whole] == [(one.low, one.high) for one in cut]
    assert interest_held(search, prior=PUBLIC)[0].low == interest_held(blind, prior=PUBLIC)[0].low


def test_as_many_answers_as_there_are_silent_ones_at_most():
    rng = np.random.default_rng(4)
    believed = waiting(waits([3, 4, 9], [INTEREST, REJECTION, SILENT]), known=vague(), rng=rng)

    found = answers_foreseen(believed, silent_days=[2, 2, 500], within=365, rng=rng)

    assert 0 <= found.low <= found.estimate <= 3
    assert found.high <= 3
    assert found.ahead == 3


def test_where_nothing_has_come_yet_something_still_may():
    """Of sixty that waited as long none was answered in that month: no proof for sixty more."""
    rng = np.random.default_rng(6)
    table = waits([2] * 20 + [200] * 60, [REJECTION] * 20 + [SILENT] * 60)
    believed = waiting(table, known=vague(), rng=rng)

    found = answers_foreseen(believed, silent_days=[60] * 60, within=30, rng=rng)

    assert found.low == 0
    assert 1 <= found.high <= 4


@pytest.mark.skipif(not FOLDER.exists(), reason=f"the real searches are not at {FOLDER}")
def test_back_testing_on_the_real_cycles(capsys):
    rng = np.random.default_rng(5)
    searches = real_searches()
    silence = {
        name: silence_held(one, known=vague(), rng=rng, draws=400) for name, one in searches.items()
    }
    interest = {name: interest_held(one, prior=PUBLIC) for name, one in searches.items()}

    with capsys.disabled():
        sys.stdout.write(f"\nback-test on {len(searches)} real cycles, bands of 80 %:\n")
        for name in searches:
            for what, told in (("answers in 30 days", silence), ("interest in 25", interest)):
                kept = sum(one.held for one in told[name])
                sys.stdout.write(f"  {name}, {what}: {kept} of {len(told[name])} held\n")

    for told in (silence, interest):
        every = [one.held for name in told for one in told[name]]
        assert np.mean(every) >= 0.8
