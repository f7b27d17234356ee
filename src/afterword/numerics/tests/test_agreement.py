"""Agreement: published numbers, numbers done by hand, and what may never change them."""

import numpy as np
import pytest

from afterword.numerics.agreement import (
    alpha,
    intraclass,
    krippendorff,
    weighted_kappa,
)
from afterword.numerics.errors import TooLittle

_ = np.nan

# Hayes & Krippendorff 2007 and Krippendorff 2011 print this table of four readers and twelve units.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
).T

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)


@pytest.mark.parametrize(
    ("metric", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_of_krippendorffs_own_table(metric, printed):
    assert alpha(KRIPPENDORFF, metric=metric) == pytest.approx(printed, abs=5e-4)


def test_alpha_by_hand():
    # Three units, two readers: (1, 1), (1, 2), (2, 2). Two of six ordered pairs differ; by chance
    # 2 · 3 · 3 / 5 of six would.  α = 1 − 2 / (18 / 5) = 4/9.
    table = np.array([[1, 1], [1, 2], [2, 2]], float)
    assert alpha(table, metric="nominal") == pytest.approx(4 / 9)


def test_alpha_interval_metric_is_one_minus_a_ratio_of_variances():
    rng = np.random.default_rng(1)
    table = rng.integers(1, 5, size=(40, 3)).astype(float)
    table[rng.random(table.shape) < 0.2] = np.nan
    assert alpha(table, metric="interval") == pytest.approx(_by_variances(table))


def _by_variances(table):
    rows = [row[np.isfinite(row)] for row in table if np.isfinite(row).sum() >= 2]
    pooled = np.concatenate(rows)
    n = len(pooled)
    observed = sum(2 * len(r) * ((r - r.mean()) ** 2).sum() / (len(r) - 1) for r in rows) / n
    expected = 2 * n * ((pooled - pooled.mean()) ** 2).sum() / (n * (n - 1))
    return 1 - observed / expected


@pytest.mark.parametrize("metric", ["nominal", "ordinal"])
def test_alpha_does_not_depend_on_who_reads_or_on_the_names_of_levels(metric):
    swapped = KRIPPENDORFF[:, ::-1]
    stretched = KRIPPENDORFF**2 + 7
    assert alpha(swapped, metric=metric) == pytest.approx(alpha(KRIPPENDORFF, metric=metric))
    assert alpha(stretched, metric=metric) == pytest.approx(alpha(KRIPPENDORFF, metric=metric))


def test_alpha_leaves_out_what_was_read_once_and_counts_the_rest():
    found = krippendorff(KRIPPENDORFF, rng=np.random.default_rng(2))
    assert (found.units, found.ratings) == (11, 40)


def test_the_interval_of_alpha_covers_as_often_as_it_says():
    """Two readers who each see the truth with noise; alpha of very many units is the target."""
    rng = np.random.default_rng(3)
    truth = alpha(_two_readers(100_000, rng), metric="ordinal")
    hits = 0
    for _again in range(200):
        found = krippendorff(_two_readers(60, rng), rng=rng, draws=400)
        hits += found.low <= truth <= found.high
    assert 0.89 <= hits / 200 <= 0.99


def _two_readers(units, rng):
    true = rng.normal(size=(units, 1))
    seen = true + 0.7 * rng.normal(size=(units, 2))
    return np.digitize(seen, [-1, 0, 1]).astype(float)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (np.array([[1, _], [_, 2]], float), "Nothing was read twice"),
        (np.array([[3, 3], [3, 3]], float), "Every reading is the same level"),
        (np.empty((0, 2)), "Nothing was read twice"),
    ],
)
def test_alpha_without_two_readings_or_two_levels_is_refused(table, words):
    with pytest.raises(TooLittle, match=words):
        krippendorff(table, rng=np.random.default_rng(0))


def test_weighted_kappa_by_hand():
    # Pairs (1,1) (1,2) (2,2) (3,3): the mean squared distance is 1/4. Levels 1, 2, 3 were given
    # 2, 1, 1 times by the first and 1, 2, 1 times by the second; paired by chance the squared
    # distances are 2·2·1 + 2·1·4 + 1·1·1 + 1·1·1 + 1·1·4 + 1·2·1 = 20, over 16 pairs.
    first, second = np.array([1, 1, 2, 3.0]), np.array([1, 2, 2, 3.0])
    found = weighted_kappa(first, second, rng=np.random.default_rng(0))
    assert found.estimate == pytest.approx(1 - (1 / 4) / (20 / 16))


def test_quadratic_kappa_is_nearly_the_intraclass_of_the_same_two_readers():
    """Fleiss & Cohen 1973: they are equal but for terms of order 1/n."""
    table = _two_readers(4000, np.random.default_rng(4))
    kappa = weighted_kappa(table[:, 0], table[:, 1], rng=np.random.default_rng(0), draws=10)
    assert kappa.estimate == pytest.approx(intraclass(table).two_way.estimate, abs=1e-3)


def test_intraclass_of_shrout_and_fleiss():
    found = intraclass(SHROUT_FLEISS)
    single = (found.one_way, found.two_way, found.these_readers)
    mean = (found.one_way_mean, found.two_way_mean, found.these_readers_mean)
    assert [round(one.estimate, 4) for one in single] == [0.1657, 0.2898, 0.7148]
    assert [round(one.estimate, 4) for one in mean] == [0.4428, 0.6201, 0.9093]


def test_intraclass_intervals_are_those_other_programs_print():
    """psych::ICC and irr::icc print these for the same table."""
    found = intraclass(SHROUT_FLEISS)
    intervals = [
        (round(one.low, 3), round(one.high, 3))
        for one in (found.one_way, found.two_way, found.these_readers)
    ]
    assert intervals == [(-0.133, 0.723), (0.019, 0.761), (0.342, 0.946)]


def test_readers_who_differ_only_in_strictness_agree_when_only_they_count():
    base = np.array([1.0, 2, 4, 3, 5])
    found = intraclass(np.column_stack([base, base + 2]))
    assert found.these_readers.estimate == 1
    assert found.two_way.estimate < 1


def test_readers_who_all_used_the_same_levels_as_often_have_a_correlation_without_an_interval():
    """A Latin square: readers and units have equal means; Satterthwaite would divide 0 by 0."""
    square = (np.arange(6)[:, None] + np.arange(6)) % 6 + 1.0
    found = intraclass(square)
    assert found.two_way.estimate == pytest.approx(-0.25)
    assert np.isnan(found.two_way.low)
    with pytest.raises(TooLittle, match="nothing to be a share of"):
        intraclass(np.eye(2))


def test_alpha_of_a_complete_table_weighs_each_pair_by_how_many_readers_there_were():
    """Summed from the definition over all pairs; a program that weighs all pairs by 1 gives .22."""
    table = np.array([[3, 3, 2], [3, 6, 1], [3, 4, 4], [4, 6, 4], [5, 2, 3], [5, 4, 2]], float)
    apart = [(a - b) ** 2 for row in table for a in row for b in row]
    each = [(a - b) ** 2 for a in table.ravel() for b in table.ravel()]
    expected = 1 - (sum(apart) / 2 / 18) / (sum(each) / (18 * 17))
    assert alpha(table, metric="interval") == pytest.approx(expected)


def test_a_table_with_gaps_has_no_intraclass_correlation():
    with pytest.raises(TooLittle, match="without gaps"):
        intraclass(KRIPPENDORFF)
