"""The curvature of the joint mode, H = I + Z'WZ, factored along its blocks.

What belongs to one candidate (ability, profile, interviews) meets what belongs to another only
through interviewers and questions. So each candidate's block is eliminated by itself and what is
left is one dense matrix of interviewers and questions: the usual block elimination of crossed
random effects (Bates, Mächler, Bolker & Walker 2015, section 5, do it with sparse Cholesky).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from afterword.numerics.design import Design, Places
from afterword.numerics.errors import TooLargeForExact
from afterword.numerics.model import Component, Floats

MOST_SHARED = 6000
MOST_CELLS = 60_000_000
FEW_CELLS = 60_000
LADDER = np.unique(np.round(1.4 ** np.arange(40)).astype(int))
OWN = ("candidate", "profile", "interview")


@dataclass(frozen=True, eq=False)
class Group:
    """Blocks of one padded shape: ``count`` of them, ``own`` and ``shared`` members in each."""

    count: int
    own: int
    shared: int
    start: int  # of its members in the long vector
    start_own: int  # of its own-by-own cells
    start_cross: int  # of its own-by-shared cells
    reaches: Places  # (count, shared): which shared member; the last one is padding

    @property
    def members(self) -> slice:
        return slice(self.start, self.start + self.count * self.own)

    @property
    def own_cells(self) -> slice:
        return slice(self.start_own, self.start_own + self.count * self.own**2)

    @property
    def cross_cells(self) -> slice:
        return slice(self.start_cross, self.start_cross + self.count * self.own * self.shared)


@dataclass(frozen=True, eq=False)
class Layout:
    """Where everything lies. The long vector holds own members (padded), then shared ones.

    ``at`` (k, N): the place in the long vector of each component's member for each rating;
    ``places`` of all members of a component, -1 where none of its ratings is kept.
    """

    at: Places
    places: dict[Component, Places]
    length: int
    n_shared: int
    groups: tuple[Group, ...]
    own_pairs: tuple[tuple[int, int], ...]
    cross_pairs: tuple[tuple[int, int], ...]
    shared_pairs: tuple[tuple[int, int], ...]
    own_cells: Places  # (pairs, N) each
    cross_cells: Places
    shared_cells: Places
    blocks: Places  # (N,) of each rating

    @property
    def n_own(self) -> int:
        return self.length - self.n_shared

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        return self.own_pairs + self.cross_pairs + self.shared_pairs


def layout_of(design: Design) -> Layout:
    """Lay out a design. Raises TooLargeForExact."""
    own = [j for j, one in enumerate(design.components) if one in OWN]
    shared = [j for j, one in enumerate(design.components) if one not in OWN]
    levels = [design.levels[one] for one in design.components]
    block = _block_of(design)
    shared_at, n_shared = _shared_places(design, shared)
    if n_shared > MOST_SHARED:
        raise TooLargeForExact(f"{n_shared} interviewers and questions")
    members = _Members.within(block, [levels[j] for j in own])
    reached = _Members.within(block, [shared_at[j] for j in shared], merge=True)
    groups, where = _groups(members, reached, n_shared=n_shared)
    at = np.empty((len(levels), design.n), dtype=np.intp)
    n_own = sum(group.count * group.own for group in groups)
    width, reach = where.own[block], where.shared[block]
    local = {j: members.local[i] for i, j in enumerate(own)}
    near = {j: reached.local[i] for i, j in enumerate(shared)}
    for j in own:
        at[j] = where.start[block] + local[j]
    for j in shared:
        at[j] = n_own + shared_at[j]
    own_pairs = _pairs(own)
    cross_pairs = tuple((j, k) for j in own for k in shared)
    shared_pairs = _pairs(shared)
    size = n_shared + 1
    return Layout(
        at=at,
        places=_places(design, at),
        length=n_own + n_shared, n_shared=n_shared, groups=groups,
        own_pairs=own_pairs, cross_pairs=cross_pairs, shared_pairs=shared_pairs,
        own_cells=_stack([where.start_own[block] + local[j] * width + local[k]
                          for j, k in own_pairs], design.n),
        cross_cells=_stack([where.start_cross[block] + local[j] * reach + near[k]
                            for j, k in cross_pairs], design.n),
        shared_cells=_stack([shared_at[j] * size + shared_at[k] for j, k in shared_pairs],
                            design.n),
        blocks=block,
    )  # fmt: skip


def _stack(rows: list[Places], n: int) -> Places:
    return np.array(rows, dtype=np.intp).reshape(len(rows), n)


def _pairs(members: list[int]) -> tuple[tuple[int, int], ...]:
    return tuple((j, k) for place, j in enumerate(members) for k in members[: place + 1])


def _block_of(design: Design) -> Places:
    """The block of each rating: its candidate, or its interview where there is no candidate."""
    if not set(design.components) & set(OWN):
        return np.zeros(design.n, dtype=np.intp)
    ratings = design.ratings
    codes = ratings.candidate if ratings.candidate is not None else ratings.interview
    if codes is None:
        raise AssertionError("an own component without candidate and interview")
    return np.asarray(np.unique(codes[design.kept], return_inverse=True)[1])


def _shared_places(design: Design, shared: list[int]) -> tuple[dict[int, Places], int]:
    """Each shared component's members among those seen, numbered on from each other."""
    at, start = {}, 0
    for j in shared:
        seen, place = np.unique(design.levels[design.components[j]], return_inverse=True)
        at[j] = place + start
        start += seen.size
    return at, start


def _places(design: Design, at: Places) -> dict[Component, Places]:
    out = {}
    for j, one in enumerate(design.components):
        out[one] = np.full(design.sizes[one], -1, dtype=np.intp)
        out[one][design.levels[one]] = at[j]
    return out


@dataclass(frozen=True, eq=False)
class _Members:
    """Distinct members within each block: how many, and the local number of each rating's."""

    count: Places  # (blocks,)
    local: list[Places]  # of each component, (N,)
    block: Places  # (members,)
    member: Places
    rank: Places

    @classmethod
    def within(cls, block: Places, codes: list[Places], *, merge: bool = False) -> "_Members":
        n_blocks = int(block.max()) + 1
        if not codes:
            none = np.zeros(0, dtype=np.intp)
            return cls(np.zeros(n_blocks, dtype=np.intp), [], none, none, none)
        start, apart = 0, []
        for one in codes:
            apart.append(one + (0 if merge else start))
            start += int(one.max()) + 1
        keys = np.concatenate([block * start + one for one in apart])
        seen, inverse = np.unique(keys, return_inverse=True)
        of = seen // start
        count = np.bincount(of, minlength=n_blocks)
        rank = np.arange(seen.size) - (np.cumsum(count) - count)[of]
        local = np.split(rank[inverse], len(codes))
        return cls(count, local, of, seen % start, rank)


@dataclass(frozen=True, eq=False)
class _Where:
    """For each block: padded shape, and where its members and cells begin."""

    own: Places
    shared: Places
    start: Places
    start_own: Places
    start_cross: Places


def _groups(
    members: _Members, reached: _Members, *, n_shared: int
) -> tuple[tuple[Group, ...], _Where]:
    own, shared = _padded(members.count, reached.count)
    if np.sum(own * (own + shared)) > MOST_CELLS:
        raise TooLargeForExact("candidates with thousands of interviews")
    place = np.empty((3, own.size), dtype=np.intp)
    groups: list[Group] = []
    start = start_own = start_cross = 0
    if not members.count.any():
        return (), _Where(own, shared, *place)
    for m, s in sorted(set(zip(own.tolist(), shared.tolist(), strict=True))):
        inside = np.flatnonzero((own == m) & (shared == s))
        order = np.arange(inside.size)
        place[:, inside] = (start + order * m, start_own + order * m * m,
                            start_cross + order * m * s)  # fmt: skip
        reaches = np.full((inside.size, s), n_shared, dtype=np.intp)
        mine = np.isin(reached.block, inside)
        row = np.searchsorted(inside, reached.block[mine])
        reaches[row, reached.rank[mine]] = reached.member[mine]
        groups.append(Group(inside.size, m, s, start, start_own, start_cross, reaches))
        start += inside.size * m
        start_own += inside.size * m * m
        start_cross += inside.size * m * s
    return tuple(groups), _Where(own, shared, *place)


def _padded(own: Places, shared: Places) -> tuple[Places, Places]:
    """Shapes rounded up: to one shape where that is cheap, else to a few."""
    if own.size * own.max() * (own.max() + shared.max()) <= FEW_CELLS:
        return np.full_like(own, own.max()), np.full_like(shared, shared.max())
    steps = np.append(0, LADDER)
    most = steps[-1]
    if max(own.max(), shared.max()) > most:
        raise TooLargeForExact("a candidate with too many interviews")
    return steps[np.searchsorted(steps, own)], steps[np.searchsorted(steps, shared)]


@dataclass(frozen=True, eq=False)
class Curvature:
    """H factored; ``scale`` (k,) is sign times σ of each component."""

    layout: Layout
    scale: Floats
    inverses: tuple[Floats, ...]  # of own blocks, per group (count, own, own)
    reach: tuple[Floats, ...]  # inverse times cross block, per group (count, own, shared)
    dense: tuple[Floats, bool]  # Cholesky factor of the shared part
    half_log_det_own: Floats  # per group

    @property
    def log_det(self) -> float:
        shared = 2 * np.log(np.diag(self.dense[0])).sum()
        return float(2 * self.half_log_det_own.sum() + shared)

    def solve(self, rhs: Floats) -> Floats:
        """H⁻¹ rhs for rhs (length,) or (length, r)."""
        columns = rhs.reshape(self.layout.length, rhs.shape[1] if rhs.ndim > 1 else 1)
        out = np.empty_like(columns)
        shared = np.zeros((self.layout.n_shared + 1, columns.shape[1]))
        shared[:-1] = columns[self.layout.n_own :]
        for group, reach in zip(self.layout.groups, self.reach, strict=True):
            mine = columns[group.members].reshape(group.count, group.own, columns.shape[1])
            np.subtract.at(shared, group.reaches, np.swapaxes(reach, 1, 2) @ mine)
        solved = np.zeros_like(shared)
        solved[:-1] = cho_solve(self.dense, shared[:-1], check_finite=False)
        for group, inverse, reach in zip(
            self.layout.groups, self.inverses, self.reach, strict=True
        ):
            mine = columns[group.members].reshape(group.count, group.own, columns.shape[1])
            whole = inverse @ mine - reach @ solved[group.reaches]
            out[group.members] = whole.reshape(-1, columns.shape[1])
        out[self.layout.n_own :] = solved[:-1]
        return out.reshape(rhs.shape)

    def covariances(self) -> "Covariances":
        """The parts of H⁻¹ that ratings meet."""
        size = self.layout.n_shared
        dense = np.zeros((size + 1, size + 1))
        dense[:-1, :-1] = cho_solve(self.dense, np.eye(size), check_finite=False)
        own, cross = [], []
        for group, inverse, reach in zip(
            self.layout.groups, self.inverses, self.reach, strict=True
        ):
            near = dense[group.reaches[:, :, None], group.reaches[:, None, :]]
            across = reach @ near
            cross.append(-across)
            own.append(inverse + across @ np.swapaxes(reach, 1, 2))
        return Covariances(self.layout, _joined(own), _joined(cross), dense)


def _joined(parts: list[Floats]) -> Floats:
    return np.concatenate([part.ravel() for part in parts]) if parts else np.zeros(0)


@dataclass(frozen=True, eq=False)
class Covariances:
    """Entries of H⁻¹: own cells, own-by-shared cells, and all of the shared part (padded)."""

    layout: Layout
    own: Floats
    cross: Floats
    shared: Floats

    def variances(self) -> Floats:
        """The diagonal of H⁻¹, (length,)."""
        parts = [
            np.diagonal(self.own[g.own_cells].reshape(g.count, g.own, g.own), axis1=1, axis2=2)
            for g in self.layout.groups
        ]
        own = np.concatenate([part.ravel() for part in parts]) if parts else np.zeros(0)
        return np.concatenate([own, np.diag(self.shared)[:-1]])

    def of_pairs(self) -> Floats:
        """For each pair of components, in the layout's order, its entry for each rating."""
        return np.concatenate([
            self.own[self.layout.own_cells],
            self.cross[self.layout.cross_cells],
            self.shared.ravel()[self.layout.shared_cells],
        ])  # fmt: skip


def curvature(layout: Layout, *, weight: Floats, scale: Floats) -> Curvature:
    """Factor H at weights (N,) and scales (k,)."""
    own = _summed(layout.own_cells, layout.own_pairs, weight=weight, scale=scale,
                  length=sum(g.count * g.own**2 for g in layout.groups))  # fmt: skip
    cross = _summed(layout.cross_cells, layout.cross_pairs, weight=weight, scale=scale,
                    length=sum(g.count * g.own * g.shared for g in layout.groups))  # fmt: skip
    size = layout.n_shared + 1
    dense = _summed(layout.shared_cells, layout.shared_pairs, weight=weight, scale=scale,
                    length=size**2)  # fmt: skip
    inverses: list[Floats] = []
    reach: list[Floats] = []
    half_log_det: list[float] = []
    for group in layout.groups:
        block = own[group.own_cells].reshape(group.count, group.own, group.own)
        block = _whole(block)
        half_log_det.append(np.log(np.diagonal(np.linalg.cholesky(block), axis1=1, axis2=2)).sum())
        inverse = np.asarray(np.linalg.inv(block), dtype=float)
        across = cross[group.cross_cells].reshape(group.count, group.own, group.shared)
        reached = inverse @ across
        lost = np.swapaxes(across, 1, 2) @ reached
        cells = group.reaches[:, :, None] * size + group.reaches[:, None, :]
        # Each unordered pair is summed once, so that half of the matrix is kept: the lower one.
        dense -= np.bincount(cells.ravel(), weights=lost.ravel(), minlength=size**2) * 0.5
        inverses.append(inverse)
        reach.append(reached)
    shared = _whole(dense.reshape(1, size, size))[0, :-1, :-1]
    return Curvature(
        layout=layout, scale=scale, inverses=tuple(inverses), reach=tuple(reach),
        dense=cho_factor(shared, lower=True, check_finite=False),
        half_log_det_own=np.array(half_log_det),
    )  # fmt: skip


def _summed(
    cells: Places, pairs: tuple[tuple[int, int], ...], *, weight: Floats, scale: Floats, length: int
) -> Floats:
    """Z'WZ in these cells; of a pair with itself only half, for the transpose adds the rest."""
    if not pairs:
        return np.zeros(length)
    factors = np.array([scale[j] * scale[k] * (0.5 if j == k else 1.0) for j, k in pairs])
    weights = (factors[:, None] * weight).ravel()
    return np.asarray(np.bincount(cells.ravel(), weights=weights, minlength=length), dtype=float)


def _whole(halves: Floats) -> Floats:
    """Add the transpose and the identity to a stack of half-summed matrices."""
    whole = halves + np.swapaxes(halves, -1, -2)
    diagonal = np.arange(whole.shape[-1])
    whole[..., diagonal, diagonal] += 1.0
    return np.asarray(whole)


def pairs_total(covariances: NDArray[np.float64], layout: Layout, *, scale: Floats) -> Floats:
    """H⁻¹ z of each rating, at its own members, (k, N): z is the rating's row of Z."""
    out = np.zeros_like(layout.at, dtype=float)
    for (j, k), entry in zip(layout.pairs, covariances, strict=True):
        out[j] += scale[k] * entry
        if j != k:
            out[k] += scale[j] * entry
    return out
