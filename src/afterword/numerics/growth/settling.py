"""The joint mode of everybody's growth for given σ, its likelihood, and how it bends there.

Laplace's approximation with each candidate's block eliminated by itself, as in numerics/blocks.py;
what is left is one dense matrix of μ, severities and difficulties. Effects are standardised.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterword.numerics.errors import NotConverged
from afterword.numerics.growth.blocks import Block, Shared
from afterword.numerics.link import Cells, cells
from afterword.numerics.model import Fit, Floats, Link

ARRIVED = 1e-8  # Newton decrement
MOST_STEPS = 60


@dataclass(frozen=True, eq=False)
class Scales:
    """σ of what is a candidate's own; ``gamma`` of growth an hour, ``nu`` of the hour itself."""

    gamma: float
    nu: float
    theta: float
    profile: float
    link: Link

    @classmethod
    def of(cls, fit: Fit, *, gamma: float, nu: float) -> "Scales":
        """Those of a fit, with σ_γ and σ_ν as given."""
        sigma = fit.components.sigma
        return cls(gamma, nu, sigma("candidate"), sigma("profile"), fit.components.link)

    def own(self, block: Block) -> Floats:
        """(m,) of a block's own columns."""
        profile, hours = [self.profile] * block.profile, [self.nu] * block.hours
        return np.array([self.theta, self.gamma, *profile, *hours])


@dataclass(frozen=True, eq=False)
class Place:
    """Where all effects stand: each block's own (c, m), and the shared ones (r,)."""

    own: tuple[Floats, ...]
    shared: Floats

    def moved(self, by: "Place", share: float) -> "Place":
        """A share of a step further."""
        own = tuple(one + share * step for one, step in zip(self.own, by.own, strict=True))
        return Place(own, self.shared + share * by.shared)

    @property
    def squares(self) -> float:
        return float(self.shared @ self.shared + sum(np.sum(one * one) for one in self.own))


@dataclass(frozen=True, eq=False)
class Solved:
    """One block's curvature (c, m, m), its ties to whom and what it met (c, m, L), the two divided,
    its slopes (c, m) and where those alone would take it."""

    inner: Floats
    tie: Floats
    reach: Floats
    slope: Floats
    alone: Floats


@dataclass(frozen=True, eq=False)
class Settled:
    """The mode at one σ_γ and σ_ν, and how it bends there; ``left`` (r, r) of what is shared."""

    blocks: tuple[Block, ...]
    shared: Shared
    scales: Scales
    place: Place
    solved: tuple[Solved, ...]
    left: Floats
    log_likelihood: float


def settled(
    blocks: Sequence[Block], shared: Shared, scales: Scales, *, near: Place | None = None
) -> Settled:
    """The mode from ``near`` or from zero. Raises NotConverged."""
    surface = _Surface(tuple(blocks), shared, scales)
    place = near or surface.nowhere
    for _ in range(MOST_STEPS):
        energy, solved, left, step, promised = surface.newton(place)
        if promised < ARRIVED:
            inner = sum(float(np.linalg.slogdet(one.inner)[1].sum()) for one in solved)
            bend = 0.5 * (inner + float(np.linalg.slogdet(left)[1]))
            return Settled(surface.blocks, shared, scales, place, solved, left, -energy - bend)
        place = surface.lower(place, step, energy)
    raise NotConverged(iterations=MOST_STEPS, gradient=promised)


class _Surface:
    """−log posterior of all effects at one set of σ."""

    def __init__(self, blocks: tuple[Block, ...], shared: Shared, scales: Scales) -> None:
        self.blocks, self.shared, self.link = blocks, shared, scales.link
        self.own = [one.own * scales.own(one) for one in blocks]
        self.met = [one.met * shared.scale[one.ids][:, None, :] for one in blocks]

    @property
    def nowhere(self) -> Place:
        """All effects at zero."""
        own = tuple(np.zeros((one.shape[0], one.shape[2])) for one in self.own)
        return Place(own, np.zeros(self.shared.size))

    def newton(self, place: Place) -> tuple[float, tuple[Solved, ...], Floats, Place, float]:
        """Energy, each block solved, what is left of the shared, a Newton step, twice its gain."""
        solved, told = [], 0.0
        left, slope = np.eye(place.shared.size), -place.shared
        for b, own in enumerate(place.own):
            found = self._cells(b, place)
            told += float(found.log_p.sum())
            one, bent, pulled = self._solve(b, found.pull, found.weight, own)
            solved.append(one)
            left, slope = left + bent, slope + pulled
        shared: Floats = np.asarray(np.linalg.solve(left, slope))
        steps = tuple(
            np.asarray(one.alone - np.einsum("cml,cl->cm", one.reach, shared[block.ids]))
            for one, block in zip(solved, self.blocks, strict=True)
        )
        gain = float(slope @ shared) + sum(float(np.sum(one.slope * one.alone)) for one in solved)
        return 0.5 * place.squares - told, tuple(solved), left, Place(steps, shared), gain

    def lower(self, place: Place, step: Place, before: float) -> Place:
        """The step, halved until the energy does not rise."""
        for halving in range(30):
            there = place.moved(step, 0.5**halving)
            if self._energy(there) <= before + 1e-9 * abs(before):
                return there
        return place

    def _energy(self, place: Place) -> float:
        told = sum(float(self._cells(b, place).log_p.sum()) for b in range(len(self.blocks)))
        return 0.5 * place.squares - told

    def _cells(self, b: int, place: Place) -> Cells:
        block = self.blocks[b]
        eta = np.einsum("crm,cm->cr", self.own[b], place.own[b])
        eta += np.einsum("crl,cl->cr", self.met[b], place.shared[block.ids])
        return cells(block.upper - eta, block.lower - eta, link=self.link)

    def _solve(
        self, b: int, pull: Floats, weight: Floats, at: Floats
    ) -> tuple[Solved, Floats, Floats]:
        """One block; what it adds to the curvature and to the slopes of what is shared."""
        own, met, ids, size = self.own[b], self.met[b], self.blocks[b].ids, self.shared.size
        weighed = (own * weight[..., None]).transpose(0, 2, 1)
        inner = weighed @ own + np.eye(own.shape[2])
        tie = weighed @ met
        slope = (own * pull[..., None]).sum(axis=1) - at
        both = np.linalg.solve(inner, np.concatenate([tie, slope[..., None]], axis=2))
        reach, alone = np.asarray(both[..., :-1]), np.asarray(both[..., -1])
        bent = (met * weight[..., None]).transpose(0, 2, 1) @ met - tie.transpose(0, 2, 1) @ reach
        pulled = (met * pull[..., None]).sum(axis=1) - np.einsum("cml,cm->cl", reach, slope)
        cells_of = (ids[:, :, None] * size + ids[:, None, :]).ravel()
        left = np.zeros(size * size) + np.bincount(cells_of, bent.ravel(), minlength=size * size)
        up = np.zeros(size) + np.bincount(ids.ravel(), pulled.ravel(), minlength=size)
        return Solved(inner, tie, reach, slope, alone), left.reshape(size, size), up
