"""A fit, to be read: tables of estimates, shares, odds, sentences and plots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from afterword.numerics.connected import Parts, not_connected, parts_of
from afterword.numerics.dependability import Dependability, dependability, variance_shares
from afterword.numerics.errors import Refused
from afterword.numerics.fit import Foretold, Squares, foretold
from afterword.numerics.link import chances_of
from afterword.numerics.model import (
    Component,
    Components,
    Condition,
    Effects,
    Fit,
    Floats,
    Interval,
)
from afterword.numerics.ratings import Facet, Ratings
from afterword.study import plots
from afterword.study.adding import Heard, Named, with_interview
from afterword.study.estimates import Table, profile_of, table_of
from afterword.study.growth import Growing, When, growing
from afterword.study.notebook import of_fit
from afterword.study.odds import Fitted, odds_of, odds_of_all, odds_of_many
from afterword.study.page import counted, page_of
from afterword.study.taking import Labels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from afterword.numerics.exact import Exact
    from afterword.numerics.large import Large
    from afterword.numerics.rating_scale import RatingScale
    from afterword.numerics.second_opinion import Odds
    from afterword.study.calibration import Calibration

Model = Literal["probit", "rating-scale", "partial-credit"]


class NotInTheModel(Refused):
    """What was asked for is nothing that this model of these ratings has."""


class NotCarried(NotInTheModel):
    def __init__(self, what: str, *, unnamed: str = "") -> None:
        super().__init__(
            f"These ratings have {unnamed}: there is no estimate of {what}."
            if unnamed
            else f"These ratings carry no {what}: see the fit's conditions."
        )


class OnlyProbit(NotInTheModel):
    def __init__(self, model: Model) -> None:
        super().__init__(
            f"The {model} model takes interviewers and questions as they are, not as drawn from "
            "many: shares, dependability, odds and growth are of the probit model."
        )


class NotThere(NotInTheModel):
    def __init__(self, facet: Facet, one: str | int, *, count: int) -> None:
        super().__init__(
            f"There is no {facet} {one!r} in these ratings."
            if isinstance(one, str)
            else f"There is no {facet} at place {one} of {count:,}. A name is text: {str(one)!r}."
        )


@dataclass(frozen=True, eq=False, repr=False)
class Calibrated:
    """A fit, to be read: tables of estimates, shares, odds, and sentences.

    Everything is on the latent scale, in units of the chance spread of one rating (logits for the
    other two models), and found by place or by name. ``conditions`` is what must be said beside the
    numbers.

    ratings     What was fitted, as arrays: (N,) levels from 0 and (N,) codes of each facet.
    estimates   The fit as arrays: σ, thresholds (D, K - 1), and modes and sds of effects, (count,).
    labels      The name of each code; ``names(facet)`` gives places where there are none.
    how         The Calibration that made it.
    exact, large, scaled
                What the estimator knows beyond that: one of the three is there.
    """

    ratings: Ratings
    estimates: Fit
    labels: Labels
    how: "Calibration"
    exact: "Exact | None" = None
    large: "Large | None" = None
    scaled: "RatingScale | None" = None
    known_parts: Parts | None = None

    def _repr_html_(self) -> str:
        return of_fit(self)

    def __repr__(self) -> str:
        return f"<Calibrated by the {self.model} model: {counted(self)}; summary() says more>"

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
            # Slow to import: it brings scipy.optimize.
            from afterword.numerics.rating_scale import chances_of_steps

            return chances_of_steps(ability, row)
        return chances_of(ability, row, link=self.components.link)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What a reader must know: components left out, edges, parts that nothing connects."""
        return (*self.estimates.conditions, *not_connected(self.parts))

    @property
    def components(self) -> Components:
        """σ and thresholds."""
        return self.estimates.components

    @cached_property
    def parts(self) -> Parts:
        """Which members ratings connect."""
        return self.known_parts or parts_of(self.ratings)

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
        return variance_shares(self.estimates, rng=np.random.default_rng(self.how.seed))

    def dependability(self, *, goal: float = 0.8, most: int = 50) -> Dependability:
        """How dependable abilities are after 1..most interviews (a D study), goal Φ ≥ .8.

        Raises NotInTheModel as ``variance_shares`` does.
        """
        self._require_variances()
        return dependability(
            self.estimates, n_dimensions=self.ratings.n_dimensions, goal=goal, most=most,
            rng=np.random.default_rng(self.how.seed),
        )  # fmt: skip

    def profile(self, candidate: str | int) -> Table:
        """One candidate's deviations from their own ability, by dimension."""
        code = self._code("candidate", candidate)
        return profile_of(self._effects("profile"), code, self.names("dimension"))

    def second_opinion(
        self,
        candidate: str | int,
        *,
        line: int,
        dimension: str | int = 0,
        interviewer: str | int | None = None,
        question: str | int | None = None,
    ) -> "Odds":
        """Odds of a next rating by another interviewer with another question.

        ``line`` is the lowest level, counted from 1, on the upper side (in the Odds that come back
        levels count from 0, as in arrays of ratings). Raises NotInTheModel where nothing is known
        of candidates or the model is another than probit, and NotCrossed.
        """
        self._require_candidates()
        self._require_variances()
        return odds_of(
            self._fitted, line=line, dimension=self._code("dimension", dimension),
            candidate=self._code("candidate", candidate),
            interviewer=None if interviewer is None else self._code("interviewer", interviewer),
            question=None if question is None else self._code("question", question),
        )  # fmt: skip

    def second_opinions(
        self, hours: Sequence[tuple[int, int, int]], *, line: int, dimension: int
    ) -> "list[Odds]":
        """The same for many at once: codes of candidate, interviewer met and question met.

        Raises NotInTheModel as ``second_opinion`` does, and NotCrossed.
        """
        self._require_candidates()
        self._require_variances()
        return odds_of_many(self._fitted, hours, line=line, dimension=dimension)

    def odds_of_everybody(self, *, line: int, dimension: int) -> "list[Odds]":
        """Of each candidate the odds of a next rating by anybody with any question.

        Raises NotInTheModel as ``second_opinion`` does, and NotCrossed.
        """
        self._require_candidates()
        self._require_variances()
        return odds_of_all(self._fitted, line=line, dimension=dimension)

    def growth(self, when: When) -> Growing:
        """How candidates grow from hour to hour; ``when`` orders the interviews.

        Raises NotInTheModel where nothing is known of candidates, NoOrder, TooFewHours and
        TooManyForGrowth.
        """
        self._require_candidates()
        self._require_variances()
        within = "interview" in self.ratings.facets
        hours = self.names("interview") if within else [str(n) for n in range(self.ratings.n)]
        return growing(self, when, names=self.names("candidate"), hours=hours)

    @property
    def _fitted(self) -> Fitted:
        return Fitted(self.ratings, self.estimates, self.exact)

    def with_interview(
        self,
        levels: Heard,
        *,
        candidate: str | int | None = None,
        interviewer: str | int | None = None,
        question: str | int | None = None,
        interview: str | None = None,
    ) -> "Calibrated":
        """The same fit with one more interview; this one stays as it is.

        ``levels`` count from 1: one, several, or by dimension (``{"coding": 3}``). Who or what has
        a name that is not known yet is new, and stands last among its kind.

        A fit by the large estimator follows within milliseconds (docs/sums/large.md): σ, thresholds
        and how sure severities and difficulties are stay as found, and a condition says so. An
        exact one is fitted anew, from where this one ended, to what ``fit`` gives of all ratings.
        Raises CannotAdd: what is missing or unknown, and what to do.
        """
        named: Named = {
            "candidate": candidate, "interviewer": interviewer, "question": question,
            "interview": interview,
        }  # fmt: skip
        return with_interview(self, levels, named)

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
        return page_of(self)

    def _require_variances(self) -> None:
        if self.scaled is not None:
            raise OnlyProbit(self.model)

    def _require_candidates(self) -> None:
        if "candidate" not in self.estimates.effects:
            raise NotCarried("candidates")

    def _effects(self, component: Component) -> Effects:
        found = self.estimates.effects.get(component)
        if found is None:
            raise NotCarried(component, unnamed=self._unnamed(component))
        return found

    def _unnamed(self, component: Component) -> str:
        """What would have to be named for there to be such effects; nothing where it is."""
        if component == "profile":
            return "" if self.ratings.n_dimensions > 1 else "one dimension only"
        return "" if component in self.ratings.facets else f"no column {component}"

    def _table(self, component: Facet) -> Table:
        effects = self._effects(component)  # type: ignore[arg-type]  # a facet with effects
        return table_of(effects, self.names(component), parts=self.parts.of.get(component))

    def names(self, facet: Facet) -> Sequence[str]:
        """The name of each of a facet, in the order of its table; their places where none has one.

        ``facet`` is candidate, interviewer, question, interview or dimension.
        """
        count = self.ratings.counts.get(facet, 1)
        return self.labels.get(facet) or [str(code) for code in range(count)]

    def _code(self, facet: Facet, one: str | int) -> int:
        names = self.names(facet)
        if isinstance(one, str) and one in names:
            return names.index(one)
        if isinstance(one, str) or one not in range(len(names)):
            raise NotThere(facet, one, count=len(names))
        return int(one)
