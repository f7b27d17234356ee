"""The Laplace surface at many parameters at once, for small data.

Fitting three hundred ratings looks at hundreds of places, and at each of them numpy would be
called some hundred times for a few numbers. Here all places are worked on side by side: arrays run
over ratings or members first and over the places, b, last. The sums are those of laplace.py and
blocks.py, and a test holds them to be the same. They are written twice because a stack of one takes
1.35 to 2.2 times as long as one place (docs/decisions/0021-priors-that-match.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from afterword.numerics.block_layout import Blocks
from afterword.numerics.blocks import Curvature
from afterword.numerics.design import Places
from afterword.numerics.errors import NotConverged
from afterword.numerics.laplace import MOST_STEPS, Point, Surface
from afterword.numerics.link import FAR, Cells, cells
from afterword.numerics.model import Floats

ARRIVED = 1e-6  # Newton decrement of the joint mode: a thousandth of its sd
HALVINGS = 40
CLIMBS = 5  # halvings of a step along which the likelihood should rise
FARTHEST = 5.0  # in one step: chance spreads of a rating, or the logarithm of σ
AT_ONCE = 40_000  # ratings, over all places that are worked on side by side


@dataclass(frozen=True, eq=False)
class Curvatures:
    """H factored at each place."""

    scale: Floats  # (k, b)
    inverses: tuple[Floats, ...]  # of own blocks, per group (count, own, own, b)
    reach: tuple[Floats, ...]  # inverse times cross block, per group (count, own, shared, b)
    factor: Floats  # of the shared part, lower, (b, shared, shared)
    shared: Floats  # its inverse
    log_det: Floats  # (b,)

    def take(self, which: Places | NDArray[np.bool_]) -> "Curvatures":
        """At some of the places."""
        return Curvatures(
            self.scale[:, which], tuple(one[..., which] for one in self.inverses),
            tuple(one[..., which] for one in self.reach), self.factor[which],
            self.shared[which], self.log_det[which],
        )  # fmt: skip

    def one(self, layout: Blocks, b: int) -> Curvature:
        """The curvature at one place."""
        half = [np.array(0.5 * self.log_det[b] - np.log(np.diag(self.factor[b])).sum())]
        return Curvature(
            layout=layout, scale=self.scale[:, b],
            inverses=tuple(np.ascontiguousarray(one[..., b]) for one in self.inverses),
            reach=tuple(np.ascontiguousarray(one[..., b]) for one in self.reach),
            dense=(self.factor[b], True), half_log_det_own=np.array(half),
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Stack:
    """Some places: parameters (p, b), log-likelihood (b,), modes (length, b) and what bends."""

    parameters: Floats
    value: Floats
    mode: Floats
    cells: Cells
    bent: Curvatures

    def take(self, which: Places | NDArray[np.bool_]) -> "Stack":
        """Some of them."""
        found = Cells(*(one[:, which] for one in vars(self.cells).values()))
        return Stack(
            self.parameters[:, which], self.value[which], self.mode[:, which], found,
            self.bent.take(which),
        )  # fmt: skip

    def one(self, surface: Surface, b: int) -> Point:
        """One of them, as laplace.py has it."""
        return Point(
            self.parameters[:, b], float(self.value[b]), np.ascontiguousarray(self.mode[:, b]),
            self.cells.at(b), self.bent.one(surface.layout, b), 0,
        )  # fmt: skip


class Stacked:
    """A surface that is looked at in many places at once."""

    def __init__(self, surface: Surface) -> None:
        layout = surface.layout
        self.surface, self.layout = surface, layout
        self.members = _sums(layout.at, layout.length)
        size = layout.n_shared + 1
        own = sum(g.count * g.own**2 for g in layout.groups)
        cross = sum(g.count * g.own * g.shared for g in layout.groups)
        self.own = _sums(layout.own_cells, own)
        self.cross = _sums(layout.cross_cells, cross)
        self.between = _sums(layout.shared_cells, size**2)
        self.near = [_sums(g.reaches.reshape(1, -1), size) for g in layout.groups]
        self.lost = [
            _sums((g.reaches[:, :, None] * size + g.reaches[:, None, :]).reshape(1, -1), size**2)
            for g in layout.groups
        ]
        self.upper, self.lower = (csr_array(one) for one in surface.ends())
        both = [(self.upper, self.upper), (self.upper, self.lower), (self.lower, self.lower)]
        self.squares = [_rowwise(one, other).T.tocsr() for one, other in both]
        self.toward = [
            tuple(_toward(at, end, layout.length) for end in (self.upper, self.lower))
            for at in layout.at
        ]
        self.q = self.upper.shape[1]

    def at(self, parameters: Floats, *, near: Floats) -> Stack:
        """The surface at parameters (p, b), joint modes found by Newton from ``near``."""
        scale = self._scale(parameters)
        mode = near
        found = self._cells(parameters, mode, scale)
        for _ in range(MOST_STEPS):
            bent = self._curvature(found.weight, scale)
            pulled = mode - self._spread(found.pull, scale)
            move = self._solve(bent, pulled[:, None])[:, 0]
            if np.all((pulled * move).sum(axis=0) < ARRIVED):
                value = -_energy(mode, found) - 0.5 * bent.log_det
                return Stack(parameters, value + self._prior(parameters), mode, found, bent)
            mode, found = self._lower(parameters, mode, move, before=_energy(mode, found))
        raise NotConverged(iterations=MOST_STEPS, gradient=float(np.abs(pulled).max()))

    def parts(self, many: int) -> Iterator[slice]:
        """So many places, as many together as are quick side by side."""
        size = max(AT_ONCE // self.surface.design.n, 4)
        return (slice(begin, begin + size) for begin in range(0, many, size))

    def in_order(self, parameters: Floats) -> NDArray[np.bool_]:
        """At which places thresholds rise, (b,)."""
        return np.array([self.surface.in_order(one) for one in parameters.T])

    def climbed(self, stack: Stack, moves: Floats) -> Stack:
        """Along ``moves`` (p, b), halved until the likelihood rises; else where they were.

        A slope where the likelihood is flat sends a threshold hundreds away, where nothing is
        finite: nobody goes farther than ``FARTHEST`` at once.
        """
        share = np.minimum(1.0, FARTHEST / np.maximum(np.abs(moves).max(axis=0), FARTHEST))
        for halving in range(CLIMBS + 1):
            while not np.all(there := self.in_order(stack.parameters + share * moves)):
                share = np.where(there, share, share / 2)
            after = self.at(stack.parameters + share * moves, near=stack.mode)
            falls = (share > 0) & (after.value <= stack.value)
            if not falls.any():
                break
            share = np.where(falls, share / 2 if halving < CLIMBS - 1 else 0.0, share)
        return after

    def gradient(self, stack: Stack) -> Floats:
        """d log L / d parameters, (p, b)."""
        found, bent, at = stack.cells, stack.bent, self.layout.at
        near, leverage = self._leverage(bent)
        wa, wb = found.weight_slopes()
        follow = self._shift(bent, leverage * (wa + wb))[at]
        felt = (bent.scale[:, None] * follow).sum(axis=0)
        by_eta = found.pull + leverage * (wa + wb) - found.weight * felt
        sigmas = (stack.mode[at] * by_eta - found.weight * near + found.pull * follow).sum(axis=1)
        upper = found.a - leverage * wa - felt * (found.aa + found.ab)
        lower = found.b - leverage * wb - felt * (found.ab + found.bb)
        location = self.upper.T @ upper + self.lower.T @ lower
        out = np.concatenate([self.surface.design.signs[:, None] * sigmas, location])
        return out + self.surface.prior_slope(stack.parameters.T).T

    def shift(self, stack: Stack) -> Floats:
        """How far means of u lie from their modes, (length, b), as laplace.py has them."""
        wa, wb = stack.cells.weight_slopes()
        return self._shift(stack.bent, self._leverage(stack.bent)[1] * (wa + wb))

    def _leverage(self, bent: Curvatures) -> tuple[Floats, Floats]:
        near = self._pairs_total(bent)
        return near, 0.5 * (bent.scale[:, None] * near).sum(axis=0)

    def _shift(self, bent: Curvatures, pull: Floats) -> Floats:
        return self._solve(bent, self._spread(pull, bent.scale)[:, None])[:, 0]

    def with_location(self, stack: Stack) -> tuple[Floats, Floats]:
        """du/dτ (b, length, q) and the information (b, q, q) on τ, as laplace.py has them."""
        found, q = stack.cells, self.q
        cross = np.zeros((self.layout.length * q, stack.value.size))
        up, down = -(found.aa + found.ab), -(found.ab + found.bb)
        for (upper, lower), factor in zip(self.toward, stack.bent.scale, strict=True):
            cross += factor * (upper @ up + lower @ down)
        cross = cross.reshape(self.layout.length, q, -1)
        moved = np.moveaxis(self._solve(stack.bent, cross), -1, 0)
        aa, ab, bb = (
            np.moveaxis((one @ by).reshape(q, q, -1), -1, 0)
            for one, by in zip(self.squares, (found.aa, found.ab, found.bb), strict=True)
        )
        told = (
            -(aa + bb + ab + np.swapaxes(ab, 1, 2))
            - np.moveaxis(cross, -1, 0).swapaxes(1, 2) @ moved
            + np.diag(self.surface.prior_information)
        )
        return moved, told

    def variances(self, stack: Stack) -> Floats:
        """The diagonal of H⁻¹, (length, b)."""
        own, _, shared = self._covariances(stack.bent)
        parts = [np.einsum("ciib->cib", one).reshape(-1, stack.value.size) for one in own]
        return np.concatenate([*parts, np.einsum("iib->ib", shared)[:-1]])

    def covariance(self, stack: Stack, at: Places) -> Floats:
        """These rows and columns of H⁻¹, (b, m, m)."""
        unit = np.zeros((self.layout.length, at.size, stack.value.size))
        unit[at, np.arange(at.size)] = 1.0
        return np.moveaxis(self._solve(stack.bent, unit)[at], -1, 0)

    def _prior(self, parameters: Floats) -> Floats:
        return np.array([self.surface.prior(one) for one in parameters.T])

    def _scale(self, parameters: Floats) -> Floats:
        return self.surface.design.signs[:, None] * parameters[: self.surface.n_sigmas]

    def _cells(self, parameters: Floats, mode: Floats, scale: Floats) -> Cells:
        k, free = self.surface.n_sigmas, self.surface.n_thresholds
        design = self.surface.design
        far = np.full((1, mode.shape[1]), FAR)
        ends = np.concatenate([parameters[k : k + free], far, -far])
        eta = design.covariates @ parameters[k + free :]
        for at, factor in zip(self.layout.at, scale, strict=True):
            eta += factor * mode[at]
        upper, lower = ends[design.scale.upper] - eta, ends[design.scale.lower] - eta
        return cells(upper, lower, link=design.link)

    def _spread(self, values: Floats, scale: Floats) -> Floats:
        parts = (self.members @ values).reshape(len(scale), self.layout.length, -1)
        return np.asarray(np.einsum("jb,jlb->lb", scale, parts))

    def _lower(
        self, parameters: Floats, mode: Floats, move: Floats, *, before: Floats
    ) -> tuple[Floats, Cells]:
        """The Newton step, halved where f would rise."""
        scale, share = self._scale(parameters), np.ones(before.size)
        for _ in range(HALVINGS):
            tried = mode - share * move
            found = self._cells(parameters, tried, scale)
            rises = _energy(tried, found) > before + 1e-9 * np.abs(before)
            if not rises.any():
                break
            share = np.where(rises, share / 2, share)
        return tried, found

    def _curvature(self, weight: Floats, scale: Floats) -> Curvatures:
        layout, b, size = self.layout, weight.shape[1], self.layout.n_shared + 1
        own = _total(self.own @ weight, layout.own_pairs, scale=scale)
        cross = _total(self.cross @ weight, layout.cross_pairs, scale=scale)
        dense = _total(self.between @ weight, layout.shared_pairs, scale=scale)
        dense = dense if layout.shared_pairs else np.zeros((size**2, b))
        log_det = np.zeros(b)
        inverses, reach = [], []
        for group, lost in zip(layout.groups, self.lost, strict=True):
            shape = group.count, group.own, -1, b
            block = np.moveaxis(_whole(own[group.own_cells].reshape(shape)), -1, 0)
            log_det += _log_det(np.asarray(np.linalg.cholesky(block), dtype=float)).sum(axis=1)
            inverse = np.ascontiguousarray(np.moveaxis(_inverse(block), 0, -1))
            across = cross[group.cross_cells].reshape(group.count, group.own, group.shared, b)
            reached = np.einsum("cijb,cjsb->cisb", inverse, across)
            taken = np.einsum("cisb,citb->cstb", across, reached)
            dense -= 0.5 * (lost @ taken.reshape(-1, b))
            inverses.append(inverse)
            reach.append(reached)
        shared = _whole(dense.reshape(1, size, size, b))[0, :-1, :-1]
        shared = np.ascontiguousarray(np.moveaxis(shared, -1, 0))
        factor = np.asarray(np.linalg.cholesky(shared), dtype=float)
        log_det += _log_det(factor)
        return Curvatures(scale, tuple(inverses), tuple(reach), factor, _inverse(shared), log_det)

    def _solve(self, bent: Curvatures, rhs: Floats) -> Floats:
        """H⁻¹ rhs, (length, r, b)."""
        layout, (_, r, b) = self.layout, rhs.shape
        shared = rhs[layout.n_own :].reshape(layout.n_shared, r * b)
        mine = [rhs[g.members].reshape(g.count, g.own, r, b) for g in layout.groups]
        for near, reach, one in zip(self.near, bent.reach, mine, strict=True):
            taken = np.einsum("cisb,cirb->csrb", reach, one)
            shared = shared - (near @ taken.reshape(-1, r * b))[:-1]
        solved = np.zeros((layout.n_shared + 1, r, b))
        places = np.moveaxis(shared.reshape(layout.n_shared, r, b), -1, 0)
        solved[:-1] = np.moveaxis(bent.shared @ places, 0, -1)
        own = [
            np.einsum("cijb,cjrb->cirb", inverse, one)
            - np.einsum("cisb,csrb->cirb", reach, solved[group.reaches])
            for group, inverse, reach, one in zip(
                layout.groups, bent.inverses, bent.reach, mine, strict=True
            )
        ]
        return np.concatenate([*(one.reshape(-1, r, b) for one in own), solved[:-1]])

    def _covariances(self, bent: Curvatures) -> tuple[list[Floats], list[Floats], Floats]:
        """The parts of H⁻¹ that ratings meet: own, own by shared, and all of the shared part."""
        size, b = self.layout.n_shared + 1, bent.log_det.size
        shared = np.zeros((size, size, b))
        shared[:-1, :-1] = np.moveaxis(bent.shared, 0, -1)
        own, cross = [], []
        for group, inverse, reach in zip(
            self.layout.groups, bent.inverses, bent.reach, strict=True
        ):
            near = shared[group.reaches[:, :, None], group.reaches[:, None, :]]
            across = np.einsum("cisb,cstb->citb", reach, near)
            cross.append(-across)
            own.append(inverse + np.einsum("citb,cjtb->cijb", across, reach))
        return own, cross, shared

    def _pairs_total(self, bent: Curvatures) -> Floats:
        """H⁻¹ z of each rating at its own members, (k, N, b)."""
        own, cross, shared = self._covariances(bent)
        layout, b = self.layout, bent.log_det.size
        out = np.zeros((*layout.at.shape, b))
        flat = [_flat(own, b), _flat(cross, b), shared.reshape(-1, b)]
        kinds = (
            (layout.own_pairs, layout.own_cells), (layout.cross_pairs, layout.cross_cells),
            (layout.shared_pairs, layout.shared_cells),
        )  # fmt: skip
        for entries, (pairs, at) in zip(flat, kinds, strict=True):
            for (j, k), where in zip(pairs, at, strict=True):
                entry = entries[where]
                out[j] += bent.scale[k] * entry
                if j != k:
                    out[k] += bent.scale[j] * entry
        return out


def _energy(mode: Floats, found: Cells) -> Floats:
    return np.asarray(0.5 * (mode * mode).sum(axis=0) - found.log_p.sum(axis=0))


def _sums(at: Places, length: int) -> csr_array:
    """The matrix (rows · length, N) that sums, for each row of ``at``, what lies at each place."""
    rows, n = at.shape
    where = (at + length * np.arange(rows)[:, None]).ravel()
    return csr_array(
        (np.ones(at.size), (where, np.tile(np.arange(n), rows))), shape=(rows * length, n)
    )


def _toward(at: Places, ends: csr_array, length: int) -> csr_array:
    """The matrix (length · q, N) that sums, for each member, how its ratings move with each τ."""
    entry, q = ends.tocoo(), ends.shape[1]
    where = at[entry.row] * q + entry.col
    return csr_array((entry.data, (where, entry.row)), shape=(length * q, at.size))


def _rowwise(one: csr_array, other: csr_array) -> csr_array:
    """Each row of one with each entry of the same row of the other, (N, columns · columns)."""
    left, right = one.toarray(), other.toarray()
    return csr_array((left[:, :, None] * right[:, None, :]).reshape(len(left), -1))


def _total(summed: Floats, pairs: tuple[tuple[int, int], ...], *, scale: Floats) -> Floats:
    """Z'WZ in these cells; of a pair with itself only half, for the transpose adds the rest."""
    if not pairs:
        return np.zeros((0, summed.shape[1]))
    factors = np.array([scale[j] * scale[k] * (0.5 if j == k else 1.0) for j, k in pairs])
    parts = summed.reshape(len(pairs), -1, summed.shape[1])
    return np.asarray(np.einsum("jb,jlb->lb", factors, parts))


def _log_det(factors: Floats) -> Floats:
    return np.asarray(2 * np.log(np.diagonal(factors, axis1=-2, axis2=-1)).sum(axis=-1))


def _inverse(matrices: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrices), dtype=float)


def _whole(halves: Floats) -> Floats:
    """Add the transpose and the identity to half-summed matrices, (count, m, m, b)."""
    whole = halves + np.swapaxes(halves, 1, 2)
    diagonal = np.arange(whole.shape[1])
    whole[:, diagonal, diagonal] += 1.0
    return whole


def _flat(parts: list[Floats], b: int) -> Floats:
    return np.concatenate([part.reshape(-1, b) for part in parts]) if parts else np.zeros((0, b))
