"""The posterior of σ, for small data: looked at in a few places, and a spline in between.

A place costs a likelihood, so there are 128; what the posterior is between them is asked of a
spline through its logarithm, which is all but a parabola on the axes of axes.py. Bounds are those
of the spline. So are the weights of places over which effects are averaged (Bayesian quadrature:
O'Hagan 1991): they sum the spline through any number known at the places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from afterword.numerics.axes import TINY, axes_of
from afterword.numerics.design import Places
from afterword.numerics.matching import Prior, matching, told_of
from afterword.numerics.model import Floats, Interval
from afterword.numerics.near_zero import bounds
from afterword.numerics.places import Node, Path, node_at
from afterword.numerics.spline import Spline
from afterword.numerics.stacked import Stack, Stacked

SAMPLES = 128
FINE = 8192  # places that are asked of the spline
STEPS, SETTLED = 6, 0.1  # of Newton for thresholds; the decrement at which they have arrived
LIGHT = 1e-5  # weights below this are dropped
ALL = 1 - 1e-9  # so much of an effect can be told at most
MOST = 3.0  # by how much effects are kept in size where σ shrinks or grows


@dataclass(frozen=True, eq=False)
class Sampled:
    """The posterior of σ.

    ``nodes`` are the maximum, without weight, and weighed places of σ; ``sigmas`` (n, k) and
    ``weights`` (n,) what the spline between them says; ``noise`` (k,) the variance of chance in one
    member's mean.
    """

    nodes: tuple[Node, ...]
    sigmas: Floats
    weights: Floats
    noise: Floats

    def between(self) -> Floats:
        """95 % bounds of each σ, (k, 2)."""
        each = zip(self.sigmas.T, self.noise.tolist(), strict=True)
        return np.array([bounds(one, self.weights, noise=left) for one, left in each])


def sampled(
    path: Path, sigmas: Sequence[Interval], *, many: int = SAMPLES, prior: Prior = matching
) -> Sampled:
    """The posterior of σ from ``many`` places; intervals by the likelihood say where to look."""
    axes = axes_of(path.surface.design, sigmas)
    places, fine = axes.drawn(many), axes.drawn(FINE)
    looked = _looked(path, axes.sigmas(places))
    log_density = axes.log_stretch(places)
    for some in looked:
        log_density[some.which] += some.log_posterior(prior)
    spline = Spline(axes.scaled(places), axes.scaled(fine))
    weights = _summing_to_one(spline.values(log_density) - axes.log_drawn(fine))
    shares = np.maximum(spline.weights(weights), 0.0)
    shares /= shares.sum()
    nodes = dict(node for some in looked for node in some.nodes(shares))
    top = node_at(path.surface, path.maximum.point, weight=0.0)
    noise = sum(some.noise() @ shares[some.which] for some in looked)
    weighed = (top, *(nodes[one] for one in sorted(nodes)))
    return Sampled(weighed, axes.sigmas(fine), weights, np.asarray(noise))


def _looked(path: Path, sigmas: Floats) -> list["_Looked"]:
    parameters = np.array([path.at(one) for one in sigmas]).T
    stacked, every = Stacked(path.surface), np.arange(len(sigmas))
    return [
        some
        for part in stacked.parts(every.size)
        for some in _settled(stacked, path, parameters[:, part], which=every[part])
    ]


def _summing_to_one(logarithms: Floats) -> Floats:
    weights = np.exp(logarithms - logarithms.max())
    return np.asarray(weights / weights.sum())


def _settled(
    stacked: Stacked, path: Path, parameters: Floats, *, which: Places
) -> Iterator["_Looked"]:
    """Thresholds where each σ wants them, so that its likelihood is the profile one."""
    stack = stacked.at(parameters, near=_near(path, parameters))
    for step in range(STEPS + 1):
        moves, gain, told = _wanted(stacked, stack)
        done = (gain < SETTLED) | (step == STEPS)
        if done.any():
            by_location, information = (one[done] for one in told)
            yield _Looked(
                stacked, stack.take(done), path.maximum.point.value, which[done], gain[done],
                by_location, information,
            )  # fmt: skip
        if done.all():
            return
        which = which[~done]
        stack = stacked.climbed(stack.take(~done), moves[:, ~done])


def _near(path: Path, parameters: Floats) -> Floats:
    """Effects as large as at the maximum, where that is not too far off."""
    top, k = path.maximum, path.surface.n_sigmas
    kept = top.parameters[:k, None] / np.maximum(parameters[:k], TINY)
    mode = np.repeat(top.point.mode[:, None], parameters.shape[1], axis=1)
    for at, factor in zip(path.surface.layout.at, kept, strict=True):
        mode[np.unique(at)] *= np.clip(factor, 1 / MOST, MOST)
    return mode


def _wanted(stacked: Stacked, stack: Stack) -> tuple[Floats, Floats, tuple[Floats, Floats]]:
    """A Newton step for the thresholds of each place, and twice what it promises to gain."""
    by_location, information = stacked.with_location(stack)
    slope = stacked.gradient(stack)
    k = stacked.surface.n_sigmas
    moves = np.zeros_like(slope)
    moves[k:] = np.linalg.solve(information, slope[k:].T[..., None])[..., 0].T
    return moves, (slope * moves).sum(axis=0), (by_location, information)


@dataclass(frozen=True, eq=False)
class _Looked:
    """Some places with settled thresholds: ``which`` of all, and what a Node holds of each."""

    stacked: Stacked
    stack: Stack
    highest: float  # the largest log-likelihood
    which: Places
    gain: Floats
    by_location: Floats
    information: Floats
    variances: Floats = field(init=False)
    told: Floats = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variances", self.stacked.variances(self.stack))
        told = told_of(self.stacked, self.stack, self.by_location, self.information)
        object.__setattr__(self, "told", told)

    def nodes(self, weights: Floats) -> Iterator[tuple[int, Node]]:
        """Those that weigh something, with their numbers."""
        location = np.linalg.inv(self.information)
        mean = self.stack.mode + self.stacked.shift(self.stack)
        for b, one in enumerate(self.which.tolist()):
            if weights[one] > LIGHT:
                yield one, Node(
                    float(weights[one]), self.stack.one(self.stacked.surface, b),
                    mean[:, b], self.variances[:, b], self.by_location[b], location[b],
                )  # fmt: skip

    def noise(self) -> Floats:
        """The variance of chance in one member's mean, σ²(1 − ρ)/ρ, (k, b)."""
        k, told = self.stacked.surface.n_sigmas, np.clip(self.told, TINY, ALL)
        return np.asarray(self.stack.parameters[:k] ** 2 * (1 - told) / told)

    def log_posterior(self, prior: Prior) -> Floats:
        """Log density of σ, up to a constant, thresholds integrated out."""
        integrated = -0.5 * np.linalg.slogdet(self.information)[1]
        profile = np.minimum(self.stack.value + 0.5 * self.gain, self.highest)
        of_prior = prior(self.stacked.surface, self.stack, self.told)
        return np.asarray(profile + integrated + of_prior)
