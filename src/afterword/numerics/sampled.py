"""A sample of σ, for small data: places that follow the likelihood, weighed by the posterior.

Importance sampling at quasi-random places (truncated as in Ionides 2008).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import stdtrit

from afterword.numerics.design import Places
from afterword.numerics.laplace import Surface
from afterword.numerics.model import Floats, Interval, Z
from afterword.numerics.places import FLAT, Node, Path, node_at
from afterword.numerics.stacked import Stack, Stacked

SAMPLES = 128
STEPS, SETTLED = 6, 0.1  # of Newton for thresholds; the decrement at which they have arrived
TAIL = 4.0  # degrees of freedom of the proposal: a few interviewers leave σ a long upper tail
LIGHT = 1e-5  # weights below this are dropped
MOST = 3.0  # by how much effects are kept in size where σ shrinks or grows
TINY = 1e-300


def sampled(path: Path, sigmas: Sequence[Interval]) -> tuple[Node, ...]:
    """The maximum, without weight, and a sample of σ weighed by posterior over proposal."""
    parameters, proposed = _drawn(path, sigmas)
    stacked, every = Stacked(path.surface), np.arange(proposed.size)
    looked = [
        some
        for part in stacked.parts(proposed.size)
        for some in _settled(stacked, path, parameters[:, part], which=every[part])
    ]
    log_weights = -proposed
    for some in looked:
        log_weights[some.which] += some.log_posterior()
    weights = _truncated(log_weights)
    nodes = dict(node for some in looked for node in some.nodes(weights))
    top = node_at(path.surface, path.maximum.point, weight=0.0)
    return (top, *(nodes[one] for one in sorted(nodes)))


def _drawn(path: Path, sigmas: Sequence[Interval]) -> tuple[Floats, Floats]:
    """Parameters (p, b) of places whose thresholds rise, and the log density they are drawn by."""
    centre = np.array([one.estimate for one in sigmas])
    up, down = np.array([_sides(one) for one in sigmas]).T
    t = stdtrit(TAIL, _even(SAMPLES, len(sigmas)))
    found = [path.at(one) for one in np.abs(centre + np.where(t > 0, up, down) * t)]
    parameters = np.array([one for one in found if one is not None])
    drawn = parameters[:, : len(sigmas)]
    return parameters.T, _log_folded(drawn, centre, up, down).sum(axis=1)


def _truncated(log_weights: Floats) -> Floats:
    weights = np.exp(log_weights - log_weights.max())
    weights = np.minimum(weights, weights.mean() * np.sqrt(SAMPLES))
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
                stacked, stack.take(done), which[done], gain[done], by_location, information
            )
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
    which: Places
    gain: Floats
    by_location: Floats
    information: Floats
    variances: Floats = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variances", self.stacked.variances(self.stack))

    def nodes(self, weights: Floats) -> Iterator[tuple[int, Node]]:
        """Those that weigh something, with their numbers."""
        location = np.linalg.inv(self.information)
        for b, one in enumerate(self.which.tolist()):
            if weights[one] > LIGHT:
                yield one, Node(
                    float(weights[one]), self.stack.one(self.stacked.surface, b),
                    self.variances[:, b], self.by_location[b], location[b],
                )  # fmt: skip

    def log_posterior(self) -> Floats:
        """Log density of σ, up to a constant: thresholds integrated out, priors that match.

        Thresholds: flat in where each dimension's lie and in the logarithms of the gaps between
        them, so that a wide scale has no more room than a narrow one. Each σ: Jeffreys', the root
        √(2Σρ²)/σ of the information on it, ρ being how much of an effect its ratings tell.
        docs/sums/laplace.md.
        """
        surface = self.stacked.surface
        k, free = surface.n_sigmas, surface.n_thresholds
        gaps = np.diff(self.stack.parameters[k : k + free], axis=0)
        integrated = -0.5 * np.linalg.slogdet(self.information)[1]
        of_gaps = np.log(gaps[~surface.design.scale.first[1:]]).sum(axis=0)
        profile = self.stack.value + 0.5 * self.gain
        of_sigma = log_jeffreys(surface, self.stack, self.variances)
        return np.asarray(profile + integrated - of_gaps + of_sigma)


def log_jeffreys(surface: Surface, stack: Stack, variances: Floats) -> Floats:
    """Log density of Jeffreys' prior of the σ at each place, (b,): Σ log(√(2Σρ²)/σ), each σ by
    itself, ρ being how much of an effect its ratings tell: 1 less what is left of its variance."""
    out = np.zeros(stack.value.size)
    for sigma, one in zip(stack.parameters, surface.design.components, strict=False):
        places = surface.layout.places[one]
        told = 1 - variances[places[places >= 0]]
        out += 0.5 * np.log(np.maximum((told**2).sum(axis=0), TINY))
        out -= np.log(np.maximum(sigma, TINY))
    return out


def _sides(sigma: Interval) -> tuple[float, float]:
    """Standard deviations above and below a σ; below, where 0 is within reach, as above."""
    up = min((sigma.high - sigma.estimate) / Z, FLAT)
    down = (sigma.estimate - sigma.low) / Z if sigma.low > 0 else up
    return max(up, 1e-3), max(min(down, FLAT), 1e-3)


def _log_folded(x: Floats, centre: Floats, up: Floats, down: Floats) -> Floats:
    """Log density of |X|, X a t variable with one scale above its centre and another below."""

    def density(at: Floats) -> Floats:
        width = np.where(at > centre, up, down)
        t = (at - centre) / width
        return np.asarray((1 + t**2 / TAIL) ** (-(TAIL + 1) / 2) / width)

    return np.asarray(np.log(density(x) + density(-x)))


def _even(n: int, k: int) -> Floats:
    """n points spread evenly in the k-cube: multiples of the powers of the generalized golden ratio
    (a Kronecker sequence; Niederreiter 1992, ch. 3)."""
    ratio = 2.0
    for _ in range(60):
        ratio = (1 + ratio) ** (1 / (k + 1))
    steps = ratio ** -np.arange(1, k + 1)
    return np.asarray((0.5 + np.arange(1, n + 1)[:, None] * steps) % 1)
