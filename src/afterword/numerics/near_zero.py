"""95 % bounds of a σ that may be 0, from a sample of its posterior.

σ² is measured by t = noise/(σ² + noise): the share of chance in how far apart members' means lie.
Were σ² free to be less than 0, t would go beyond 1; its posterior is near a gamma distribution, of
which we see what lies below 1. That says how far from 0 the estimate is. The bounds are then those
of a normal mean that is not negative, by the ratio of its likelihoods (Self & Liang, JASA 82, 1987;
Feldman & Cousins, Physical Review D 57, 1998, compare others). docs/sums/laplace.md.
"""

import numpy as np
from scipy.special import gammainc, gammaincc, ndtr, ndtri

from afterword.numerics.model import Floats, Z

POINTS = 400
STEPS, ARRIVED = 60, 1e-9
LEAST = 0.05  # of shape and rate
CLOSE, FAR = -3.0, 8.0  # standard errors from 0; an estimate further out is taken to be there
TINY = 1e-300  # of a variance
LEAST_TOLD = 1e-6  # of log t; with less the sums below have nothing but rounding to go by


def bounds(sigmas: Floats, weights: Floats, *, noise: float) -> tuple[float, float]:
    """Low and high of σ sampled at ``sigmas`` (n,) with ``weights``; ``noise`` is the variance of
    chance in a member's mean."""
    noise = max(noise, TINY)
    away = _away(noise / (sigmas**2 + noise), weights)
    tails = [1 - ndtr(away - end) / ndtr(away) for end in bounds_of_a_mean(away)]
    order = np.argsort(sigmas)
    below = np.cumsum(weights[order]) - 0.5 * weights[order]
    low, high = np.interp(tails, below, sigmas[order])
    return float(low) if tails[0] > 0 else 0.0, float(high)


def bounds_of_a_mean(seen: float) -> tuple[float, float]:
    """95 % bounds of a mean that is not negative, of which a normal with sd 1 was seen once.

    A mean is kept where twice its log-likelihood is less than 1.96² below that of the best one.
    They hold 95 times of 100 for means from 1.96 on, and up to 97.5 times at 0.

    By hand: −1 was seen. The best mean is 0, and θ falls below it by (θ + 1)² − 1: up to
    √(1.96² + 1) − 1 = 1.20 it is kept.
    """
    return max(seen - Z, 0.0), seen + float(np.hypot(Z, min(seen, 0.0)))


def _away(left: Floats, weights: Floats) -> float:
    """How far from 0 the estimate is, in standard errors, less than 0 if beyond."""
    logs = np.log(left)
    if np.abs(logs).max() < LEAST_TOLD:  # every σ seen is 0 beside the noise
        return CLOSE
    shape, rate = _gamma(logs, weights)
    inside, beyond = gammainc(shape, rate), gammaincc(shape, rate)
    away = ndtri(inside) if inside < beyond else -ndtri(beyond)
    return float(np.clip(away, CLOSE, FAR))


def _gamma(logs: Floats, weights: Floats) -> tuple[float, float]:
    """Shape and rate of the gamma distribution whose part below 1 has the means of t and log t that
    a weighed sample has: the largest likelihood, by Newton."""
    grid = -(np.arange(POINTS) + 0.5) / POINTS * 1.5 * np.abs(logs).max()
    told = np.vstack([grid, -np.exp(grid)])
    aim = np.array([weights @ logs, -weights @ np.exp(logs)])
    found = np.array([2.0, 2.0])
    for _ in range(STEPS):
        heights = found @ told
        density = np.exp(heights - heights.max())
        density /= density.sum()
        mean = told @ density
        move = np.linalg.solve((told * density) @ told.T - np.outer(mean, mean), aim - mean)
        if (aim - mean) @ move < ARRIVED:
            break
        found = found + move * min(1.0, 2.0 / np.abs(move / np.maximum(found, 1.0)).max())
    shape, rate = np.maximum(found, LEAST)
    return float(shape), float(rate)
