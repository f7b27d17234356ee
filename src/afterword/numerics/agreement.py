"""How far two readings of the same thing agree: Krippendorff's alpha, weighted kappa, intraclass.

A table holds one row a unit (what was rated) and one column a reader; NaN is "not read".
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from afterword.numerics.errors import TooLittle
from afterword.numerics.model import Floats

Metric = Literal["nominal", "ordinal", "interval"]
Weights = Literal["linear", "quadratic"]

DRAWS = 2000
NOTHING_TWICE = "Nothing was read twice, so nothing can agree or differ."
NO_SPREAD = (
    "Neither units nor readers differ in their means here: an intraclass correlation has nothing "
    "to be a share of."
)
ALL_THE_SAME = "Every reading is the same level: agreement beyond chance cannot be told."
WITH_GAPS = "An intraclass correlation needs a table of 2 by 2 or more without gaps."
# A draw in which everybody gave one level has no expected disagreement. When more than this share
# of draws is like that, the rest would say less than the data knows.
UNDEFINED_AT_MOST = 0.05


@dataclass(frozen=True)
class Agreement:
    """An agreement between 1 (the same) and 0 (chance), its 95 % interval, and what it rests on.

    `low` and `high` are NaN where too few units differ for an interval to mean anything.
    """

    estimate: float
    low: float
    high: float
    units: int
    ratings: int


def krippendorff(
    table: Floats, *, metric: Metric = "ordinal", rng: np.random.Generator, draws: int = DRAWS
) -> Agreement:
    """Krippendorff's alpha with a bootstrap interval over units.

    `table`: (units, readers), NaN where not read. Units with one reading say nothing about
    agreement and are left out. Units that look the same are drawn together, so the bootstrap costs
    as much as there are different units. Raises TooLittle without two readings of two levels.
    Source: Krippendorff, Content Analysis (2019), chapter 12; docs/sums/agreement.md.
    """
    values, counts = _pairable_counts(table)
    return krippendorff_of_counts(counts, values, metric=metric, rng=rng, draws=draws)


def krippendorff_of_counts(
    counts: Floats,
    values: Floats,
    *,
    metric: Metric = "ordinal",
    rng: np.random.Generator,
    draws: int = DRAWS,
) -> Agreement:
    """The same from counts (units, levels): how often each unit was given each of `values`."""
    counts = np.asarray(counts, float)[counts.sum(axis=1) >= 2]
    _require_two_levels(int((counts.sum(axis=0) > 0).sum()))
    distance = _distances(values, counts.sum(axis=0), metric)
    patterns, times = np.unique(counts, axis=0, return_counts=True)
    coincidences = _coincidences(patterns)
    estimate = float(_alpha(times[None, :].astype(float), coincidences, distance)[0])
    drawn = rng.multinomial(len(counts), times / times.sum(), size=draws)
    low, high = _middle_95(_redrawn_alphas(drawn, coincidences, patterns, values, metric))
    return Agreement(estimate, low, high, len(counts), int(counts.sum()))


def alpha(table: Floats, *, metric: Metric = "ordinal") -> float:
    """Krippendorff's alpha alone; see `krippendorff`."""
    values, counts = _pairable_counts(table)
    distance = _distances(values, counts.sum(axis=0), metric)
    return float(_alpha(np.ones((1, len(counts))), _coincidences(counts), distance)[0])


def _pairable_counts(table: Floats) -> tuple[Floats, Floats]:
    """The levels that occur, and how often each unit with two or more readings has each."""
    pairable = table[np.isfinite(table).sum(axis=1) >= 2]
    read = np.isfinite(pairable)
    values, codes = np.unique(pairable[read], return_inverse=True)
    _require_two_levels(len(values))
    counts = np.zeros((len(pairable), len(values)))
    np.add.at(counts, (np.nonzero(read)[0], codes), 1.0)
    return values, counts


def _require_two_levels(levels: int) -> None:
    if levels < 2:
        raise TooLittle(ALL_THE_SAME if levels else NOTHING_TWICE)


def _coincidences(counts: Floats) -> Floats:
    """(units, levels²): how often two readings of a unit fall on a pair of levels, over m − 1."""
    pairs = counts[:, :, None] * counts[:, None, :]
    levels = np.arange(counts.shape[1])
    pairs[:, levels, levels] -= counts
    pairs /= (counts.sum(axis=1) - 1)[:, None, None]
    return pairs.reshape(len(counts), -1)


def _distances(values: Floats, margins: Floats, metric: Metric) -> Floats:
    """Squared distance between each two levels."""
    if metric == "nominal":
        return 1.0 - np.eye(len(values))
    if metric == "interval":
        return (values[:, None] - values[None, :]) ** 2
    # Ordinal: as far apart as there are readings between the middles of the two levels.
    middles = np.cumsum(margins) - margins / 2
    return (middles[:, None] - middles[None, :]) ** 2


def _alpha(times: Floats, coincidences: Floats, distance: Floats) -> Floats:
    """(draws,): 1 − observed over expected disagreement; NaN where nothing differs at all.

    ``distance`` is (levels, levels) for all draws or (draws, levels, levels).
    """
    levels = distance.shape[-1]
    table = (times @ coincidences).reshape(-1, levels, levels)
    margins = table.sum(axis=2)
    total = margins.sum(axis=1)
    observed = (table * distance).sum(axis=(1, 2))
    expected = (margins[:, :, None] * distance * margins[:, None, :]).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan)


def _redrawn_alphas(
    drawn: NDArray[np.int64], coincidences: Floats, patterns: Floats, values: Floats, metric: Metric
) -> Floats:
    """Alpha of each draw; ordinal distances are those of the draw's own margins."""
    if metric != "ordinal":
        return _alpha(drawn.astype(float), coincidences, _distances(values, values, metric))
    margins = drawn @ patterns
    middles = np.cumsum(margins, axis=1) - margins / 2
    distances = (middles[:, :, None] - middles[:, None, :]) ** 2
    return _alpha(drawn.astype(float), coincidences, distances)


def weighted_kappa(
    first: Floats,
    second: Floats,
    *,
    weights: Weights = "quadratic",
    rng: np.random.Generator,
    draws: int = DRAWS,
) -> Agreement:
    """Cohen's weighted kappa of two readings, with a bootstrap interval over units.

    `first`, `second`: (units,), NaN where not read; the distance of two levels is the difference of
    their values, so code words as 1, 2, 3 …  Raises TooLittle where nothing was read twice or one
    level is all there is. Source: Cohen 1968, Psychological Bulletin 70; docs/sums/agreement.md.
    """
    table = np.column_stack([first, second])
    table = table[np.isfinite(table).all(axis=1)]
    values, codes = np.unique(table, return_inverse=True)
    _require_two_levels(len(values))
    codes = codes.reshape(table.shape)
    cells = np.bincount(codes[:, 0] * len(values) + codes[:, 1], minlength=len(values) ** 2)
    distance = np.abs(values[:, None] - values[None, :]) ** (2 if weights == "quadratic" else 1)
    drawn = rng.multinomial(len(table), cells / cells.sum(), size=draws)
    low, high = _middle_95(_kappa(drawn, distance))
    return Agreement(float(_kappa(cells[None, :], distance)[0]), low, high, len(table), table.size)


def _kappa(cells: NDArray[np.int64], distance: Floats) -> Floats:
    """(draws,): 1 − observed over expected distance of the two readings."""
    levels = len(distance)
    table = cells.reshape(-1, levels, levels)
    observed = (table * distance).sum(axis=(1, 2)) * table.sum(axis=(1, 2))
    expected = np.einsum("di,ij,dj->d", table.sum(axis=2), distance, table.sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


@dataclass(frozen=True)
class Intraclass:
    """The six intraclass correlations of Shrout & Fleiss for a complete table.

    `one_way` each unit has readers of its own; `two_way` the readers are a sample of many;
    `these_readers` only these readers count, their strictness does not. `…_mean` is that of the
    mean of all readers.
    """

    one_way: Agreement
    two_way: Agreement
    these_readers: Agreement
    one_way_mean: Agreement
    two_way_mean: Agreement
    these_readers_mean: Agreement


def intraclass(table: Floats) -> Intraclass:
    """Intraclass correlations with their exact (one_way, these_readers) or Satterthwaite intervals.

    `table`: (units, readers) without gaps, at least 2 by 2. Raises TooLittle otherwise.
    Source: Shrout & Fleiss 1979, Psychological Bulletin 86, 420–428; docs/sums/agreement.md.
    """
    squares = _mean_squares(table)
    one, two, three = _one_way(squares), _two_way(squares), _these_readers(squares)
    k = squares.readers
    return Intraclass(
        *(_agreement(numbers, table.shape) for numbers in (one, two, three)),
        *(_agreement(_stepped_up(numbers, k), table.shape) for numbers in (one, two, three)),
    )


@dataclass(frozen=True)
class _MeanSquares:
    between: float
    within: float
    readers_apart: float
    error: float
    units: int
    readers: int


def _mean_squares(table: Floats) -> _MeanSquares:
    units, readers = table.shape
    if units < 2 or readers < 2 or not np.isfinite(table).all():
        raise TooLittle(WITH_GAPS)
    mean = table.mean()
    between = readers * float(((table.mean(axis=1) - mean) ** 2).sum())
    apart = units * float(((table.mean(axis=0) - mean) ** 2).sum())
    total = float(((table - mean) ** 2).sum())
    if total == 0:
        raise TooLittle(ALL_THE_SAME)
    return _MeanSquares(
        between=between / (units - 1),
        within=(total - between) / (units * (readers - 1)),
        readers_apart=apart / (readers - 1),
        # Rounding may leave a hair below nothing.
        error=max(total - between - apart, 0.0) / ((units - 1) * (readers - 1)),
        units=units,
        readers=readers,
    )


Numbers = tuple[float, float, float]


def _one_way(of: _MeanSquares) -> Numbers:
    n, k = of.units, of.readers
    ratio = _ratio(of.between, of.within)
    low, high = _f_interval(ratio, n - 1, n * (k - 1))
    return _of_ratio(ratio, k), _of_ratio(low, k), _of_ratio(high, k)


def _these_readers(of: _MeanSquares) -> Numbers:
    n, k = of.units, of.readers
    ratio = _ratio(of.between, of.error)
    low, high = _f_interval(ratio, n - 1, (n - 1) * (k - 1))
    return _of_ratio(ratio, k), _of_ratio(low, k), _of_ratio(high, k)


def _two_way(of: _MeanSquares) -> Numbers:
    n, k = of.units, of.readers
    b, a, e = of.between, of.readers_apart, of.error
    spread = b + (k - 1) * e + k * (a - e) / n
    if spread <= 0:
        raise TooLittle(NO_SPREAD)
    estimate = (b - e) / spread
    # Shrout & Fleiss 1979, p. 424: degrees of freedom by Satterthwaite.
    weight = n * (1 + (k - 1) * estimate) - k * estimate
    below = (n - 1) * k**2 * estimate**2 * (a / e) ** 2 + weight**2 if e > 0 else 0.0
    if below == 0:  # no error at all, or every reader used the same levels as often
        return estimate, float("nan"), float("nan")
    top = (k - 1) * (n - 1) * (k * estimate * a / e + weight) ** 2
    freedom = top / below
    up, down = float(fdtri(n - 1, freedom, 0.975)), float(fdtri(freedom, n - 1, 0.975))
    rest = k * a + (k * n - k - n) * e
    low = n * (b - up * e) / (up * rest + n * b)
    high = n * (down * b - e) / (rest + n * down * b)
    return estimate, low, high


def _ratio(above: float, below: float) -> float:
    return above / below if below > 0 else float("inf")


def _f_interval(ratio: float, above: int, below: int) -> tuple[float, float]:
    return (
        ratio / float(fdtri(above, below, 0.975)),
        ratio * float(fdtri(below, above, 0.975)),
    )


def _of_ratio(ratio: float, readers: int) -> float:
    """The share that a ratio of mean squares means for one reader."""
    return (ratio - 1) / (ratio + readers - 1) if np.isfinite(ratio) else 1.0


def _stepped_up(numbers: Numbers, readers: int) -> Numbers:
    """Spearman and Brown: the same for the mean of so many readers."""
    one, low, high = (_spearman_brown(share, readers) for share in numbers)
    return one, low, high


def _spearman_brown(share: float, readers: int) -> float:
    rest = 1 + (readers - 1) * share
    return readers * share / rest if rest > 0 else float("-inf")


def _agreement(numbers: Numbers, shape: tuple[int, ...]) -> Agreement:
    return Agreement(*numbers, units=shape[0], ratings=shape[0] * shape[1])


def _middle_95(draws: Floats) -> tuple[float, float]:
    """The middle 95 % of the draws; NaN where too many draws were undefined."""
    defined = draws[np.isfinite(draws)]
    if len(defined) < (1 - UNDEFINED_AT_MOST) * len(draws):
        return float("nan"), float("nan")
    low, high = np.quantile(defined, (0.025, 0.975))
    return float(low), float(high)
