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

from afterword.numerics.block_layout import Blocks
from afterword.numerics.design import Places
from afterword.numerics.model import Floats


@dataclass(frozen=True, eq=False)
class Curvature:
    """H factored; ``scale`` (k,) is sign times σ of each component."""

    layout: Blocks
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

    layout: Blocks
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


def curvature(layout: Blocks, *, weight: Floats, scale: Floats) -> Curvature:
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


def pairs_total(covariances: NDArray[np.float64], layout: Blocks, *, scale: Floats) -> Floats:
    """H⁻¹ z of each rating, at its own members, (k, N): z is the rating's row of Z."""
    out = np.zeros_like(layout.at, dtype=float)
    for (j, k), entry in zip(layout.pairs, covariances, strict=True):
        out[j] += scale[k] * entry
        if j != k:
            out[k] += scale[j] * entry
    return out
