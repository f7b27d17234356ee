"""The model's own shapes: what is estimated, and what comes back.

P(y ≤ k) = F(τ_dk − η),  η = θ_c + δ_cd + ν_v − s_i − b_q

θ ability, δ profile over dimensions, ν the interview itself, s severity, b difficulty: normal,
each with its own σ; F is Φ (probit, residual variance 1) or the logistic. See docs/sums/laplace.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Z = 1.959963984540054  # of a 95 % interval

Component = Literal["candidate", "profile", "interview", "interviewer", "question"]
COMPONENTS: tuple[Component, ...] = (
    "candidate", "profile", "interview", "interviewer", "question",
)  # fmt: skip
SIGNS: Mapping[Component, int] = {
    "candidate": 1, "profile": 1, "interview": 1, "interviewer": -1, "question": -1,
}  # fmt: skip
Link = Literal["probit", "logit"]
RESIDUAL: Mapping[Link, float] = {"probit": 1.0, "logit": np.pi**2 / 3}


@dataclass(frozen=True)
class Interval:
    """An estimate with how sure it is: standard error and the bounds of a 95 % interval.

    ``error`` is None where the estimate lies on the edge of what is possible (a σ of 0): then the
    interval is one-sided.
    """

    estimate: float
    error: float | None
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Components:
    """σ of each component that is in the model, and thresholds (D, K-1) on the latent scale.

    ``thresholds`` is -inf or inf beyond the lowest and highest level ever used in a dimension, and
    repeats a threshold where a level between is never used: such a level has no probability.
    With ``common`` all rows are the same. Components that are not in ``sigmas`` are not in the
    model.
    """

    sigmas: Mapping[Component, float]
    thresholds: Floats
    common: bool = False
    link: Link = "probit"

    def sigma(self, component: Component) -> float:
        """Its σ; 0 where it is not in the model."""
        return self.sigmas.get(component, 0.0)

    @property
    def variance(self) -> float:
        """Variance of a latent rating: all components and the residual."""
        return sum(sigma**2 for sigma in self.sigmas.values()) + RESIDUAL[self.link]


@dataclass(frozen=True, eq=False)
class Effects:
    """Modes and standard deviations of one component: (count,), of the profile (count, D).

    ``sd_given`` takes σ and τ as if they were known (what ordinal::clmm prints); ``sd`` includes
    that they are estimated. ``rated`` counts ratings. ``between`` are 95 % bounds where the
    estimator knows more than a normal one does: an effect's σ has a long upper tail, and so has the
    effect. Severity and difficulty are positive where a rater or question is harder than most.
    """

    mode: Floats
    sd_given: Floats
    sd: Floats
    rated: NDArray[np.intp]
    between: tuple[Floats, Floats] | None = None

    def interval(self) -> tuple[Floats, Floats]:
        """Lower and upper 95 % bounds."""
        return self.between or (self.mode - Z * self.sd, self.mode + Z * self.sd)


@dataclass(frozen=True)
class Condition:
    """Something a reader must know beside the numbers: a name for code, a sentence for people."""

    name: str
    sentence: str


@dataclass(frozen=True, eq=False)
class Fit:
    """What an estimator gives back.

    ``sigmas`` and ``thresholds`` (by dimension, then threshold; only finite ones) are estimates
    with their intervals; ``covariance`` (p, p) is of the σ in order of ``components.sigmas`` and
    then of the free thresholds. ``log_likelihood`` is the Laplace, composite or marginal one, as
    ``method`` says. ``seconds`` is the time it took.
    """

    method: Literal["laplace", "composite", "marginal"]
    components: Components
    sigmas: Mapping[Component, Interval]
    thresholds: Mapping[tuple[int, int], Interval]
    effects: Mapping[Component, Effects]
    log_likelihood: float
    n: int
    iterations: int
    converged: bool
    covariance: Floats | None = None
    conditions: tuple[Condition, ...] = ()
    penalised: bool = False
    seconds: float = field(default=0.0, compare=False)

    def condition(self, name: str) -> Condition | None:
        """The named condition, if it holds."""
        return next((one for one in self.conditions if one.name == name), None)
