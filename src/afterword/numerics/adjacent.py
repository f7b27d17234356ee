"""The many-facet adjacent-category logit as one design: which parameter stands in which logit.

    log P(y = k) − log P(y = k − 1) = θ_c − s_i − b_q − δ_dk

Ratings are gathered into cells, one for each interviewer, question and dimension that met, since
all ratings of a cell share their chances: log P(y = k) ∝ k·θ − (B β)_k, with one row of the sparse
design B for each level of each cell. docs/sums/rating-scale.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import logsumexp

from afterword.numerics.design import Places
from afterword.numerics.errors import TooLargeForExact
from afterword.numerics.model import Floats
from afterword.numerics.quadrature import Grid, Points
from afterword.numerics.ratings import Facet, Ratings

Kind = Literal["rating-scale", "partial-credit"]

FIXED: tuple[Facet, ...] = ("interviewer", "question")
MOST_PARAMETERS = 2_000
MOST_CHANCES = 10_000_000
EXACT_CURVATURE = 300
STEP = 1e-4
AT_ONCE = 20_000


@dataclass(frozen=True, eq=False)
class Adjacent:
    """Ratings as counts in cells, and the design of their logits.

    ``counts`` (candidates, cells·K) how often each candidate got each level in each cell;
    ``design`` (cells·K, P) of β, ``used`` (cells·K,) the levels that the cell's dimension uses at
    all. ``effects`` maps a facet to its members and the (members, P) map from β to their effects,
    which sum to 0; ``table`` (D·K, P) maps β to the intercepts of levels. ``who`` (candidates,)
    are codes of candidates with ratings, ``cell`` (N,) is the cell of each rating.
    """

    who: Places
    counts: sparse.csr_array
    design: sparse.csr_array
    used: NDArray[np.bool_]
    levels: int
    effects: Mapping[Facet, tuple[Places, Floats]]
    table: Floats
    cell: Places
    grid: Grid

    @property
    def length(self) -> int:
        """How many parameters: log σ and β."""
        return 1 + self.design.shape[1]

    @cached_property
    def _counted(self) -> sparse.csr_array:
        return self.counts.T.tocsr()

    def cost(self, parameters: Floats) -> tuple[float, Floats]:
        """−log L at (log σ, β), and its gradient. O(ratings × points)."""
        points = self.grid(float(np.exp(parameters[0])))
        log_chances = self.log_chances(parameters[1:], points)
        log_likelihood, weights = self.posterior(log_chances, points)
        surplus = self._surplus(log_chances, weights)
        of_ability = self._by_level(surplus).sum(axis=0)
        of_sigma = of_ability @ points.ability_slope + weights.sum(0) @ points.log_weight_slope
        of_beta = -(self.design.T @ surplus.sum(axis=1))
        return -log_likelihood, -np.concatenate([[of_sigma], of_beta])

    def log_chances(self, beta: Floats, points: Points) -> Floats:
        """(cells·K, T): log P of each level at each ability; -inf where a level is never used."""
        level = np.tile(np.arange(self.levels), self._cells)
        logits = level[:, None] * points.ability - (self.design @ beta)[:, None]
        logits[~self.used] = -np.inf
        cells = logits.reshape(-1, self.levels, len(points.ability))
        return np.asarray(cells - logsumexp(cells, axis=1, keepdims=True)).reshape(logits.shape)

    def posterior(self, log_chances: Floats, points: Points) -> tuple[float, Floats]:
        """log L, and (candidates, T) how likely each ability is given the ratings."""
        joint = self.counts @ log_chances + points.log_weight
        each = logsumexp(joint, axis=1, keepdims=True)
        return float(each.sum()), np.exp(joint - each)

    def is_dense(self, parameters: Floats) -> bool:
        """Whether no posterior is narrower than the points at which it is summed are apart."""
        points = self.grid(float(np.exp(parameters[0])))
        weights = self.posterior(self.log_chances(parameters[1:], points), points)[1]
        mean = weights @ points.ability
        variance = weights @ points.ability**2 - mean**2
        return bool(variance.min() > (points.ability[1] - points.ability[0]) ** 2)

    def _surplus(self, log_chances: Floats, weights: Floats) -> Floats:
        """(cells·K, T): ratings seen at a level less those expected there."""
        seen = self._counted @ weights
        cells = seen.reshape(-1, self.levels, seen.shape[1])
        chances = np.exp(log_chances).reshape(cells.shape)
        return np.asarray(cells - cells.sum(axis=1, keepdims=True) * chances).reshape(seen.shape)

    def _by_level(self, surplus: Floats) -> Floats:
        cells = surplus.reshape(-1, self.levels, surplus.shape[1])
        return np.asarray(np.einsum("ckt,k->ct", cells, np.arange(self.levels)))

    def curvature(self, parameters: Floats) -> Floats:
        """Of −log L at (log σ, β): differences of slopes; for many parameters, their products."""
        if self.length > EXACT_CURVATURE:
            return self._outer(parameters)
        steps = STEP * np.eye(self.length)
        rows = [self.cost(parameters + s)[1] - self.cost(parameters - s)[1] for s in steps]
        bend = np.array(rows) / (2 * STEP)
        return np.asarray((bend + bend.T) / 2)

    def _outer(self, parameters: Floats) -> Floats:
        """Σ over candidates of slope times slope (Berndt, Hall, Hall & Hausman 1974)."""
        points = self.grid(float(np.exp(parameters[0])))
        log_chances = self.log_chances(parameters[1:], points)
        _, weights = self.posterior(log_chances, points)
        chances, level = np.exp(log_chances), np.tile(np.arange(self.levels), self._cells)
        pulled = weights * points.ability_slope
        of_sigma = weights @ points.log_weight_slope + pulled.sum(axis=1) * (self.counts @ level)
        of_sigma -= self.expected(chances, pulled) @ level
        of_beta = (self.expected(chances, weights) - self.counts) @ self.design
        slopes = np.column_stack([of_sigma, of_beta.toarray()])
        return np.asarray(slopes.T @ slopes)

    def expected(self, chances: Floats, weights: Floats) -> sparse.csr_array:
        """(candidates, cells·K): levels foretold where each was rated, summed over abilities.

        ``chances`` (cells·K, T); ``weights`` (candidates, T) of abilities, of any sign.
        """
        cells = chances.reshape(-1, self.levels, chances.shape[1])
        together = sparse.kron(sparse.eye_array(len(cells)), np.ones((self.levels, 1)))
        rated = (self.counts @ together).tocoo()
        found = np.empty((rated.nnz, self.levels))
        for at in range(0, rated.nnz, AT_ONCE):
            some = slice(at, at + AT_ONCE)
            who, where = (places[some] for places in rated.coords)
            found[some] = np.einsum("p,pkt,pt->pk", rated.data[some], cells[where], weights[who])
        columns = rated.coords[1][:, None] * self.levels + np.arange(self.levels)
        rows = np.repeat(rated.coords[0], self.levels)
        return sparse.csr_array((found.ravel(), (rows, columns.ravel())), shape=self.counts.shape)

    @property
    def _cells(self) -> int:
        return len(self.used) // self.levels


def adjacent(ratings: Ratings, *, kind: Kind, grid: Grid) -> Adjacent:
    """The design of these ratings. Raises TooLargeForExact."""
    dimension = ratings.dimension
    rows = np.zeros(ratings.n, np.int32) if dimension is None else dimension
    codes = {facet: ratings.facets[facet] for facet in FIXED if facet in ratings.facets}
    cells, cell = np.unique(np.column_stack([*codes.values(), rows]), axis=0, return_inverse=True)
    cell = cell.reshape(-1)
    _require_room(cells=len(cells), levels=ratings.n_levels, grid=grid)
    who, row = np.unique(ratings.facets["candidate"], return_inverse=True)
    k = ratings.n_levels
    counts = sparse.csr_array(
        (np.ones(ratings.n), (row, cell * k + ratings.level)),
        shape=(len(who), len(cells) * k),
    )
    members = {facet: np.unique(one).astype(np.intp) for facet, one in codes.items()}
    used = np.zeros((ratings.n_dimensions, k), bool)
    used[rows, ratings.level] = True
    table = _table(used, kind)
    widths = [len(one) - 1 for one in members.values()]
    length = sum(widths) + table.shape[1]
    if length > MOST_PARAMETERS:
        raise TooLargeForExact(f"{length:,} parameters")
    starts = np.cumsum([0, *widths])
    effects = {
        facet: (one, _sum_to_nothing(len(one), at=int(at), length=length))
        for (facet, one), at in zip(members.items(), starts, strict=False)
    }
    wide = np.pad(table, ((0, 0), (length - table.shape[1], 0)))
    places = {f: np.searchsorted(members[f], cells[:, at]) for at, f in enumerate(codes)}
    dimensions = cells[:, -1].astype(np.intp)
    return Adjacent(
        who=who.astype(np.intp),
        counts=counts,
        design=_design(effects, places, wide, dimensions, k),
        used=used[dimensions].ravel(),
        levels=k,
        effects=effects,
        table=wide,
        cell=cell,
        grid=grid,
    )


def _require_room(*, cells: int, levels: int, grid: Grid) -> None:
    chances = cells * levels * len(grid(1.0).ability)
    if chances > MOST_CHANCES:
        raise TooLargeForExact(f"{cells:,} combinations of interviewer, question and dimension")


def _sum_to_nothing(count: int, *, at: int, length: int) -> Floats:
    """(count, P): the last effect is the others' sum, turned."""
    found = np.zeros((count, length))
    found[: count - 1, at : at + count - 1] = np.eye(count - 1)
    found[count - 1, at : at + count - 1] = -1.0
    return found


def _table(used: NDArray[np.bool_], kind: Kind) -> Floats:
    """(D·K, parameters): intercepts of levels, 0 at the lowest level that a dimension uses."""
    dimensions, k = used.shape
    lowest = used & (np.cumsum(used, axis=1) == 1)
    if kind == "partial-credit":
        free = np.flatnonzero(used & ~lowest)
        found = np.zeros((dimensions * k, len(free)))
        found[free, np.arange(len(free))] = 1.0
        return found
    every = np.flatnonzero(used.any(axis=0))
    rated = np.flatnonzero(used.any(axis=1))
    found = np.zeros((dimensions, k, len(rated) + max(len(every) - 2, 0)))
    found[rated, :, np.arange(len(rated))] = np.arange(k) - every[0]
    # The steps common to all: what the levels between the ends add to an even course.
    for place, level in enumerate(every[1:-1]):
        found[:, level, len(rated) + place] = 1.0
    return found.reshape(dimensions * k, -1)


def _design(
    effects: Mapping[Facet, tuple[Places, Floats]],
    places: Mapping[Facet, Places],
    table: Floats,
    dimensions: Places,
    k: int,
) -> sparse.csr_array:
    rows = (dimensions[:, None] * k + np.arange(k)).ravel()
    found = sparse.csr_array(table)[rows]
    levels = sparse.csr_array(np.arange(k, dtype=float)[:, None])
    for facet, (_, effect) in effects.items():
        each = sparse.csr_array(effect)[places[facet]]
        found = found + sparse.kron(each, levels, format="csr")
    return found
