"""How the latent variance divides into components, from threads; and what cannot be told apart.

Thresholds take the mean that the members at hand have in common: of six questions a sixth of their
variance. Whatever two ratings share is therefore measured short of that, and what is a difference
of four such measures is measured long; here both are put right, as a sample's variance is by its
m − 1. docs/sums/large.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from afterword.numerics.arc import (
    LARGEST,
    Share,
    marginal_thresholds,
    share_of,
    shifted_thresholds,
)
from afterword.numerics.errors import AllEqual, NothingToSeparate
from afterword.numerics.layout import Layout, tallied
from afterword.numerics.levels_used import never_used, of_one_level
from afterword.numerics.model import Component, Components, Condition, Floats
from afterword.numerics.threads import rows_of, threads_of

Scaling = Literal["dimension", "shifted", "common"]
MOST_SHARED = 0.99
FEWEST_LEFT = 0.25  # of what members differ by, beside what thresholds take
WORDS: dict[Component, str] = {
    "candidate": "ability", "profile": "the profile over dimensions",
    "interview": "the interview itself", "interviewer": "severity", "question": "difficulty",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Divided:
    """σ and τ with the composite log-likelihood, and what a reader must know about them."""

    components: Components
    log_likelihood: float
    iterations: int
    conditions: tuple[Condition, ...]


@dataclass
class _Division:
    """Shares found so far of those wanted, in the order in which one needs another.

    ``taken`` says how often each holds what thresholds take from all: −1 where it was measured.
    """

    layout: Layout
    marginal: Floats
    among: tuple[Component, ...]
    found: dict[Component, float] = field(default_factory=dict)
    taken: dict[Component, int] = field(default_factory=dict)
    said: list[Condition] = field(default_factory=list)
    steps: list[Share] = field(default_factory=list)

    def correlation(self, component: Component, *, apart: Sequence[Component]) -> float | None:
        """Of two ratings in one thread of a component; None where there are no threads."""
        threads = threads_of(self.layout, rows_of(self.layout, component, among=apart))
        if threads.n == 0:
            return None
        share = share_of(threads, self.marginal)
        self.steps.append(share)
        return share.rho

    def keep(
        self, component: Component, share: float | None, *, taken: int = -1, instead: str
    ) -> None:
        """Note a share; None is something that these ratings cannot tell."""
        if share is not None:
            self.found[component], self.taken[component] = share, taken
            return
        what = WORDS[component].capitalize()
        self.said.append(
            Condition(
                f"{component}_aliased",
                f"{what} cannot be told from {instead} in these ratings, and is left out: "
                f"what belongs to both is read as {instead}.",
            )
        )

    def of_raters(self) -> None:
        """Severity and difficulty: each where the other differs; else what both have in common."""
        pair: tuple[Component, ...] = ("interviewer", "question")
        wanted = [one for one in pair if one in self.among]
        alone = {one: self.correlation(one, apart=self.among) for one in wanted}
        for one in wanted:
            other = next((o for o in wanted if o != one), None)
            share, taken = alone[one], -1
            if share is None and other is not None and (one == wanted[0] or alone[other]):
                both = self.correlation(one, apart=("candidate",) if self._has_people else ())
                share = None if both is None else both - (alone[other] or 0.0)
                taken = -1 if alone[other] is None else 0
            elsewhere = WORDS[other] if other else "chance"
            self.keep(one, share, taken=taken, instead=elsewhere)

    @property
    def _has_people(self) -> bool:
        return "candidate" in self.among

    def of_people(self) -> None:
        """Ability, profile, the interview: what is left over of what their ratings share."""
        raters, taken = sum(self.found.values()), -1 - sum(self.taken.values())
        own = self.correlation("candidate", apart=self.among) if self._has_people else None
        bundles = None
        if "interview" in self.among or own is None:
            bundles = self.correlation("interview", apart=self.among)
        if self._has_people:
            alone = own is None and bundles is not None
            share = (bundles or 0.0) - raters if alone else own
            self.keep("candidate", share, taken=taken if alone else -1, instead="chance")
        if "interview" in self.among:
            told = bundles is not None and (own is not None or not self._has_people)
            rest = (bundles or 0.0) - raters - (own or 0.0)
            taken += own is not None
            self.keep("interview", rest if told else None, taken=taken, instead="ability")
        if "profile" in self.among:
            same = self.correlation("profile", apart=self.among)
            told = same is not None and own is not None
            rest = (same or 0.0) - (own or 0.0)
            self.keep("profile", rest if told else None, taken=0, instead="chance")


def modelled(layout: Layout, wanted: Sequence[Component] | None) -> tuple[Component, ...]:
    """The components that this layout has two or more members of, of those wanted."""
    several = layout.n_candidates > 1
    there: dict[Component, bool] = {
        "candidate": several,
        "profile": several and layout.n_dims > 1,
        "interview": layout.interview_at is not None and layout.n_interviews > layout.n_candidates,
        "interviewer": layout.n_interviewers > 1,
        "question": layout.n_questions > 1,
    }
    return tuple(c for c in there if there[c] and (wanted is None or c in wanted))


def divided(layout: Layout, *, wanted: Sequence[Component] | None, scaling: Scaling) -> Divided:
    """σ and τ of a layout. Raises AllEqual, NothingToSeparate or NotConverged."""
    seen = tallied(layout.code, layout.n_dims * layout.n_levels)
    counts = seen.reshape(layout.n_dims, -1).astype(np.float64)
    if (np.count_nonzero(counts, axis=1) <= 1).all():
        raise AllEqual
    among = modelled(layout, wanted)
    if not among:
        raise NothingToSeparate
    division = _Division(layout, _marginal(counts, scaling), among)
    division.of_raters()
    division.of_people()
    return _whole(division, counts, common=scaling == "common")


def _marginal(counts: Floats, scaling: Scaling) -> Floats:
    if scaling == "shifted":
        return shifted_thresholds(counts)
    if scaling == "common":
        every = marginal_thresholds(counts.sum(axis=0, keepdims=True))
        return np.repeat(every, counts.shape[0], axis=0)
    rated = np.where(counts.sum(axis=1, keepdims=True) > 0, counts, 1)
    return marginal_thresholds(rated)


def _whole(division: _Division, counts: Floats, *, common: bool) -> Divided:
    shares, lost = _put_right(division)
    total = sum(shares.values()) - lost
    if total > MOST_SHARED:
        shares = {one: s * (MOST_SHARED + lost) / (total + lost) for one, s in shares.items()}
    variance = 1.0 / (1.0 - min(total, MOST_SHARED))
    sigmas = {one: float(np.sqrt(share * variance)) for one, share in shares.items()}
    edge = total > MOST_SHARED or max(shares.values(), default=0.0) >= LARGEST
    return Divided(
        Components(sigmas, division.marginal * np.sqrt(variance), common=common),
        sum(step.log_likelihood for step in division.steps),
        sum(step.iterations for step in division.steps),
        (*division.said, *_unused(counts), *([SEPARATED] if edge else [])),
    )


def _put_right(division: _Division) -> tuple[dict[Component, float], float]:
    """Shares with what thresholds took of them, and how much that is, in the variance they leave.

    By hand: two interviewers' severities lie as far from their mean as half of σ² says. A share of
    .2 was measured, of variance 1 about the mean: .2 was taken, σ² is .4.
    """
    held = {one: concentration(division.layout, one) for one in division.found}
    left = 1.0 + sum(held[one] * division.taken[one] for one in held)
    known = sum(held[one] * share for one, share in division.found.items())
    lost = max(known / max(left, FEWEST_LEFT), 0.0)
    put = {one: share - division.taken[one] * lost for one, share in division.found.items()}
    return {one: max(share, 0.0) for one, share in put.items()}, lost


def concentration(layout: Layout, component: Component) -> float:
    """Sum of squares of members' shares of the ratings: 1/m where each of m has as many."""
    if component == "interview":
        heads = np.concatenate([[0], layout.interview_ends])
        sizes = np.diff(layout.first[heads])
    else:
        codes = {"interviewer": layout.who, "question": layout.what}.get(component, layout.of)
        sizes = np.bincount(codes, np.diff(layout.first))
    return float(np.square(sizes / layout.n).sum())


SEPARATED = Condition(
    "separated",
    "The effects foretell these ratings almost without error: how large they are cannot be told "
    "beyond 'very', and what is shown is the largest that the search allows.",
)


def _unused(counts: Floats) -> list[Condition]:
    used = counts > 0
    several = used & (used.sum(axis=1, keepdims=True) > 1)
    return [*of_one_level(used, so="it tells nobody apart"), *never_used(several)]
