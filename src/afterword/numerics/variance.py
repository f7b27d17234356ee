"""Where the spread of ratings comes from: G and D studies of balanced designs, by ANOVA.

A design is written the way books write it: `p t pt` is persons crossed with tasks, and
`p t r:t pt pr:t` persons crossed with raters who are nested in tasks. Every facet is random.
This is the classic for full tables; ratings with gaps are work for the probit model.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.errors import NotBalanced, TooLittle
from afterword.numerics.model import Floats

Grouping = NDArray[np.int64]  # of each rating, which of a facet it has


@dataclass(frozen=True)
class Component:
    """One source of spread. `variance` may come out below zero; `share` counts that as nothing.

    `name` is the effect as written (`r:t`), `standard_error` is Brennan's under normality.
    """

    name: str
    variance: float
    standard_error: float
    share: float
    mean_square: float
    freedom: int


@dataclass(frozen=True)
class GStudy:
    """The components of a design as it was written, and how many conditions each facet had."""

    components: tuple[Component, ...]
    sizes: Mapping[str, int]
    ratings: int

    def __getitem__(self, name: str) -> Component:
        return next(one for one in self.components if one.name == name)


@dataclass(frozen=True)
class DStudy:
    """What a mean over so many conditions is worth.

    `dependability` (Φ): as a statement about one person. `generalizability` (Eρ²): as a comparison
    made under the same conditions. The errors are variances of that mean.
    """

    sizes: Mapping[str, int]
    absolute_error: float
    relative_error: float
    dependability: float
    generalizability: float


def g_study(ratings: Floats, facets: Mapping[str, Grouping], *, design: str) -> GStudy:
    """Variance components of a complete, balanced design.

    `ratings`: (n,). `facets`: a letter for each facet with (n,) codes; the codes of a nested facet
    may start again in each nest or not. `design`: the effects, e.g. `p t r:t pt pr:t`; the last
    takes up what is left. Raises NotBalanced with a sentence if there are gaps, doubles or uneven
    nests. Source: Brennan 2001, Generalizability Theory, 3.3 to 3.5; docs/sums/variance.md.
    """
    effects = tuple(_effect(name) for name in design.split())
    table, letters = _as_table(ratings, facets, effects)
    sizes = dict(zip(letters, table.shape, strict=True))
    freedom = [_freedom(effect, sizes) for effect in effects]
    squares = np.array([_mean_square(e, table, letters, sizes) for e in effects])
    unmixing = _unmixing(effects, sizes)
    variances = unmixing @ squares
    errors = np.sqrt((unmixing**2) @ (2 * squares**2 / (np.array(freedom) + 2)))
    shares = np.maximum(variances, 0) / (np.maximum(variances, 0).sum() or 1.0)
    components = tuple(
        Component(e.name, float(v), float(se), float(share), float(ms), df)
        for e, v, se, share, ms, df in zip(
            effects, variances, errors, shares, squares, freedom, strict=True
        )
    )
    return GStudy(components, sizes, table.size)


def d_study(study: GStudy, *, object_of: str, sizes: Mapping[str, int]) -> DStudy:
    """How dependable the mean of one object is over so many conditions of every other facet.

    `object_of`: the facet one wants to know about (`p`). `sizes`: conditions a mean is taken over;
    for a nested facet, in each nest. Components below zero count as nothing.
    Source: Brennan 2001, 4.1; docs/sums/variance.md.
    """
    universe = max(study[object_of].variance, 0.0)
    absolute = relative = 0.0
    for one in study.components:
        letters = _effect(one.name).letters
        if letters == {object_of}:
            continue
        error = max(one.variance, 0.0) / _product(sizes, letters - {object_of})
        absolute += error
        relative += error if object_of in letters else 0.0
    return DStudy(
        dict(sizes),
        absolute,
        relative,
        _share(universe, absolute),
        _share(universe, relative),
    )


@dataclass(frozen=True)
class _Effect:
    """`pr:t`: what varies (p, r) within which nests (t)."""

    name: str
    own: frozenset[str]
    nests: frozenset[str]

    @property
    def letters(self) -> frozenset[str]:
        return self.own | self.nests


def _effect(name: str) -> _Effect:
    own, _, nests = name.partition(":")
    return _Effect(name, frozenset(own), frozenset(nests.replace(":", "")))


def _as_table(
    ratings: Floats, facets: Mapping[str, Grouping], effects: tuple[_Effect, ...]
) -> tuple[Floats, tuple[str, ...]]:
    """The ratings with one axis a facet; nested codes start again in each nest."""
    letters = tuple(sorted(frozenset().union(*(effect.letters for effect in effects))))
    codes = [_within_nests(one, facets, effects) for one in letters]
    shape = tuple(int(one.max()) + 1 for one in codes) if len(ratings) else (0,)
    if int(np.prod(shape)) != len(ratings):
        raise NotBalanced(
            f"A full table of {' × '.join(map(str, shape))} has {int(np.prod(shape)):,} ratings; "
            f"here are {len(ratings):,}."
        )
    table = np.full(shape, np.nan)
    table[tuple(codes)] = ratings
    if np.isnan(table).any():
        raise NotBalanced("Some cells of the design are empty while others were rated twice.")
    if min(shape) < 2:
        raise TooLittle("Every facet of a G study needs two or more conditions.")
    return table, letters


def _within_nests(
    letter: str, facets: Mapping[str, Grouping], effects: tuple[_Effect, ...]
) -> Grouping:
    """The codes of a facet, counted from 0 in each of its nests."""
    own = np.unique(facets[letter], return_inverse=True)[1]
    nests = frozenset().union(
        *(effect.nests for effect in effects if effect.own == frozenset(letter))
    )
    for nest in nests:
        own = _restarted(own, np.unique(facets[nest], return_inverse=True)[1])
    return own


def _restarted(own: Grouping, nest: Grouping) -> Grouping:
    pairs, where = np.unique(np.column_stack([nest, own]), axis=0, return_inverse=True)
    first = np.searchsorted(pairs[:, 0], pairs[:, 0])
    return (np.arange(len(pairs)) - first)[where.reshape(-1)]


def _freedom(effect: _Effect, sizes: Mapping[str, int]) -> int:
    own = int(np.prod([sizes[letter] - 1 for letter in effect.own]))
    return own * _product(sizes, effect.nests)


def _mean_square(
    effect: _Effect, table: Floats, letters: tuple[str, ...], sizes: Mapping[str, int]
) -> float:
    """Sums of squared means with alternating signs, over the effect's own facets (Brennan 3.3)."""
    total = 0.0
    for size in range(len(effect.own) + 1):
        for left_out in combinations(sorted(effect.own), size):
            kept = effect.letters - frozenset(left_out)
            total += (-1) ** size * _squared_means(table, letters, kept)
    return total / _freedom(effect, sizes)


def _squared_means(table: Floats, letters: tuple[str, ...], kept: frozenset[str]) -> float:
    averaged = tuple(axis for axis, letter in enumerate(letters) if letter not in kept)
    # About the grand mean: the constant falls out of every difference, and with it the rounding.
    means = (table - table.mean()).mean(axis=averaged)
    return float((means**2).sum()) * table.size / max(np.size(means), 1)


def _unmixing(effects: tuple[_Effect, ...], sizes: Mapping[str, int]) -> Floats:
    """(effects, effects): what turns expected mean squares into components.

    The mean square of an effect holds every component whose letters include its own, each as often
    as there are ratings in one of its cells.
    """
    mixing = np.array(
        [
            [_times(inner, sizes) if inner.letters >= outer.letters else 0.0 for inner in effects]
            for outer in effects
        ]
    )
    return np.linalg.inv(mixing)


def _times(effect: _Effect, sizes: Mapping[str, int]) -> float:
    return float(_product(sizes, frozenset(sizes) - effect.letters))


def _product(sizes: Mapping[str, int], letters: frozenset[str]) -> int:
    return int(np.prod([sizes[letter] for letter in letters], dtype=np.int64))


def _share(universe: float, error: float) -> float:
    return universe / (universe + error) if universe + error > 0 else 0.0
