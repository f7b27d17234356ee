"""Calibration: who rates hard, what is hard to be asked, and how much of the notes is the person.

    from afterword.study.calibration import Calibration

    fit = Calibration().fit(ratings)      # Ratings, a Reading of a file, or a mapping of columns
    fit.abilities["Ben"]                  # Estimate(estimate=.41, sd=.28, low=-.14, high=.96, ...)
    fit.variance_shares                   # {"candidate": Interval(...), ..., "residual": ...}
    fit.second_opinion("Ben", line=3)     # the chance of the other side of the hire line
    print(fit.summary())

Everything is on the latent scale of the model (docs/sums/laplace.md), whose unit is the residual
standard deviation of one rating: an ability of 1 is worth one such unit on every rating.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, overload

import numpy as np

from afterword.numerics.connected import Parts, parts_of
from afterword.numerics.dependability import Dependability, dependability, variance_shares
from afterword.numerics.errors import Refused
from afterword.numerics.exact import MOST_RATINGS, Exact, fit_exact
from afterword.numerics.fit import Foretold, Squares, foretold
from afterword.numerics.laplace import Weak
from afterword.numerics.link import chances_of
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
from afterword.numerics.rating_scale import RatingScale, chances_of_steps, fit_rating_scale
from afterword.numerics.ratings import FACETS, Facet, Ratings, ratings_of
from afterword.numerics.second_opinion import (
    Odds,
    second_opinion,
    second_opinion_apart,
    second_opinions,
)
from afterword.study import plots

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import ArrayLike

    from afterword.numerics.large import Large

Labels = Mapping[Facet, Sequence[str]]
Model = Literal["probit", "rating-scale", "partial-credit"]
SEED = 20_26
# Up to here what many ask at once is asked of all unknowns together.
MOST_TOGETHER = 3_000


class Named(Protocol):
    """What a file reader gives: ratings with the names of their codes."""

    @property
    def ratings(self) -> Ratings: ...

    @property
    def labels(self) -> Mapping[Facet, Sequence[str]]: ...


class OnlyExact(Refused):
    def __init__(self, n: int) -> None:
        super().__init__(
            f"{n} ratings go to the large estimator, which has neither the logit link nor weak "
            f"priors; the exact one has both, up to {MOST_RATINGS} ratings."
        )


class NotInTheModel(Refused):
    def __init__(self, what: str) -> None:
        super().__init__(f"These ratings carry no {what}: see the fit's conditions.")


@dataclass(frozen=True)
class Estimate:
    """One member's estimate on the latent scale, with its sd, 95 % interval and ratings.

    ``part`` is the part of the data it belongs to (0 the largest): estimates of different parts
    are not to be compared.
    """

    name: str
    estimate: float
    sd: float
    low: float
    high: float
    rated: int
    part: int = 0


@dataclass(frozen=True, eq=False)
class Table(Sequence[Estimate]):
    """Estimates in the order of their codes; found by place or by name."""

    rows: tuple[Estimate, ...]
    by_name: Mapping[str, Estimate] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {row.name: row for row in self.rows})

    @overload
    def __getitem__(self, key: int | str) -> Estimate: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Estimate]: ...
    def __getitem__(self, key: int | str | slice) -> Estimate | Sequence[Estimate]:
        return self.by_name[key] if isinstance(key, str) else self.rows[key]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.rows)

    def columns(self) -> dict[str, list[object]]:
        """Columns for any data frame: name, estimate, sd, low, high, rated, part."""
        names = ("name", "estimate", "sd", "low", "high", "rated", "part")
        return {name: [getattr(row, name) for row in self.rows] for name in names}


@dataclass(frozen=True)
class Calibration:
    """How to calibrate; ``fit`` does it.

    ``model`` is the ordered probit with an effect for every source, or one of the two that FACETS
    and TAM fit (docs/sums/rating-scale.md); everything that follows is of the first.
    ``common`` takes one set of thresholds for all dimensions; ``components`` narrows the model;
    ``weak`` adds weak priors (without it there are none, unless the likelihood has no maximum:
    then a condition says that they were added). ``estimator`` is chosen by size: exact up to 20,000
    ratings, large (composite likelihood, docs/sums/large.md) above. ``seed`` is of the draws behind
    the bounds of variance shares.
    """

    model: Model = "probit"
    link: Link = "probit"
    common: bool = False
    components: Sequence[Component] | None = None
    weak: bool = False
    seed: int = SEED
    estimator: Literal["exact", "large"] | None = None

    def fit(
        self,
        ratings: "Ratings | Named | Mapping[str, ArrayLike]",
        *,
        labels: Labels | None = None,
        n_levels: int | None = None,
    ) -> "Calibrated":
        """Fit ratings: arrays, a reading of a file, or columns by name (``level`` from 1).

        Raises Refused with a sentence where these ratings carry nothing to estimate.
        """
        arrays, names = _taken(ratings, labels=labels, n_levels=n_levels)
        if self.model != "probit":
            scaled = fit_rating_scale(arrays, kind=self.model)
            return Calibrated(scaled.of, scaled.fit, names, scaled=scaled, seed=self.seed)
        if self._estimator(arrays) == "large":
            large = self._large(arrays)
            return Calibrated(arrays, large.fit, names, large=large, seed=self.seed)
        exact = fit_exact(
            arrays,
            link=self.link,
            common=self.common,
            components=self.components,
            weak=Weak() if self.weak else None,
        )
        return Calibrated(arrays, exact.fit, names, exact=exact, seed=self.seed)

    def _estimator(self, ratings: Ratings) -> Literal["exact", "large"]:
        if self.estimator is not None:
            return self.estimator
        return "exact" if ratings.n <= MOST_RATINGS else "large"

    def _large(self, ratings: Ratings) -> "Large":
        # numba takes a second to import; who has few ratings never waits for it.
        from afterword.numerics.large import fit_large

        if self.link != "probit" or self.weak:
            raise OnlyExact(ratings.n)
        return fit_large(
            ratings, components=self.components, scaling="common" if self.common else "dimension"
        )


def _taken(
    given: "Ratings | Named | Mapping[str, ArrayLike]",
    *,
    labels: Labels | None,
    n_levels: int | None,
) -> tuple[Ratings, Labels]:
    if isinstance(given, Ratings):
        return given, labels or {}
    if isinstance(given, Mapping):
        return _coded(given, n_levels=n_levels)
    return given.ratings, labels or given.labels


def _coded(
    columns: "Mapping[str, ArrayLike]", *, n_levels: int | None
) -> tuple[Ratings, dict[Facet, Sequence[str]]]:
    """Columns of names as codes; levels are counted from 1, NaN is not assessed."""
    levels = np.asarray(columns["level"], dtype=float) - 1
    names: dict[Facet, Sequence[str]] = {}
    codes = {}
    for facet in FACETS:
        if facet in columns:
            seen, codes[facet] = np.unique(np.asarray(columns[facet]), return_inverse=True)
            names[facet] = tuple(str(one) for one in seen)
    most = int(np.nanmax(levels)) + 1
    counts = {facet: len(seen) for facet, seen in names.items()}
    return ratings_of(levels, n_levels=n_levels or max(most, 2), counts=counts, **codes), names


@dataclass(frozen=True, eq=False)
class Calibrated:
    """A fit, to be read: tables of estimates, shares, odds, and sentences.

    ``estimates`` is the fit as arrays, ``conditions`` what must be said beside the numbers.
    """

    ratings: Ratings
    estimates: Fit
    labels: Labels
    exact: Exact | None = None
    large: "Large | None" = None
    scaled: RatingScale | None = None
    seed: int = SEED

    @property
    def model(self) -> Model:
        """Which model was fitted."""
        return "probit" if self.scaled is None else self.scaled.kind

    @cached_property
    def foretold(self) -> Foretold:
        """What the fit foretells of its own ratings, in their order."""
        if self.scaled is not None:
            return self.scaled.foretold
        return foretold(self.ratings, self.estimates)

    @property
    def squares(self) -> Squares:
        """How far each rating lies from that, squared."""
        return self.foretold.squares if self.scaled is None else self.scaled.squares

    def chances(self, ability: Floats, *, dimension: int = 0) -> Floats:
        """(abilities, levels): chance of each level with an average interviewer and question."""
        row = self.components.thresholds[dimension]
        if self.scaled is not None:
            return chances_of_steps(ability, row)
        return chances_of(ability, row, link=self.components.link)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What a reader must know: components left out, edges, parts that nothing connects."""
        return (*self.estimates.conditions, *self._apart())

    @property
    def components(self) -> Components:
        """σ and thresholds."""
        return self.estimates.components

    @cached_property
    def parts(self) -> Parts:
        """Which members ratings connect."""
        return parts_of(self.ratings)

    @cached_property
    def abilities(self) -> Table:
        """Abilities of candidates: positive is above the population's mean."""
        return self._table("candidate")

    @cached_property
    def severities(self) -> Table:
        """Severities of interviewers: positive rates harder than most."""
        return self._table("interviewer")

    @cached_property
    def difficulties(self) -> Table:
        """Difficulties of questions: positive is harder than most."""
        return self._table("question")

    @cached_property
    def interviews(self) -> Table:
        """What an interview adds to all its ratings alike: a good or a bad day, or a halo."""
        return self._table("interview")

    @property
    def sigmas(self) -> Mapping[Component, Interval]:
        """σ of each component with its 95 % interval."""
        return self.estimates.sigmas

    @cached_property
    def variance_shares(self) -> dict[str, Interval]:
        """Share of the latent variance of each component and of the residual; they sum to 1.

        Raises NotInTheModel where interviewers and questions are fixed, and have no variance.
        """
        self._require_variances()
        return variance_shares(self.estimates, rng=np.random.default_rng(self.seed))

    def dependability(self, *, goal: float = 0.8, most: int = 50) -> Dependability:
        """How dependable abilities are after 1..most interviews (a D study), goal Φ ≥ .8.

        Raises NotInTheModel as ``variance_shares`` does.
        """
        self._require_variances()
        return dependability(
            self.estimates, n_dimensions=self.ratings.n_dimensions, goal=goal, most=most,
            rng=np.random.default_rng(self.seed),
        )  # fmt: skip

    def profile(self, candidate: str | int) -> Table:
        """One candidate's deviations from their own ability, by dimension."""
        effects = self._effects("profile")
        code = self._code("candidate", candidate)
        low, high = effects.interval()
        return Table(
            tuple(
                Estimate(
                    name=name,
                    estimate=float(effects.mode[code, d]),
                    sd=float(effects.sd[code, d]),
                    low=float(low[code, d]),
                    high=float(high[code, d]),
                    rated=int(effects.rated[code, d]),
                )
                for d, name in enumerate(self._names("dimension"))
            )
        )

    def second_opinion(
        self,
        candidate: str | int,
        *,
        line: int,
        dimension: str | int = 0,
        interviewer: str | int | None = None,
        question: str | int | None = None,
    ) -> Odds:
        """Odds of a next rating by another interviewer with another question.

        ``line`` is the lowest level, counted from 1, on the upper side. Raises NotInTheModel where
        nothing is known of candidates.
        """
        if "candidate" not in self.estimates.effects:
            raise NotInTheModel("candidates")
        self._require_variances()
        code = self._code("candidate", candidate)
        place = self._code("dimension", dimension)
        rater = None if interviewer is None else self._code("interviewer", interviewer)
        asked = None if question is None else self._code("question", question)
        if self.exact is None:
            return second_opinion_apart(
                self.estimates, self.ratings, candidate=code, dimension=place, line=line - 1,
                interviewer=rater, question=asked,
            )  # fmt: skip
        return second_opinion(
            self.exact.posterior, candidate=code, dimension=place, line=line - 1,
            interviewer=rater, question=asked,
        )  # fmt: skip

    def second_opinions(
        self, hours: "Sequence[tuple[int, int, int]]", *, line: int, dimension: int
    ) -> list[Odds]:
        """The same for many at once: codes of candidate, interviewer met and question met.

        Raises NotInTheModel where nothing is known of candidates, and NotCrossed.
        """
        if "candidate" not in self.estimates.effects:
            raise NotInTheModel("candidates")
        if self.exact is None or self.ratings.n > MOST_TOGETHER:
            return [
                second_opinion_apart(
                    self.estimates, self.ratings, candidate=candidate, dimension=dimension,
                    line=line - 1, interviewer=rater, question=asked,
                )
                for candidate, rater, asked in hours
            ]  # fmt: skip
        candidates, raters, asked_ones = np.array(hours, np.intp).reshape(-1, 3).T
        return second_opinions(
            self.exact.posterior, candidates=candidates, dimension=dimension, line=line - 1,
            interviewers=raters, questions=asked_ones,
        )  # fmt: skip

    def plot_wright_map(self) -> "Figure":
        """Interviewers, questions and thresholds on one scale, beside the spread of candidates."""
        return plots.plot_wright_map(self)

    def plot_severities(self) -> "Figure":
        """Strictness of interviewers with 95 % intervals."""
        return plots.plot_severities(self)

    def plot_difficulties(self) -> "Figure":
        """Difficulty of questions with 95 % intervals."""
        return plots.plot_difficulties(self)

    def plot_variance_shares(self) -> "Figure":
        """Shares of the spread of ratings with 95 % intervals."""
        return plots.plot_variance_shares(self)

    def plot_thresholds(self, *, levels: Sequence[str] | None = None) -> "Figure":
        """The chance of each level for abilities from low to high, a panel a dimension."""
        return plots.plot_thresholds(self, levels=levels)

    def summary(self) -> str:
        """A page of text: the counts, variances with shares, conditions."""
        counts = ", ".join(f"{self.ratings.counts[f]} {f}s" for f in FACETS if f in self.labels
                           or f in self.ratings.facets)  # fmt: skip
        if self.scaled is not None:
            return _summary_of_scale(self.scaled, counts, self.conditions)
        lines = [f"{self.estimates.n} ratings: {counts}", "",
                 f"{'':<14}{'σ':>6}  {'95 % interval':<16}{'share':>6}  95 % interval"]  # fmt: skip
        for name, share in self.variance_shares.items():
            sigma = self.sigmas.get(name)  # type: ignore[call-overload]  # the residual has none
            spread = f"{sigma.estimate:6.2f}  {_bounds(sigma)}" if sigma else f"{'':<6}  {'':<16}"
            lines.append(f"{name:<14}{spread}{share.estimate:6.0%}  {_bounds(share, percent=True)}")
        lines += ["", *(one.sentence for one in self.conditions)]
        return "\n".join(lines).rstrip() + "\n"

    def _require_variances(self) -> None:
        if self.scaled is not None:
            raise NotInTheModel(f"variances of interviewers and questions: {self.model} fixes them")

    def _apart(self) -> tuple[Condition, ...]:
        if self.parts.count < 2:
            return ()
        sizes = ", ".join(map(str, self.parts.ratings[:5]))
        more = " …" if self.parts.count > 5 else ""
        return (
            Condition(
                "not_connected",
                f"These ratings are in {self.parts.count} parts that nothing connects (of {sizes}"
                f"{more} ratings): estimates of one part are not to be compared with another's.",
            ),
        )

    def _effects(self, component: Component) -> Effects:
        found = self.estimates.effects.get(component)
        if found is None:
            raise NotInTheModel(component)
        return found

    def _table(self, component: Facet) -> Table:
        effects = self._effects(component)  # type: ignore[arg-type]  # a facet with effects
        low, high = effects.interval()
        parts = self.parts.of.get(component)
        return Table(
            tuple(
                Estimate(
                    name=name,
                    estimate=float(effects.mode[i]),
                    sd=float(effects.sd[i]),
                    low=float(low[i]),
                    high=float(high[i]),
                    rated=int(effects.rated[i]),
                    part=0 if parts is None else int(parts[i]),
                )
                for i, name in enumerate(self._names(component))
            )
        )

    def _names(self, facet: Facet) -> Sequence[str]:
        count = self.ratings.counts.get(facet, 1)
        return self.labels.get(facet) or [str(code) for code in range(count)]

    def _code(self, facet: Facet, one: str | int) -> int:
        return one if isinstance(one, int) else list(self._names(facet)).index(one)


def _bounds(one: Interval, *, percent: bool = False) -> str:
    shown = f"{one.low:.0%} to {one.high:.0%}" if percent else f"{one.low:.2f} to {one.high:.2f}"
    return f"{shown:<16}"


def _summary_of_scale(scaled: RatingScale, counts: str, conditions: Sequence[Condition]) -> str:
    lines = [
        f"{scaled.of.n} ratings: {counts}",
        "",
        f"{scaled.kind}, in logits: σ of abilities {scaled.sigma.estimate:.2f} "
        f"({_bounds(scaled.sigma).strip()}), reliability {scaled.reliability:.2f}, "
        f"deviance {scaled.deviance:.2f} with {scaled.parameters} parameters",
        "",
        *(one.sentence for one in conditions),
    ]
    return "\n".join(lines).rstrip() + "\n"
