import numpy as np
import pytest

from afterword.numerics.incidence import (
    INTEREST,
    REJECTION,
    SILENT,
    cumulative_incidence,
    waits,
)
from afterword.numerics.search_errors import NotInTheFuture, TooFewPeople
from afterword.numerics.waiting import (
    Known,
    learnt,
    pooled,
    still_to_come,
    vague,
    waiting,
)

RNG_SEED = 3
# A quarter with interest on day 1, a quarter rejected on day 2; worth four applications.
SIMPLE = Known(np.array([[0, 0.25, 0], [0, 0, 0.25]]), 4.0)


def chance(seed=RNG_SEED):
    return np.random.default_rng(seed)


def test_three_applications_and_a_known_curve_by_hand():
    # docs/sums/silence.md: day 1 (1 + 1) of (4 + 3); day 2 1 of (3 + 2).
    table = waits([1, 2, 2], [INTEREST, SILENT, SILENT])

    believed = waiting(table, known=SIMPLE, rng=chance())

    assert believed.interest.estimate[2] == pytest.approx(2 / 7)
    assert believed.rejection.estimate[2] == pytest.approx(5 / 7 * 1 / 5)
    assert believed.silent.estimate[2] == pytest.approx(4 / 7)


def test_silence_so_far_asks_only_those_who_were_silent_as_long():
    table = waits([1, 2, 2], [INTEREST, SILENT, SILENT])
    believed = waiting(table, known=SIMPLE, rng=chance())

    found = still_to_come(believed, after=1, within=1)

    assert found.interest[0] == 0
    assert found.rejection[0] == pytest.approx(1 / 5)
    assert found.silence[0] == pytest.approx(4 / 5)
    assert found.rests_on == 2


def test_the_known_curve_fades_before_many_applications():
    rng = np.random.default_rng(8)
    table = waits(rng.integers(0, 90, 20_000), rng.choice(3, 20_000, p=[0.5, 0.1, 0.4]))

    mixed = learnt(table, known=vague()).cumsum(axis=1)
    alone = cumulative_incidence(table)

    assert mixed[0, 80] == pytest.approx(alone.interest.estimate[80], abs=1e-3)
    assert mixed[1, 80] == pytest.approx(alone.rejection.estimate[80], abs=1e-3)


def test_without_own_applications_answered_the_known_curve_stands():
    believed = waiting(waits([0], [SILENT]), known=SIMPLE, rng=chance())

    assert believed.interest.estimate[1] == pytest.approx(0.25)
    assert believed.rejection.estimate[2] == pytest.approx(0.25)


def test_five_silent_ones_are_no_proof_that_nobody_answers():
    believed = waiting(waits([5] * 5, [SILENT] * 5), known=vague(), rng=chance())

    found = still_to_come(believed, after=5, within=365)

    assert found.interest[0] > 0.05
    assert found.interest[2] > 0.3


def test_the_longer_the_silence_the_less_is_to_come_where_answers_come_early():
    days = [3, 4, 5, 6, 7, 8, 9, 10, 12, 14] + [120] * 30
    table = waits(days, [REJECTION, INTEREST] * 5 + [SILENT] * 30)
    believed = waiting(table, known=vague(), rng=chance())

    early = still_to_come(believed, after=1, within=30)
    late = still_to_come(believed, after=60, within=30)

    assert 1 - late.silence[0] < (1 - early.silence[0]) / 4


def test_beyond_what_anybody_waited_it_rests_on_nobody():
    believed = waiting(waits([5, 9], [INTEREST, SILENT]), known=vague(), rng=chance())

    far = still_to_come(believed, after=10_000, within=30)

    assert far.rests_on == 0
    assert far.silence == (1.0, 1.0, 1.0)


def test_every_chance_lies_inside_its_band_and_they_add_up():
    rng = np.random.default_rng(9)
    for size in (1, 2, 7, 40):
        table = waits(rng.integers(0, 50, size), rng.integers(0, 3, size))
        believed = waiting(table, known=vague(), rng=chance(), draws=200)
        for after in (0, 10, 49, 200):
            found = still_to_come(believed, after=after, within=30)
            three = (found.interest, found.rejection, found.silence)
            assert sum(one[0] for one in three) == pytest.approx(1)
            assert all(0 <= low <= mean <= high <= 1 for mean, low, high in three)


def test_the_same_seed_gives_the_same_band():
    table = waits([3, 8, 20], [INTEREST, SILENT, SILENT])

    first, second = (waiting(table, known=vague(), rng=chance()) for _ in range(2))

    assert np.array_equal(first.interest.high, second.interest.high)


def simulated(rng, size, *, interest, days):
    """Waits of one person, watched for 20 to 150 days; 6 of 10 are ever answered."""
    answer = rng.geometric(1 / days, size)
    cause = np.where(rng.random(size) < interest, INTEREST, REJECTION)
    watched = rng.integers(20, 150, size)
    heard = (answer <= watched) & (rng.random(size) < 0.6)
    return waits(np.where(heard, answer, watched), np.where(heard, cause, SILENT))


def test_people_who_are_alike_make_a_curve_worth_more_than_people_who_differ():
    rng = np.random.default_rng(10)
    alike = [simulated(rng, 60, interest=0.2, days=20) for _ in range(8)]
    differing = [
        simulated(rng, 60, interest=one, days=days)
        for one, days in zip(rng.beta(0.5, 1.0, 8), rng.choice([3, 60], 8), strict=True)
    ]

    assert pooled(alike).weight > 4 * pooled(differing).weight


def test_pooling_brings_a_short_search_nearer_to_the_truth():
    rng = np.random.default_rng(11)
    known = pooled([simulated(rng, 80, interest=0.2, days=20) for _ in range(6)])
    truth = 0.6 * 0.2 * (1 - (1 - 1 / 20) ** 19)
    alone, helped = [], []
    for _ in range(40):
        table = simulated(rng, 12, interest=0.2, days=20)
        alone.append(learnt(table, known=vague())[0, :20].sum() - truth)
        helped.append(learnt(table, known=known)[0, :20].sum() - truth)

    assert np.mean(np.square(helped)) < np.mean(np.square(alone)) / 2


def test_one_person_is_no_pool():
    with pytest.raises(TooFewPeople):
        pooled([waits([3], [INTEREST])])


def test_looking_back_is_refused():
    believed = waiting(waits([3], [INTEREST]), known=vague(), rng=chance(), draws=10)
    with pytest.raises(NotInTheFuture):
        still_to_come(believed, after=-1, within=30)
    with pytest.raises(NotInTheFuture):
        still_to_come(believed, after=3, within=0)
