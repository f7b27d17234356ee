"""Programs whose σ and thresholds are drawn from priors, and the fit that knows of these priors.

The priors of a fit cannot be drawn from, for they have no end. Here they are given one: each σ has
density σ/(σ² + 1/m) exp(−½ (σ/b)²), m being how many ratings a member has and b half as much again
as σ is in crossed.py; thresholds are normal about those there, with sd .4, where they rise.
"""

import numpy as np

from afterword.numerics.axes import TINY
from afterword.numerics.bounds import ROUGH, sigma_intervals
from afterword.numerics.design import design_of
from afterword.numerics.laplace import Surface, Weak
from afterword.numerics.maximum import maximum_of
from afterword.numerics.model import Component, Floats
from afterword.numerics.places import path_from
from afterword.numerics.ratings import Ratings
from afterword.numerics.sampled import Sampled, sampled
from afterword.numerics.stacked import Stack
from afterword.numerics.tests.crossed import SIGMAS, simulated, thresholds_of
from afterword.numerics.uncertainty import Posterior

WIDER, SCALE = 1.5, 0.4
MOST, GRID = 6.0, 20_000


def drawn(n: int, *, seed: int) -> tuple[Ratings, dict[str, Floats], dict[Component, float]]:
    """The first program of this seed in which all levels are used in each dimension: its ratings,
    and the effects and σ that made them.

    Where one is not a fit knows of fewer thresholds. Which programs these are is seen from their
    ratings, so that what a posterior says of the others holds as it does of all.
    """
    rng = np.random.default_rng(seed)
    while True:
        sigmas = {one: _sigma(one, n, rng) for one in SIGMAS}
        thresholds = _thresholds(rng)
        own = int(rng.integers(2**62))
        ratings, true = simulated(n, seed=own, sigmas=sigmas, thresholds=thresholds)
        if design_of(ratings, components=tuple(SIGMAS)).scale.free == thresholds.size:
            return ratings, true, sigmas


def _sigma(component: Component, n: int, rng: np.random.Generator) -> float:
    grid = (np.arange(GRID) + 0.5) / GRID * MOST * SIGMAS[component]
    density = np.exp(_log_prior(grid, component, n))
    return float(rng.choice(grid, p=density / density.sum()))


def _log_prior(sigmas: Floats, component: Component, n: int) -> Floats:
    """Of σ, up to a constant."""
    known = np.maximum(sigmas, TINY)
    fallen = 0.5 * (sigmas / (WIDER * SIGMAS[component])) ** 2
    return np.asarray(np.log(known) - np.log(known**2 + _each(component, n)) - fallen)


def _each(component: Component, n: int) -> float:
    """Members to a rating, as crossed.py makes them."""
    made = {"candidate": n // 15, "interview": n // 5, "interviewer": n // 60, "question": n**0.5}
    return int(made[component]) / n


def _thresholds(rng: np.random.Generator) -> Floats:
    while True:
        found = rng.normal(thresholds_of(), SCALE)
        if np.all(np.diff(found) > 0):
            return np.asarray(found)


def fitted(ratings: Ratings) -> tuple[Sampled, Posterior]:
    """As fit_exact does it, with these priors in place of those that match."""
    design = design_of(ratings, components=tuple(SIGMAS))
    about = thresholds_of().ravel()
    surface = Surface(design, Weak(sigma=np.inf, threshold=SCALE, about=about))
    top = maximum_of(surface)
    by_likelihood = sigma_intervals(surface, top, enough=ROUGH)

    def prior(_: Surface, stack: Stack, __: Floats) -> Floats:
        each = zip(design.components, stack.parameters, strict=False)  # σ come first
        return np.sum([_log_prior(sigmas, one, ratings.n) for one, sigmas in each], axis=0)

    found = sampled(path_from(surface, top), list(by_likelihood.values()), prior=prior)
    covariance = np.asarray(np.linalg.inv(top.information), dtype=float)
    return found, Posterior(surface, found.nodes, covariance, found.between())
