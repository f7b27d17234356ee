"""Calibration: who rates hard, what is hard to be asked, and how much of the notes is the person.

    from afterword.study import Calibration

    fit = Calibration().fit(ratings)      # a data frame, columns by name, a Reading of a file
    fit.abilities["Ben"]                  # Estimate(estimate=.41, sd=.28, low=-.14, high=.96, ...)
    fit.variance_shares                   # {"candidate": Interval(...), ..., "residual": ...}
    fit.second_opinion("Ben", line=3)     # the chance of the other side of the hire line
    print(fit.summary())

Everything is on the latent scale of the model (docs/sums/laplace.md), whose unit is the residual
standard deviation of one rating: an ability of 1 is worth one such unit on every rating.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from afterword.numerics.errors import Refused, TooLargeForExact
from afterword.numerics.model import Component, Components, Link
from afterword.numerics.ratings import Ratings
from afterword.study.bounding import FEWEST, Made, bounded
from afterword.study.calibrated import Calibrated, Model
from afterword.study.shaping import Asked
from afterword.study.starting import Start
from afterword.study.taking import Frame, Labels, Named, taken

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from afterword.numerics.exact import Exact
    from afterword.numerics.large import Large
    from afterword.numerics.shares import Scaling


MOST_EXACT = 20_000
SEED = 20_26


class OnlyExact(Refused):
    def __init__(self, n: int) -> None:
        super().__init__(
            f"{n} ratings go to the large estimator, which has neither the logit link nor weak "
            f"priors; the exact one has both, up to {MOST_EXACT} ratings."
        )


class TooFewFits(Refused):
    def __init__(self, fits: int) -> None:
        super().__init__(f"{fits} fits have no spread; it takes {FEWEST} or more, or 0 for none.")


@dataclass(frozen=True)
class Calibration:
    """How to calibrate; ``fit`` does it: ``Calibration().fit(frame)`` is what most need.

    model       "probit": an ordered probit with an effect for every source (docs/sums/laplace.md).
                "rating-scale", "partial-credit": as FACETS and TAM fit them, in logits
                (docs/sums/rating-scale.md); of what follows they take nothing.
    link        "probit", or "logit" with the exact estimator.
    common      One set of thresholds for all dimensions, in place of one for each.
    components  Which sources there are, in place of all that the ratings can tell apart.
    weak        Weak priors. Without it there are none, unless the likelihood has no maximum: then
                a condition says that they were added.
    estimator   "exact", "large" (composite likelihood, docs/sums/large.md), or None: exact up to
                20,000 ratings, unless more interviewers and questions are there than it holds.
    bootstrap   How many fits to samples make the large one's intervals. None: 40 for up to 500,000
                ratings, then 0, which is none.
    heard       Is told after each of these how many are made, of how many.
    seed        Of the draws behind the bounds of variance shares: the same gives the same.
    """

    model: Model = "probit"
    link: Link = "probit"
    common: bool = False
    components: Sequence[Component] | None = None
    weak: bool = False
    seed: int = SEED
    estimator: Literal["exact", "large"] | None = None
    bootstrap: int | None = None
    heard: Made | None = None

    def fit(
        self,
        ratings: "Ratings | Named | Frame | Mapping[str, ArrayLike]",
        *,
        columns: Asked | None = None,
        levels: Sequence[str] | None = None,
        labels: Labels | None = None,
        n_levels: int | None = None,
        start: Start | None = None,
    ) -> Calibrated:
        """Fit ratings: a data frame, columns by name, a file as ``read_ratings`` reads it, arrays.

        Columns are ``level`` (whole numbers from 1; an empty one is not assessed), all as long, and
        any of ``candidate``, ``interviewer``, ``question``, ``interview`` and ``dimension``; others
        are left alone. ``columns`` says what yours are called, ``{"level": "mark"}``; several as
        level are one for each dimension, each row an interview (one for each interviewer, where no
        column names who rated). Levels in words take ``levels``, from lowest to highest, or a
        column that knows its order: an ordered categorical of pandas, an Enum of polars.
        ``n_levels`` says how many levels there are, where the highest was never given. Of arrays
        (``Ratings``) ``labels`` gives the names of the codes.

        ``start`` is where an earlier fit of such ratings ended (``Start.after``): the exact
        estimator arrives sooner from there, at the same numbers to the last bit. The large one
        makes no use of it (docs/sums/large.md).
        Raises Refused with a sentence where these ratings carry nothing to estimate.
        """
        if self.bootstrap is not None and 0 != self.bootstrap < FEWEST:
            raise TooFewFits(self.bootstrap)
        arrays, names = taken(
            ratings, columns=columns, levels=levels, labels=labels, n_levels=n_levels
        )
        if self.model != "probit":
            return self._scaled(arrays, names, kind=self.model)
        if self._estimator(arrays) == "large":
            return self._by_large(arrays, names)
        try:
            exact = self._exact(arrays, None if start is None else start.of(arrays, names))
        except TooLargeForExact:
            if self.estimator == "exact" or self._only_exact:
                raise
            return self._by_large(arrays, names)
        return Calibrated(arrays, exact.fit, names, self, exact=exact)

    def _estimator(self, ratings: Ratings) -> Literal["exact", "large"]:
        if self.estimator is not None:
            return self.estimator
        return "exact" if ratings.n <= MOST_EXACT else "large"

    @property
    def _only_exact(self) -> bool:
        """Whether this asks for what the large estimator has not."""
        return self.link != "probit" or self.weak

    def _by_large(self, ratings: Ratings, names: Labels) -> Calibrated:
        scaling: Scaling = "common" if self.common else "dimension"
        large = bounded(
            self._large(ratings, scaling), asked=self.bootstrap, scaling=scaling, heard=self.heard
        )
        return Calibrated(ratings, large.fit, names, self, large=large)

    def _scaled(
        self, ratings: Ratings, names: Labels, *, kind: Literal["rating-scale", "partial-credit"]
    ) -> Calibrated:
        # Slow to import: it brings scipy.optimize.
        from afterword.numerics.rating_scale import fit_rating_scale

        scaled = fit_rating_scale(ratings, kind=kind)
        return Calibrated(scaled.of, scaled.fit, names, self, scaled=scaled)

    def _exact(self, ratings: Ratings, start: Components | None) -> "Exact":
        # scipy.linalg is slow to import; who has many ratings never waits for it.
        from afterword.numerics.exact import fit_exact
        from afterword.numerics.laplace import Weak

        return fit_exact(
            ratings, link=self.link, common=self.common, components=self.components,
            weak=Weak() if self.weak else None, start=start,
        )  # fmt: skip

    def _large(self, ratings: Ratings, scaling: "Scaling") -> "Large":
        # numba takes a second to import; who has few ratings never waits for it.
        from afterword.numerics.large import fit_large

        if self._only_exact:
            raise OnlyExact(ratings.n)
        return fit_large(ratings, components=self.components, scaling=scaling)
