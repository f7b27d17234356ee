"""How sure σ and τ of the composite likelihood are: fits to samples of the fitted model.

A parametric bootstrap (Efron & Tibshirani 1993, ch. 6) with the same people, interviews and
questions: whatever shares an effect in the data shares one in each sample, so crossed facets need
no formula of their own. A composite likelihood has no information matrix to invert (Varin, Reid &
Firth 2011). The error of an error is 1/√(2B): 11 % at B = 40.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.large import UNASKED, Large
from afterword.numerics.layout import Layout
from afterword.numerics.model import Component, Components, Floats, Interval, Z
from afterword.numerics.shares import Scaling, divided


def with_errors(
    large: Large, *, samples: int = 40, scaling: Scaling = "dimension", seed: int = 20_230_815,
    heard: Callable[[int, int], None] | None = None,
) -> Large:  # fmt: skip
    """The same fit with standard errors and 95 % intervals of σ and τ, from ``samples`` fits.

    Intervals of a σ are even on the logarithm of σ; a σ of 0 has one bound only. Sums that cannot
    be made of a sample are not counted as 0: they raise. ``heard`` is told after each sample how
    many are fitted, of how many.
    """
    fit, names = large.fit, tuple(large.fit.components.sigmas)
    rng = np.random.default_rng(seed)
    places, rows = list(fit.thresholds), np.empty((samples, len(names) + len(fit.thresholds)))
    for made in range(samples):
        layout = sampled(large.layout, fit.components, rng=rng)
        found = divided(layout, wanted=names, scaling=scaling).components
        rows[made] = _numbers(found, names, places)
        if heard is not None:
            heard(made + 1, samples)
    covariance = np.cov(rows, rowvar=False)
    errors = np.sqrt(np.diag(covariance))
    fitted = dict(zip((*names, *places), errors.tolist(), strict=True))
    sigmas = {
        one: _of_sigma(fit.components.sigmas[one], fitted[one], rows[:, at])
        for at, one in enumerate(names)
    }
    thresholds = {at: _of_threshold(fit.thresholds[at].estimate, fitted[at]) for at in places}
    said = tuple(one for one in fit.conditions if one != UNASKED)
    fit = replace(fit, sigmas=sigmas, thresholds=thresholds, covariance=covariance, conditions=said)
    return replace(large, fit=fit)


def sampled(layout: Layout, components: Components, *, rng: np.random.Generator) -> Layout:
    """The same layout with ratings drawn anew from the model."""
    bundles = np.diff(layout.first)
    visits = np.diff(layout.interview_ends, prepend=0)
    interview = np.repeat(np.arange(layout.n_interviews), visits)

    def normal(component: Component, size: int) -> Floats:
        return components.sigma(component) * rng.standard_normal(size)

    base = (
        normal("candidate", layout.n_candidates)[layout.of]
        + normal("interview", layout.n_interviews)[interview]
        - normal("interviewer", layout.n_interviewers)[layout.who]
        - normal("question", layout.n_questions)[layout.what]
    )
    latent = np.repeat(base, bundles) + rng.standard_normal(layout.n)
    dimension = layout.dim_of[layout.code]
    if components.sigma("profile") > 0:
        profile = normal("profile", layout.n_candidates * layout.n_dims)
        at = np.repeat(layout.of.astype(np.int64), bundles) * layout.n_dims + dimension
        latent += profile[at]
    return replace(layout, code=_read(latent, dimension, layout, components.thresholds))


def _read(
    latent: Floats, dimension: NDArray[np.uint16], layout: Layout, thresholds: Floats
) -> NDArray[np.uint16]:
    """The codes of latent ratings: how many thresholds of their dimension lie below."""
    code = dimension * np.uint16(layout.n_levels)
    for column in thresholds.T:
        code += latent > column[dimension]
    return code


def _numbers(
    components: Components, names: tuple[Component, ...], places: list[tuple[int, int]]
) -> list[float]:
    tau = components.thresholds
    return [*(components.sigma(one) for one in names), *(float(tau[at]) for at in places)]


def _of_sigma(estimate: float, error: float, drawn: Floats) -> Interval:
    if estimate == 0:
        return Interval(0.0, None, 0.0, float(np.quantile(drawn, 0.95)))
    around = float(np.exp(Z * min(error / estimate, 5.0)))
    return Interval(estimate, error, estimate / around, estimate * around)


def _of_threshold(estimate: float, error: float) -> Interval:
    return Interval(estimate, error, estimate - Z * error, estimate + Z * error)
