"""What effects owe to σ and τ, which are estimated too.

Given σ and τ the joint mode says how sure an effect is. But six questions have a mean of their own,
which thresholds take: how hard each is beside all that could be asked is no surer than that. So σ
and where all thresholds lie are moved by their standard errors, one axis of their covariance after
the other, and the mode follows: what moves along is added to the variance (the delta method; R. E.
Kass & D. Steffey, JASA 84, 1989). docs/sums/large.md.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

import numpy as np

from afterword.numerics.errors import NotConverged
from afterword.numerics.large import Large, effects_of
from afterword.numerics.model import Component, Components, Effects, Floats
from afterword.numerics.modes import mode_of

LEAST = 1e-9  # of a variance that moves anything
SMALLEST = 0.1  # of a σ, beyond which none is moved


def with_unsure(
    large: Large, covariance: Floats, *, means: Mapping[Component, float]
) -> dict[Component, Effects]:
    """The effects with sds that hold how unsure the σ and the place of all thresholds are.

    ``covariance`` is of the σ in order of ``components.sigmas``, then of that place; ``means`` is
    what members' mean is more unsure by, because a few tell how far they differ.
    """
    fit = large.fit
    added = {one: np.full_like(e.sd, means.get(one, 0.0)) for one, e in fit.effects.items()}
    for components in _moved(fit.components, covariance):
        with suppress(NotConverged):  # so far out that no mode is found: what is nearer is told
            mode = mode_of(large.layout, components, start=large.place)
            there = effects_of(large.layout, mode, components, large.spreads)
            for one, effects in fit.effects.items():
                added[one] += (there[one].mode - effects.mode) ** 2
    return {
        one: replace(effects, sd=np.sqrt(effects.sd_given**2 + added[one]))
        for one, effects in fit.effects.items()
    }


def _moved(components: Components, covariance: Floats) -> Iterator[Components]:
    """σ and τ one standard error away along each axis."""
    sigmas = np.array(list(components.sigmas.values()))
    values, axes = np.linalg.eigh(covariance)
    for value, axis in zip(values, axes.T, strict=True):
        if value > LEAST:
            *by, up = np.sqrt(value) * axis
            away = np.where(sigmas > 0, np.maximum(sigmas + by, SMALLEST * sigmas), 0.0)
            yield replace(
                components,
                sigmas=dict(zip(components.sigmas, away.tolist(), strict=True)),
                thresholds=components.thresholds + up,
            )


def as_unsure_as(
    effects: Mapping[Component, Effects], before: Mapping[Component, Effects]
) -> dict[Component, Effects]:
    """Effects of a refit with what σ and τ added before; to who is new, what it did on average."""
    return {one: _as_unsure_as(found, before[one]) for one, found in effects.items()}


def _as_unsure_as(effects: Effects, before: Effects) -> Effects:
    added = before.sd**2 - before.sd_given**2
    new = len(effects.sd) - len(added)
    added = np.concatenate([added, np.repeat(added.mean(axis=0, keepdims=True), new, axis=0)])
    return replace(effects, sd=np.sqrt(effects.sd_given**2 + added))
