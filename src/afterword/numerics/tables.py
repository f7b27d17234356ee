"""Ordered probit by tables: log p, its slope and curvature for each code on a grid of η."""

from dataclasses import dataclass

import numpy as np

from afterword.numerics.arc import NEVER, log_between
from afterword.numerics.model import Floats

PER_UNIT = 32
BEYOND = 6.0


@dataclass(frozen=True, eq=False)
class Tables:
    """``probit`` (G, codes, 3): log p, slope, minus curvature; ``moments`` (D, G, 2): mean and
    variance of the level; the grid of η begins at ``origin`` with PER_UNIT nodes a unit."""

    probit: Floats
    moments: Floats
    origin: float
    per_unit: float = float(PER_UNIT)


def tables_of(thresholds: Floats) -> Tables:
    """Tables for thresholds (D, K-1); -inf, inf and repeated ones are allowed."""
    finite = thresholds[np.isfinite(thresholds)]
    reach = np.ceil(np.abs(finite).max(initial=0.0) + BEYOND)
    eta = np.arange(-reach * PER_UNIT, reach * PER_UNIT + 1) / PER_UNIT
    tau = np.pad(thresholds, ((0, 0), (1, 1)), constant_values=((0, 0), (-np.inf, np.inf)))
    inner = tau[:, :, None] - eta
    log_p = log_between(inner[:, :-1], inner[:, 1:])
    with np.errstate(invalid="ignore", over="ignore"):
        log_phi = -0.5 * inner**2 - 0.5 * np.log(2 * np.pi)
        at = np.where(np.isfinite(inner), inner, 0.0)
        low, high = np.exp(log_phi[:, :-1] - log_p), np.exp(log_phi[:, 1:] - log_p)
        slope = low - high
        curvature = slope**2 + at[:, 1:] * high - at[:, :-1] * low
    used = log_p > NEVER
    probit = np.stack([log_p, np.where(used, slope, 0.0), np.where(used, curvature, 0.0)], axis=-1)
    return Tables(
        probit=np.ascontiguousarray(probit.reshape(-1, eta.size, 3).swapaxes(0, 1)),
        moments=_moments(np.exp(log_p)),
        origin=float(eta[0]),
    )


def _moments(chance: Floats) -> Floats:
    """Mean and variance of the level from chances (D, K, G): (D, G, 2)."""
    levels = np.arange(chance.shape[1])[:, None]
    mean = (chance * levels).sum(axis=1)
    variance = (chance * (levels - mean[:, None]) ** 2).sum(axis=1)
    return np.ascontiguousarray(np.stack([mean, variance], axis=-1))
