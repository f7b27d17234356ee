"""A fit as a page of plain text, for a notebook: counts, variances with shares, conditions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from afterword.numerics.model import Condition, Interval
from afterword.numerics.ratings import FACETS
from afterword.study.words import plural

if TYPE_CHECKING:
    from afterword.numerics.rating_scale import RatingScale
    from afterword.study.calibrated import Calibrated


def page_of(fit: "Calibrated") -> str:
    """The page of one fit."""
    if fit.scaled is not None:
        return _of_scale(fit.scaled, counted(fit), fit.conditions)
    lines = [counted(fit), "",
             f"{'':<14}{'σ':>6}  {'95 % interval':<16}{'share':>6}  95 % interval"]  # fmt: skip
    for name, share in fit.variance_shares.items():
        sigma = fit.sigmas.get(name)  # type: ignore[call-overload]  # the residual has none
        spread = f"{sigma.estimate:6.2f}  {_bounds(sigma)}" if sigma else f"{'':<6}  {'':<16}"
        lines.append(f"{name:<14}{spread}{share.estimate:6.0%}  {_bounds(share, percent=True)}")
    lines += ["", *(one.sentence for one in fit.conditions)]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def counted(fit: "Calibrated") -> str:
    """How many ratings there are, of how many."""
    named = (one for one in FACETS if one in fit.labels or one in fit.ratings.facets)
    counts = ", ".join(plural(fit.ratings.counts[one], one) for one in named)
    return f"{plural(fit.estimates.n, 'rating')} of {counts}"


def _bounds(one: Interval, *, percent: bool = False) -> str:
    shown = f"{one.low:.0%} to {one.high:.0%}" if percent else f"{one.low:.2f} to {one.high:.2f}"
    return f"{shown:<16}"


def _of_scale(scaled: "RatingScale", counts: str, conditions: Sequence[Condition]) -> str:
    lines = [
        counts,
        "",
        f"{scaled.kind}, in logits: σ of abilities {scaled.sigma.estimate:.2f} "
        f"({_bounds(scaled.sigma).strip()}), reliability {scaled.reliability:.2f}, "
        f"deviance {scaled.deviance:.2f} with {scaled.parameters} parameters",
        "",
        *(one.sentence for one in conditions),
    ]
    return "\n".join(lines).rstrip() + "\n"
