"""σ and τ of millions of ratings: the all-row-column composite likelihood, thread by thread.

R. Bellio, S. Ghosh, A. B. Owen, C. Varin: Consistent and scalable composite likelihood estimation
of probit models with crossed random effects, Biometrika 2025 (arXiv 2308.15681); their own ordinal
version for two facets is the R package arcProbit. Here it is extended to three facets, interviews
and profiles: docs/sums/large.md derives it and says what is lost against the full likelihood.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, ndtri

from afterword.numerics import kernels
from afterword.numerics.errors import NotConverged
from afterword.numerics.layout import in_parts
from afterword.numerics.model import Floats
from afterword.numerics.threads import Threads

LARGEST = 0.97
NEAR = 0.002  # so near to 0 a slope that points below it says by how much; of long rows nearer
LEAST = -0.5
MOST_STEPS = 60
MANY = 500_000
COUNTED = 32
WIDTH = 5.0


@dataclass(frozen=True)
class Share:
    """A share of the latent variance: correlation of two ratings that share just this.

    A little below 0 where they have less in common than any two: thresholds take what all have.
    """

    rho: float
    log_likelihood: float
    n: int
    iterations: int


def share_of(threads: Threads, marginal: Floats) -> Share:
    """The correlation ρ that makes the threads likeliest, thresholds held at ``marginal``.

    A random-intercept ordered probit by quadrature on an even grid (the trapezoidal rule, which
    converges geometrically for such integrands); the root of the slope by safeguarded scoring.
    Raises NotConverged.
    """
    guess = 0.15
    if threads.written > MANY:
        guess = max(_climbed(threads.some(of=16), marginal, guess, arrived=1e-3).rho, NEAR)
    return _climbed(threads, marginal, guess, arrived=1e-6)


def _climbed(threads: Threads, marginal: Floats, rho: float, *, arrived: float) -> Share:
    """Stops where the next step would be under ``arrived``: steps shrink by a steady ratio.

    Where they do not, the threads of a row have so much in common that the squares of their slopes
    are no curvature: then the chord through the last two places says how far.
    """
    low, high = 0.0, LARGEST
    before, last = np.inf, (rho, 0.0)
    for iteration in range(1, MOST_STEPS + 1):
        value, score, square = evaluated(threads, marginal, rho)
        if square == 0.0:
            return Share(0.0, value, threads.n, iteration)
        low, high = (rho, high) if score > 0 else (low, rho)
        step = score / square
        if abs(step) > before / 2:
            chord = (last[1] - score) / (rho - last[0])
            step = score / chord if chord > 0 else step
        below = rho < min(NEAR, 0.1 / max(threads.longest, 1)) and rho + step < 0
        if below or step**2 < arrived * min(before, 1.0) or high - low < arrived:
            found = float(np.clip(rho + step, LEAST, LARGEST))
            return Share(found, value + score * step / 2, threads.n, iteration)
        inside, last = low < rho + step < high, (rho, score)
        rho, before = (rho + step, abs(step)) if inside else ((low + high) / 2, np.inf)
    raise NotConverged(iterations=MOST_STEPS, gradient=score)


def evaluated(threads: Threads, marginal: Floats, rho: float) -> tuple[float, float, float]:
    """Log-likelihood, slope in ρ and sum of squared slopes of all threads."""
    sums = np.zeros(3)
    for shortest, longest in ((2, COUNTED), (COUNTED + 1, threads.longest)):
        if shortest <= min(longest, threads.longest):
            sums += _of_lengths(threads, marginal, rho, shortest, min(longest, threads.longest))
    return float(sums[0]), float(sums[1]), float(sums[2])


def _of_lengths(
    threads: Threads, marginal: Floats, rho: float, shortest: int, longest: int
) -> Floats:
    nodes, weight = _grid(rho, longest)
    log_chance, slope = _tables(marginal, rho, nodes)
    best = log_chance.max(axis=1)
    chance = log_chance if shortest > COUNTED else np.exp(log_chance - best[:, None])

    def part(p: int) -> Floats:
        of = threads.parts[p]
        found = kernels.row_likelihoods(
            of.lengths, of.times, of.codes, shortest, longest, chance, best, slope, weight
        )
        return np.array(found)

    sums: Floats = np.sum(in_parts(part, len(threads.parts)), axis=0)
    return sums


def _grid(rho: float, longest: int) -> tuple[Floats, Floats]:
    """Nodes and normal weights, close enough for the row that knows its effect best."""
    longest = min(longest, 4_000)
    known = 1.0 + longest * rho / (1.0 - rho)
    half = int(np.ceil(WIDTH / min(0.5, 0.9 / np.sqrt(known))))
    nodes = np.linspace(-WIDTH, WIDTH, 2 * half + 1)
    weight = np.exp(-0.5 * nodes**2)
    return nodes, weight / weight.sum()


def _tables(marginal: Floats, rho: float, nodes: Floats) -> tuple[Floats, Floats]:
    """Log chance of each code given the row's effect at the nodes, and its slope in ρ."""
    spread = np.sqrt(1.0 - rho)
    tau = np.pad(marginal, ((0, 0), (1, 1)), constant_values=((0, 0), (-np.inf, np.inf)))
    inner = (tau[:, :, None] - np.sqrt(rho) * nodes) / spread
    with np.errstate(invalid="ignore"):
        density = np.exp(-0.5 * inner**2) / np.sqrt(2 * np.pi)
        moved = inner / (2 * (1.0 - rho)) - nodes / (2 * np.sqrt(rho) * spread)
        pull = np.where(np.isfinite(inner), density * moved, 0.0)
    log_chance = log_between(inner[:, :-1], inner[:, 1:])
    slope = (pull[:, 1:] - pull[:, :-1]) / np.exp(log_chance)
    shape = (-1, nodes.size)
    return log_chance.reshape(shape), slope.reshape(shape)


NEVER = -700.0


def log_between(low: Floats, high: Floats) -> Floats:
    """log(Φ(high) - Φ(low)), accurate in both tails; NEVER where nothing lies between."""
    swap = low > 0
    low, high = np.where(swap, -high, low), np.where(swap, -low, high)
    top, bottom = log_ndtr(high), log_ndtr(low)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = top + np.log1p(-np.exp(bottom - top))
    return np.maximum(np.nan_to_num(found, nan=NEVER, neginf=NEVER), NEVER)


def marginal_thresholds(counts: Floats) -> Floats:
    """Thresholds of ratings on the scale of their own spread, (D, K-1), from counts (D, K)."""
    below = np.cumsum(counts, axis=1)[:, :-1]
    thresholds: Floats = ndtri(below / counts.sum(axis=1, keepdims=True))
    return thresholds


def shifted_thresholds(counts: Floats) -> Floats:
    """Thresholds (D, K-1) that differ between dimensions by a constant only, by scoring.

    The ordered probit with the dimension as a covariate: row d is row 0 moved by one number. Needs
    every level used somewhere; what is not is joined with its neighbour.
    """
    total = counts.sum(axis=0)
    used = np.flatnonzero(total > 0)
    tau = marginal_thresholds(total[None, used])[0]
    n_free, n_dims = tau.size, counts.shape[0]
    design = np.zeros((n_dims, n_free, n_free + n_dims - 1))
    design[:, np.arange(n_free), np.arange(n_free)] = 1.0
    design[np.arange(1, n_dims), :, n_free + np.arange(n_dims - 1)] = 1.0
    beta = np.concatenate([tau, np.zeros(n_dims - 1)])
    for _ in range(MOST_STEPS):
        step = _scored(design, counts[:, used], beta)
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            return _spread_out(design @ beta, used, n_levels=counts.shape[1])
    raise NotConverged(iterations=MOST_STEPS, gradient=float(np.abs(step).max()))


def _scored(design: Floats, counts: Floats, beta: Floats) -> Floats:
    at = design @ beta
    chance = np.diff(np.pad(ndtr(at), ((0, 0), (1, 1)), constant_values=((0, 0), (0, 1))), axis=1)
    density = np.exp(-0.5 * at**2) / np.sqrt(2 * np.pi)
    moved = np.pad(density[:, :, None] * design, ((0, 0), (1, 1), (0, 0)))
    slope = np.diff(moved, axis=1)
    expected = counts.sum(axis=1)[:, None] / chance
    information = np.einsum("dkp,dk,dkq->pq", slope, expected, slope)
    step: Floats = np.linalg.lstsq(
        information, np.einsum("dkp,dk->p", slope, counts / chance), rcond=1e-12
    )[0]
    return step


def _spread_out(tau: Floats, used: NDArray[np.intp], *, n_levels: int) -> Floats:
    """Thresholds between used levels, given to all levels."""
    place = np.searchsorted(used, np.arange(n_levels - 1), side="right") - 1
    wide = np.pad(tau, ((0, 0), (1, 1)), constant_values=((0, 0), (-np.inf, np.inf)))
    found: Floats = wide[:, place + 1]
    return found
