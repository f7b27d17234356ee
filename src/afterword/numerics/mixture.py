"""Mixtures of normals: a number whose mean and sd depend on something that is not known."""

import numpy as np
from scipy.special import ndtr

from afterword.numerics.model import Floats

HALVINGS = 50
LOW, HIGH = 0.025, 0.975
NONE = 1e-12  # of an sd: a number that is known


def moments(each: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Mean and sd, (m,): ``each`` (nodes, m, 2) holds means and sds, ``weights`` (nodes,) sum to 1.

    By hand: −1 or 1, each known and as likely, have mean 0 and sd 1.
    """
    mean = np.einsum("n,nm->m", weights, each[..., 0])
    away = each[..., 0] - mean
    return mean, np.sqrt(np.einsum("n,nm->m", weights, each[..., 1] ** 2 + away**2))


def bounds(each: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The bounds of a 95 % interval, (m,) each."""
    return quantile(each, weights, LOW), quantile(each, weights, HIGH)


def quantile(each: Floats, weights: Floats, share: float) -> Floats:
    """The number that so large a share lies below, (m,), by bisection."""
    mean, sd = each[..., 0], np.maximum(each[..., 1], NONE)
    left, right = (mean - 9 * sd).min(axis=0), (mean + 9 * sd).max(axis=0)
    for _ in range(HALVINGS):
        middle = 0.5 * (left + right)
        above = np.einsum("n,nm->m", weights, ndtr((middle - mean) / sd)) >= share
        left, right = np.where(above, left, middle), np.where(above, middle, right)
    return np.asarray(0.5 * (left + right))
