"""The exact estimator for small data: Laplace maximum likelihood, and all that is unsure."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.alone import on_one_thread
from afterword.numerics.bounds import (
    NEAR,
    ROUGH,
    sigma_intervals,
    threshold_intervals,
    with_posterior,
)
from afterword.numerics.design import WORDS, Design, design_of
from afterword.numerics.errors import NotConverged, NothingToSeparate
from afterword.numerics.laplace import Surface, Weak
from afterword.numerics.maximum import Maximum, maximum_of
from afterword.numerics.model import (
    Component,
    Components,
    Condition,
    Effects,
    Fit,
    Floats,
    Interval,
    Link,
)
from afterword.numerics.ratings import Ratings
from afterword.numerics.starting import begun_at
from afterword.numerics.uncertainty import FEW_RATINGS, Posterior, posterior_of

SEPARATED = Condition(
    "penalised",
    "These ratings alone do not hold the estimates: they are so few, or so cleanly separated, that "
    "the likelihood has no highest point within reach. Weak priors were added (σ about 0 with sd "
    "1.5, thresholds about 0 with sd 5), and the numbers lean on them.",
)
# Where the approximation has been seen to lead far away (docs/sums/known.md).
FEW_EACH, WIDE, NEXT_TO_NOTHING = 4, 1.0, 0.1
ROUGH_SUMS = Condition(
    "rough",
    "Ratings that belong together, of one hour or of one candidate, are few and agree nearly "
    "without exception. There the sums are rough: how much each source varies may be told up to "
    "twice too large, or somewhat too small.",
)


@dataclass(frozen=True, eq=False)
class Exact:
    """A fit with the posterior behind it, from which odds and comparisons are computed.

    ``from_start`` says whether it began at the start it was given; where that led nowhere, it
    began at a guess.
    """

    fit: Fit
    posterior: Posterior
    from_start: bool = False

    @property
    def design(self) -> Design:
        return self.posterior.surface.design


@on_one_thread
def fit_exact(
    ratings: Ratings,
    *,
    link: Link = "probit",
    common: bool = False,
    components: Sequence[Component] | None = None,
    covariates: Floats | None = None,
    weak: Weak | None = None,
    rescue: bool = True,
    start: Components | None = None,
) -> Exact:
    """Fit ratings (N) by Laplace maximum likelihood.

    ``common`` takes one set of thresholds for all dimensions; ``covariates`` (N, q) add to η.
    ``weak`` puts weak priors on σ and τ; without it there are none, unless the likelihood has no
    maximum within reach: then, with ``rescue``, weak ones are used and a condition says so.
    ``start`` is what an earlier fit found (starting.py): it saves steps and changes no bit.
    Raises AllEqual, NothingToSeparate, TooLargeForExact, and without ``rescue`` NotConverged.
    """
    begun = time.perf_counter()
    design = design_of(
        ratings, link=link, common=common, components=components, covariates=covariates
    )
    if not design.components and covariates is None:
        raise NothingToSeparate
    surface, maximum = _found(design, weak=weak, rescue=rescue, start=start)
    enough = ROUGH if design.n <= FEW_RATINGS else NEAR
    by_likelihood = sigma_intervals(surface, maximum, enough=enough)
    posterior = posterior_of(surface, maximum, by_likelihood)
    sigmas = with_posterior(by_likelihood, posterior)
    fit = _fit(surface, maximum, posterior, sigmas=sigmas, seconds=time.perf_counter() - begun)
    return Exact(fit, posterior, maximum.from_start)


def _found(
    design: Design, *, weak: Weak | None, rescue: bool, start: Components | None
) -> tuple[Surface, Maximum]:
    surface = Surface(design, weak)
    try:
        begun = None if start is None else begun_at(surface, start)
        return surface, maximum_of(surface, start=begun)
    except (NotConverged, np.linalg.LinAlgError):
        if weak is not None or not rescue:
            raise
    surface = Surface(design, Weak())
    return surface, maximum_of(surface)


def _fit(
    surface: Surface,
    maximum: Maximum,
    posterior: Posterior,
    *,
    sigmas: Mapping[Component, Interval],
    seconds: float,
) -> Fit:
    design = surface.design
    edges = [_edge(one) for one, interval in sigmas.items() if interval.estimate == 0]
    penalised = [SEPARATED] if surface.weak is not None else []
    effects = {one: _effects(posterior, one) for one in design.components}
    rough = [ROUGH_SUMS] if _are_rough(sigmas, effects) else []
    return Fit(
        method="laplace",
        components=_components(surface, maximum),
        sigmas=sigmas,
        thresholds=threshold_intervals(surface, maximum),
        effects=effects,
        log_likelihood=maximum.point.value,
        n=design.n,
        iterations=maximum.iterations,
        converged=True,
        covariance=posterior.covariance,
        conditions=(*design.conditions, *edges, *penalised, *rough),
        penalised=surface.weak is not None,
        seconds=seconds,
    )


def _are_rough(sigmas: Mapping[Component, Interval], effects: Mapping[Component, Effects]) -> bool:
    """Whether effects with few ratings each are wide, and next to nothing is left to chance."""
    if not sigmas:
        return False
    chance = 1 / (1 + sum(one.estimate**2 for one in sigmas.values()))
    few = [one for one, found in effects.items() if _each(found.rated) < FEW_EACH]
    return chance < NEXT_TO_NOTHING and any(sigmas[one].estimate > WIDE for one in few)


def _each(rated: NDArray[np.intp]) -> float:
    """Ratings of a member, on average of those who have any."""
    return float(rated[rated > 0].mean())


def _components(surface: Surface, maximum: Maximum) -> Components:
    design, k = surface.design, surface.n_sigmas
    sigmas = dict(zip(design.components, map(float, maximum.parameters[:k]), strict=True))
    taus = maximum.parameters[k : k + surface.n_thresholds]
    ends = np.concatenate([taus, [np.inf, -np.inf]])  # the table's -2 and -1
    return Components(sigmas, ends[design.scale.table], common=design.common, link=design.link)


def _effects(posterior: Posterior, component: Component) -> Effects:
    design = posterior.surface.design
    found = posterior.effects(component)
    rated = np.bincount(design.levels[component], minlength=found.mode.size)
    shape = (-1, design.ratings.n_dimensions) if component == "profile" else (-1,)
    low, high = found.between
    return Effects(
        found.mode.reshape(shape), found.given.reshape(shape), found.whole.reshape(shape),
        rated.reshape(shape), between=(low.reshape(shape), high.reshape(shape)),
    )  # fmt: skip


def _edge(component: Component) -> Condition:
    return Condition(
        f"{component}_at_zero",
        f"The estimate of how much {WORDS[component]} varies is 0: these ratings show no such "
        "variation. Its interval is one-sided.",
    )
