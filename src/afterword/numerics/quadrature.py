"""Where a normal ability is looked at when it is summed over: points, and what each weighs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from afterword.numerics.model import Floats

POINTS = 81
REACH = 6.0  # σ on either side


@dataclass(frozen=True, eq=False)
class Points:
    """Abilities (T,) and log weights (T,) that sum to 1, and how both move with log σ."""

    ability: Floats
    log_weight: Floats
    ability_slope: Floats
    log_weight_slope: Floats


Grid = Callable[[float], Points]


def along_with_sigma(sigma: float) -> Points:
    """81 points that lie as far out as the abilities do: nothing is lost, however wide σ is."""
    return along(POINTS)(sigma)


def along(count: int) -> Grid:
    """So many points over 6 σ on either side.

    A sum over points that are no farther apart than a normal curve's sd is its integral to 3e-9
    (2 exp(−2π²)): the narrowest posterior says how many it takes.
    """
    nodes = np.linspace(-REACH, REACH, count)

    def points(sigma: float) -> Points:
        return Points(sigma * nodes, _normalised(nodes), sigma * nodes, np.zeros_like(nodes))

    return points


def fixed(low: float, high: float, count: int) -> Grid:
    """Points that stay where they are, as other programs take them: for comparison with those."""
    ability = np.linspace(low, high, count)

    def points(sigma: float) -> Points:
        z = ability / sigma
        log_weight = _normalised(z)
        slope = z**2 - float(np.exp(log_weight) @ z**2)
        return Points(ability, log_weight, np.zeros_like(ability), slope)

    return points


def _normalised(z: Floats) -> Floats:
    return np.asarray(-0.5 * z**2 - logsumexp(-0.5 * z**2))
