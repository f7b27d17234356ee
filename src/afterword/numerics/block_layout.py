"""Which effects stand in which block of the curvature, and where in it.

What belongs to one candidate (ability, profile, interviews) is one block; candidates whose blocks
are of like sizes are laid together, padded to one size, so that they are factored at once.
"""

from dataclasses import dataclass

import numpy as np

from afterword.numerics.design import Design, Places
from afterword.numerics.errors import TooLargeForExact
from afterword.numerics.model import Component

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
class Blocks:
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


def blocks_of(design: Design) -> Blocks:
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
    return Blocks(
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
