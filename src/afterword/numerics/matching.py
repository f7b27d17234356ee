"""Priors of σ and thresholds under which intervals of σ hold as often at any one σ (docs/sums/
laplace.md; B. L. Welch & H. W. Peers, JRSS B 25, 1963)."""

from collections.abc import Callable

import numpy as np

from afterword.numerics.axes import TINY
from afterword.numerics.laplace import Surface
from afterword.numerics.model import Floats
from afterword.numerics.stacked import Stack, Stacked

FEW = 30  # members whose whole covariance is asked for
Prior = Callable[[Surface, Stack, Floats], Floats]  # with ρ (k, b), to log density (b,)


def matching(surface: Surface, stack: Stack, told: Floats) -> Floats:
    """Log density of the priors that match, at each place, (b,), up to a constant.

    Thresholds: flat in where each dimension's lie and in the logarithms of the gaps between
    them, so that a wide scale has no more room than a narrow one. Each σ: Jeffreys', the root
    √(2Σρ²)/σ of the information on it, ρ being how much of an effect its ratings tell.
    docs/sums/laplace.md.
    """
    k, free = surface.n_sigmas, surface.n_thresholds
    gaps = np.diff(stack.parameters[k : k + free], axis=0)
    of_gaps = np.log(gaps[~surface.design.scale.first[1:]]).sum(axis=0)
    return np.asarray(log_jeffreys(surface, stack, told) - of_gaps)


def log_jeffreys(surface: Surface, stack: Stack, told: Floats) -> Floats:
    """Log density of Jeffreys' prior of the σ at each place, (b,), up to a constant: Σ log(ρ/σ),
    each σ by itself."""
    sigmas = np.maximum(stack.parameters[: surface.n_sigmas], TINY)
    return np.asarray((np.log(np.maximum(told, TINY)) - np.log(sigmas)).sum(axis=0))


def told_of(stacked: Stacked, stack: Stack, by_location: Floats, information: Floats) -> Floats:
    """How much of effects their ratings tell, ρ, of each component at each place, (k, b).

    What is left of the covariance of u being C, I − C is what is told, and ρ the root mean square
    of its eigenvalues. The mean of all members cannot be told from thresholds, so of m of them
    there are m − 1 (and a little more under weak priors, which tell of thresholds). Of many members
    the diagonal with thresholds known says the same.
    """
    variances, thresholds = stacked.variances(stack), np.linalg.inv(information)
    squares = []
    for component in stacked.surface.design.components:
        places = stacked.layout.places[component]
        at = places[places >= 0]
        if at.size > FEW:
            squares.append(((1 - variances[at]) ** 2).mean(axis=0))
        else:
            moved = by_location[:, at]
            left = moved @ thresholds @ np.swapaxes(moved, 1, 2) + stacked.covariance(stack, at)
            squares.append(_mean_square(np.eye(at.size) - left))
    return np.sqrt(squares)


def _mean_square(told: Floats) -> Floats:
    """Of all eigenvalues but one of symmetric matrices (b, m, m), that one being 0: (b,)."""
    return np.asarray((told**2).sum(axis=(1, 2)) / max(told.shape[1] - 1, 1))
