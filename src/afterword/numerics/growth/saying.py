"""What a settled place says: rates of growth, what each hour shows, and how sure both are."""

from dataclasses import dataclass

import numpy as np

from afterword.numerics.growth.settling import Settled
from afterword.numerics.model import Floats

TINY = 1e-300


@dataclass(frozen=True, eq=False)
class Said:
    """Means and sds at one σ_γ and σ_ν: ``mean`` (2,) of μ, ``rate`` (C, 2) of γ by candidate,
    ``at`` and ``trend`` (V, 2) of each interview with and without its good or bad day.

    ``log_posterior`` is of this σ_γ.
    """

    gamma: float
    mean: Floats
    rate: Floats
    at: Floats
    trend: Floats
    log_likelihood: float
    log_posterior: float


def said(one: Settled, *, candidates: int, interviews: int) -> Said:
    """Read a settled place; whoever has no rating is as the program is, with σ_γ around it.

    σ_γ has Jeffreys' prior, as the other σ have: the root of what its ratings tell of it, with Σρ²
    over candidates, ρ being how much of a γ is told.
    """
    covariance: Floats = np.asarray(np.linalg.inv(one.left))
    scale, gamma = one.shared.scale[0], one.scales.gamma
    mean = np.array([one.place.shared[0] * scale, scale * covariance[0, 0] ** 0.5])
    rate = np.tile([mean[0], np.hypot(mean[1], gamma)], (candidates, 1))
    at, trend = np.zeros((interviews, 2)), np.zeros((interviews, 2))
    asked = [_Asked(one, b, covariance) for b in range(len(one.blocks))]
    for each in asked:
        rate[each.block.candidates] = each.rates()
        trend[each.block.interviews], at[each.block.interviews] = each.hours()
    told = sum(each.told() for each in asked)
    prior = 0.5 * np.log(max(told, TINY)) - np.log(gamma)
    likelihood = one.log_likelihood
    return Said(gamma, mean, rate, at, trend, likelihood, likelihood + prior)


class _Asked:
    """Linear functions of one block's effects and what is shared."""

    def __init__(self, one: Settled, b: int, covariance: Floats) -> None:
        self.block, self.solved = one.blocks[b], one.solved[b]
        self.place, self.shared = one.place.own[b], one.place.shared
        self.scale, self.of_shared = one.scales.own(self.block), one.shared
        self.covariance = covariance
        ids = self.block.ids
        self.among = covariance[ids[:, :, None], ids[:, None, :]]

    def rates(self) -> Floats:
        """μ + σ_γ g of each candidate: mean and sd, (c, 2)."""
        own, shared = np.zeros_like(self.scale), np.zeros_like(self.shared)
        own[1], shared[0] = self.scale[1], self.of_shared.scale[0]
        return self._of(own, shared)

    def hours(self) -> tuple[Floats, Floats]:
        """θ + γx less mean strictness and difficulty; the same with ν: (c, V, 2) each."""
        day, trend, at = self.scale.size - self.block.hours, [], []
        for place, x in enumerate(self.block.x):
            own, shared = np.zeros_like(self.scale), self.of_shared.average.copy()
            own[:2], shared[0] = self.scale[:2] * [1, x], x * self.of_shared.scale[0]
            trend.append(self._of(own, shared))
            own[day + place] = self.scale[day + place]
            at.append(self._of(own, shared))
        return np.stack(trend, axis=1), np.stack(at, axis=1)

    def told(self) -> float:
        """Σρ² over candidates of two hours or more: how much of each γ its ratings tell."""
        if self.block.hours < 2:
            return 0.0
        own = np.zeros_like(self.scale)
        own[1] = 1.0
        left = self._of(own, np.zeros_like(self.shared))[:, 1] ** 2
        return float(np.sum((1 - left) ** 2))

    def _of(self, own: Floats, shared: Floats) -> Floats:
        """Mean and sd, (c, 2), of own'u + shared'w, u a candidate's effects and w the shared."""
        mean = self.place @ own + shared @ self.shared
        held = np.linalg.solve(self.solved.inner, np.broadcast_to(own, self.place.shape)[..., None])
        near = -np.einsum("cml,cm->cl", self.solved.tie, held[..., 0])
        across = self.covariance @ shared
        variance = held[..., 0] @ own + shared @ across
        variance += 2 * np.sum(near * across[self.block.ids], axis=1)
        variance += np.einsum("ci,cij,cj->c", near, self.among, near)
        return np.stack([mean, np.sqrt(np.maximum(variance, 0))], axis=1)
