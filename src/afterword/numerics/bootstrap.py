"""How sure σ and τ of the composite likelihood are: fits to samples of the fitted model.

A parametric bootstrap (Efron & Tibshirani 1993, ch. 6) with the same people, interviews and
questions: whatever shares an effect in the data shares one in each sample, so crossed facets need
no formula of their own. A composite likelihood has no information matrix to invert (Varin, Reid &
Firth 2011). The error of an error is 1/√(2B): 11 % at B = 40. bootstrap_bounds.py makes bounds of
the samples, unsure.py says what effects owe to them.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.bootstrap_bounds import of_sigma, of_threshold, students
from afterword.numerics.errors import NotConverged, Refused
from afterword.numerics.large import UNASKED, Large
from afterword.numerics.layout import Layout
from afterword.numerics.model import Component, Components, Condition, Fit, Floats
from afterword.numerics.shares import Scaling, concentration, divided
from afterword.numerics.unsure import with_unsure

FEWEST = 10  # of fewer samples, bounds are the luck of one draw


def with_errors(
    large: Large, *, samples: int = 40, scaling: Scaling = "dimension", seed: int = 20_230_815,
    heard: Callable[[int, int], None] | None = None,
) -> Large:  # fmt: skip
    """The same fit with standard errors and 95 % intervals of σ and τ, from ``samples`` fits.

    Effects' sds then hold how unsure σ and τ are. A sample that no sums can be made of (of a level
    given once, many have none) is left out, which a condition says; where FEWEST are not left,
    another says that there are no intervals. ``heard`` is told after each sample how many are done.
    """
    rng, rows = np.random.default_rng(seed), []
    for made in range(samples):
        layout = sampled(large.layout, large.fit.components, rng=rng)
        with suppress(Refused, NotConverged):
            rows.append(_numbers(layout, large.fit, scaling=scaling))
        if heard is not None:
            heard(made + 1, samples)
    if len(rows) < FEWEST:
        return replace(large, fit=_told(large.fit, _too_few(len(rows), of=samples)))
    found = _Samples(large.layout, large.fit.components, np.array(rows))
    effects = with_unsure(large, found.of_place(), means=found.of_means())
    fit = _bounded(large.fit, found, left_out=samples - len(rows))
    return replace(large, fit=replace(fit, effects=effects))


@dataclass(frozen=True, eq=False)
class _Samples:
    """σ in their order, then τ, of each sample: ``rows`` (B, p)."""

    layout: Layout
    components: Components
    rows: Floats

    @property
    def sigmas(self) -> Floats:
        return self.rows[:, : len(self.components.sigmas)]

    @property
    def thresholds(self) -> Floats:
        return self.rows[:, len(self.components.sigmas) :]

    def concentration(self, component: Component) -> float:
        return concentration(self.layout, component)

    def freedom(self, component: Component) -> float:
        """In how many ways members differ: of m with as many ratings each, m − 1."""
        ways = 1 / self.concentration(component) - 1
        return max(ways * (self.layout.n_dims if component == "profile" else 1), 1.0)

    @property
    def parts(self) -> list[tuple[float, float]]:
        """What of the variance of thresholds is members' mean, each with its degrees of freedom."""
        return [
            (sigma**2 * self.concentration(one), self.freedom(one))
            for one, sigma in self.components.sigmas.items()
            if one != "profile"
        ]

    @property
    def finite(self) -> Floats:
        """The same with the mean of the others where a sample had none of a level."""
        seen = np.isfinite(self.rows)
        mean = np.where(seen, self.rows, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
        return np.where(seen, self.rows, mean)

    def of_place(self) -> Floats:
        """The covariance of σ and of where all thresholds lie, as far as so many samples reach."""
        k, finite = self.sigmas.shape[1], self.finite
        both = np.column_stack([finite[:, :k], finite[:, k:].mean(axis=1)])
        return np.asarray(np.cov(both, rowvar=False) * students(len(finite) - 1) ** 2)

    def of_means(self) -> dict[Component, float]:
        """What to add to the variance of members' mean, σ²/m, as few of them tell that σ.

        By hand: six questions; t of 5 degrees reaches 2.57 where a normal reaches 1.96: .72 σ²/6.
        """
        return {
            one: (students(self.freedom(one)) ** 2 - 1) * sigma**2 * self.concentration(one)
            for one, sigma in self.components.sigmas.items()
            if one != "profile"
        }


def _bounded(fit: Fit, samples: _Samples, *, left_out: int) -> Fit:
    """The fit with what samples say of σ and τ."""
    sigmas = {
        one: of_sigma(sigma, samples.sigmas[:, at], freedom=samples.freedom(one))
        for at, (one, sigma) in enumerate(fit.components.sigmas.items())
    }
    parts = samples.parts
    thresholds = {
        place: of_threshold(one.estimate, samples.thresholds[:, at], parts=parts)
        for at, (place, one) in enumerate(fit.thresholds.items())
    }
    said = [_fewer(left_out, of=left_out + len(samples.rows))] if left_out else []
    return replace(
        _told(fit, *said), sigmas=sigmas, thresholds=thresholds,
        covariance=np.cov(samples.finite, rowvar=False),
    )  # fmt: skip


def _told(fit: Fit, *said: Condition) -> Fit:
    """The fit with what samples have to say in place of that none were asked for."""
    kept = (one for one in fit.conditions if one != UNASKED)
    return replace(fit, conditions=(*kept, *said))


def _too_few(left: int, *, of: int) -> Condition:
    return Condition(
        "samples_too_few",
        f"Of {of} samples of such ratings {left} tell anything apart, and intervals take {FEWEST}: "
        "how far candidates, interviewers and questions differ is told without its interval.",
    )


def _fewer(left_out: int, *, of: int) -> Condition:
    return Condition(
        "samples_left_out",
        f"Intervals of variances and thresholds come from {of} samples of such ratings, of which "
        f"{left_out} told nothing apart and are left out: they may be too narrow.",
    )


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


def _numbers(layout: Layout, fit: Fit, *, scaling: Scaling) -> list[float]:
    """σ, then τ, of one sample."""
    names, places = tuple(fit.components.sigmas), list(fit.thresholds)
    found = divided(layout, wanted=names, scaling=scaling).components
    return [
        *(found.sigma(one) for one in names),
        *(float(found.thresholds[place]) for place in places),
    ]
