"""Which components and thresholds these ratings can speak of, and which they cannot.

Two components that group the ratings in the same way cannot be told apart, nor can one that gives
every rating an effect of its own from chance, nor one with a single member from the thresholds.
Such components are left out, and a condition says so. The test: the matrices MZZᵀM of the
components, M taking out the dimensions' means, must be linearly independent (Searle, Casella &
McCulloch 1992, ch. 5: the variances are then estimable).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.errors import AllEqual
from afterword.numerics.levels_used import never_used, of_one_level
from afterword.numerics.model import SIGNS, Component, Condition, Floats, Link
from afterword.numerics.ratings import Ratings

Places = NDArray[np.intp]

# What is kept first where two cannot be told apart.
PRECEDENCE: tuple[Component, ...] = (
    "candidate", "interviewer", "question", "interview", "profile",
)  # fmt: skip
WORDS: dict[Component, str] = {
    "candidate": "ability", "profile": "the profile over dimensions",
    "interview": "the interview itself", "interviewer": "severity", "question": "difficulty",
}  # fmt: skip
ALIASED = 1e-8


@dataclass(frozen=True, eq=False)
class Scale:
    """Thresholds that are free, and where each rating lies between them.

    ``upper`` and ``lower`` (N,) point into the free thresholds followed by +far and -far;
    ``table`` (D, K-1) says where each threshold is found, -1 for -inf and -2 for +inf;
    ``first`` marks the lowest free threshold of each row.
    """

    upper: Places
    lower: Places
    table: Places
    first: NDArray[np.bool_]

    @property
    def free(self) -> int:
        return self.first.size


@dataclass(frozen=True, eq=False)
class Design:
    """What is fitted: ratings that say something, the components, the scale and covariates."""

    ratings: Ratings
    kept: NDArray[np.bool_]
    components: tuple[Component, ...]
    levels: dict[Component, Places]  # of each kept rating
    sizes: dict[Component, int]
    scale: Scale
    covariates: Floats  # (N, q), added to η
    link: Link
    common: bool
    conditions: tuple[Condition, ...]

    @property
    def n(self) -> int:
        return int(self.kept.sum())

    @property
    def signs(self) -> Floats:
        return np.array([SIGNS[one] for one in self.components], dtype=float)


def design_of(
    ratings: Ratings,
    *,
    link: Link = "probit",
    common: bool = False,
    components: Sequence[Component] | None = None,
    covariates: Floats | None = None,
) -> Design:
    """The design that these ratings carry; ``components`` narrows it. Raises AllEqual."""
    rows = _rows(ratings, common=common)
    n_rows = 1 if common else ratings.n_dimensions
    kept, conditions = _informative(ratings, rows=rows, n_rows=n_rows)
    if not kept.any():
        raise AllEqual
    wanted = PRECEDENCE if components is None else tuple(c for c in PRECEDENCE if c in components)
    levels = {one: found[kept] for one in wanted if (found := levels_of(ratings, one)) is not None}
    chosen, aliases = _told_apart(levels, rows=rows[kept])
    scale, unused = _scale(ratings.level[kept], rows[kept], like=_Like(ratings, n_rows, rows))
    return Design(
        ratings=ratings, kept=kept, components=chosen,
        levels={one: levels[one] for one in chosen},
        sizes={one: size_of(ratings, one) for one in chosen},
        scale=scale, link=link, common=common,
        covariates=np.zeros((kept.size, 0))[kept] if covariates is None else covariates[kept],
        conditions=(*conditions, *unused, *aliases),
    )  # fmt: skip


def levels_of(ratings: Ratings, component: Component) -> Places | None:
    """Which member of a component each rating belongs to, (N,); None where its facet is absent."""
    if component != "profile":
        codes = ratings.facets.get(component)
        return None if codes is None else codes.astype(np.intp)
    if ratings.candidate is None or ratings.dimension is None:
        return None
    return ratings.candidate.astype(np.intp) * ratings.n_dimensions + ratings.dimension


def size_of(ratings: Ratings, component: Component) -> int:
    """How many members a component has; of the profile, candidates times dimensions."""
    if component == "profile":
        return ratings.count("candidate") * ratings.n_dimensions
    return ratings.count(component)


def _rows(ratings: Ratings, *, common: bool) -> Places:
    """Which row of thresholds each rating has."""
    if common or ratings.dimension is None:
        return np.zeros(ratings.n, dtype=np.intp)
    return ratings.dimension.astype(np.intp)


def _informative(
    ratings: Ratings, *, rows: Places, n_rows: int
) -> tuple[NDArray[np.bool_], list[Condition]]:
    """Ratings in rows of thresholds where more than one level was used."""
    used = _used(ratings.level, rows, shape=(n_rows, ratings.n_levels))
    single: NDArray[np.bool_] = used.sum(axis=1) == 1
    said = of_one_level(used, so="it tells nobody apart and is left out")
    said += [
        Condition("dimension_unrated", f"Dimension {row + 1} has no ratings.")
        for row in np.flatnonzero(~used.any(axis=1)).tolist()
    ]
    return ~single[rows], said


def _used(level: NDArray[np.int8], rows: Places, *, shape: tuple[int, int]) -> NDArray[np.bool_]:
    counts = np.bincount(rows * shape[1] + level, minlength=shape[0] * shape[1])
    used: NDArray[np.bool_] = counts.reshape(shape) > 0
    return used


@dataclass(frozen=True, eq=False)
class _Like:
    """All ratings, of which some were left out, and how many rows of thresholds they have."""

    ratings: Ratings
    rows: int
    row_of: Places

    def single_table(self) -> Places:
        """-inf below the only level of a row, inf above it."""
        used = _used(self.ratings.level, self.row_of, shape=(self.rows, self.ratings.n_levels))
        return np.where(np.cumsum(used, axis=1)[:, :-1] > 0, -2, -1)


def _scale(level: NDArray[np.int8], rows: Places, *, like: _Like) -> tuple[Scale, list[Condition]]:
    used = _used(level, rows, shape=(like.rows, like.ratings.n_levels))
    place: Places = np.cumsum(used, axis=1) - 1  # of a level among the used ones
    free = np.maximum(used.sum(axis=1) - 1, 0)
    base = np.cumsum(free) - free
    total = int(free.sum())
    at = place[rows, level]
    table = np.where(place[:, :-1] < 0, -1, base[:, None] + place[:, :-1])
    table = np.where(place[:, :-1] >= free[:, None], -2, table)
    table = np.where(free[:, None] > 0, table, like.single_table())
    first = np.zeros(total, dtype=bool)
    first[base[free > 0]] = True
    scale = Scale(
        upper=np.where(at < free[rows], base[rows] + at, total),
        lower=np.where(at > 0, base[rows] + at - 1, total + 1),
        table=np.repeat(table, like.ratings.n_dimensions, axis=0) if like.rows == 1 else table,
        first=first,
    )
    return scale, never_used(used)


def _told_apart(
    levels: dict[Component, Places], *, rows: Places
) -> tuple[tuple[Component, ...], list[Condition]]:
    """The components that can be told apart from chance and from each other, in precedence."""
    every: list[Places] = [np.arange(rows.size), *(_ranked(one) for one in levels.values())]
    gram = _gram(every, rows=rows)
    chosen: list[int] = [0]
    conditions = []
    for place, component in enumerate(levels, start=1):
        if _is_new(gram, place, among=chosen):
            chosen.append(place)
        else:
            conditions.append(_alias(component, gram, place, chosen, list(levels)))
    names = list(levels)
    return tuple(names[place - 1] for place in chosen[1:]), conditions


def _ranked(levels: Places) -> Places:
    return np.asarray(np.unique(levels, return_inverse=True)[1])


def _is_new(gram: Floats, place: int, *, among: list[int]) -> bool:
    if gram[place, place] <= ALIASED * gram[0, 0]:
        return False
    inner = gram[np.ix_(among, among)]
    cross = gram[among, place]
    left = gram[place, place] - cross @ np.linalg.lstsq(inner, cross)[0]
    return bool(left > ALIASED * gram[place, place])


def _alias(
    component: Component, gram: Floats, place: int, chosen: list[int], names: list[Component]
) -> Condition:
    what = WORDS[component].capitalize()
    if gram[place, place] <= ALIASED * gram[0, 0]:
        return Condition(
            f"one_{component}",
            f"There is one {component} only: {WORDS[component]} cannot be told from the "
            "thresholds, and is left out.",
        )
    alike = gram[place, chosen] ** 2 / (gram[place, place] * np.diag(gram)[chosen])
    other = chosen[int(np.argmax(alike))]
    from_what = "chance" if other == 0 else WORDS[names[other - 1]]
    if alike.max() < 1 - 1e-6:
        from_what = "the other components together"
    return Condition(
        f"{component}_aliased",
        f"{what} cannot be told from {from_what} in these ratings, and is left out: "
        f"what belongs to both is read as {from_what}.",
    )


def _gram(every: list[Places], *, rows: Places) -> Floats:
    """tr(MKMK') for each pair of components: what their matrices share."""
    sizes = [int(one.max()) + 1 for one in every]
    n_rows = int(rows.max()) + 1
    per_row = np.maximum(np.bincount(rows, minlength=n_rows), 1)
    by_row = [
        np.bincount(one * n_rows + rows, minlength=size * n_rows).reshape(size, n_rows)
        for one, size in zip(every, sizes, strict=True)
    ]
    squares = [table.T @ table / per_row for table in by_row]
    gram = np.empty((len(every), len(every)))
    for j in range(len(every)):
        for k in range(j + 1):
            pairs, met = np.unique(every[j] * sizes[k] + every[k], return_counts=True)
            expected = (by_row[j][pairs // sizes[k]] / per_row * by_row[k][pairs % sizes[k]]).sum(1)
            shared = np.sum(squares[j] * squares[k].T)
            gram[j, k] = gram[k, j] = np.sum(met * (met - 2 * expected)) + shared
    return gram
