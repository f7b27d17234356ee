"""Everything a report says, found once: the terminal, JSON, tables and pages only word it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.agreement import (
    Agreement,
    Intraclass,
    intraclass,
    krippendorff_of_counts,
    weighted_kappa,
)
from afterword.numerics.dependability import Dependability
from afterword.numerics.errors import NotBalanced, NotConverged, Refused, TooLittle
from afterword.numerics.fit import Habit, Surprises, against_others, halo, middle, surprises_by
from afterword.numerics.model import Interval
from afterword.numerics.ratings import Facet, Ratings
from afterword.numerics.variance import GStudy, g_study
from afterword.study.calibrated import Calibrated
from afterword.study.calibration import SEED
from afterword.study.estimates import Table
from afterword.study.growth import Growing
from afterword.study.line import Line, line_of
from afterword.study.naming import named
from afterword.study.reading import Reading

# Fewer ratings than this in all carry no statement about where the spread comes from.
FEWEST_RATINGS = 10
# Draws of an agreement times its units; a bound from 200 draws is a tenth of its distance off.
MOST_DRAWN = 1_000_000
JUDGED: tuple[Facet, ...] = ("interviewer", "question")
OF: Mapping[Facet, str] = {
    "candidate": "abilities", "interviewer": "severities", "question": "difficulties",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Findings:
    """A calibrated file. `agreement` is by dimension; '' where there are none, or one for all.

    `classic` and `study` are there for complete tables only, `kappa` for two interviewers,
    `growth` where a column says when interviews were, `odds` where a line was named.
    """

    reading: Reading
    calibrated: Calibrated
    surprises: Mapping[Facet, Surprises]
    middle: Habit | None
    halo: Habit | None
    agreement: Mapping[str, Agreement]
    kappa: Agreement | None
    classic: Intraclass | None
    study: GStudy | None
    too_little: tuple[str, ...]
    growth: Growing | None = None
    odds: Line | None = None

    @property
    def shares(self) -> Mapping[str, Interval]:
        """Empty where the model takes interviewers and questions as fixed."""
        return {} if self.calibrated.scaled else self.calibrated.variance_shares

    @property
    def dependability(self) -> Dependability | None:
        """None where the model holds no candidates, or none but them as drawn from many."""
        if self.calibrated.scaled or "candidate" not in self.calibrated.estimates.effects:
            return None
        return self.calibrated.dependability()

    @property
    def conditions(self) -> tuple[str, ...]:
        """What must be said beside the numbers, with the file's own names."""
        dimensions = self.reading.labels.get("dimension", ())
        return tuple(
            named(one.sentence, dimensions=dimensions, levels=self.reading.scale.names)
            for one in self.calibrated.conditions
        )

    def table(self, facet: Facet) -> Table | None:
        """Abilities, severities or difficulties, in the order of names; None if not estimated."""
        if facet not in self.calibrated.estimates.effects:
            return None
        found: Table = getattr(self.calibrated, OF[facet])
        return found

    @property
    def unit(self) -> str:
        """What a difference of 1 means."""
        if self.calibrated.scaled:
            return "multiplies the odds of the next level by 2.7"
        return "is as large as the chance spread of one rating"

    @property
    def bounded(self) -> bool:
        """Whether the estimator said how sure the variances are."""
        return all(np.isfinite(one.high) for one in self.calibrated.sigmas.values())


def found_in(reading: Reading, calibrated: Calibrated, *, line: str | None = None) -> Findings:
    """Read a fit: fit statistics, habits, agreement, classic coefficients, and what is missing.

    ``line`` is what `--line` says. Raises CannotRead where there is no such level.
    """
    ratings, rng = calibrated.ratings, np.random.default_rng(SEED)
    told = calibrated.foretold
    raters = ratings.interviewer
    count = ratings.count("interviewer")
    agreement, silent = _agreements(reading, rng)
    growth, still = _growth(reading, calibrated)
    return Findings(
        reading=reading,
        calibrated=calibrated,
        surprises={
            facet: surprises_by(told.squares, ratings, facet)
            for facet in OF
            if facet in ratings.facets
        },
        middle=None if raters is None else against_others(middle(told, raters, count=count)),
        halo=None if raters is None else halo(told, ratings, raters, count=count),
        agreement=agreement,
        kappa=_kappa(reading.ratings, rng),
        classic=_classic(reading.ratings),
        study=_g_study(reading.ratings),
        too_little=(*silent, *still, *_too_little(reading)),
        growth=growth,
        odds=line_of(line, reading, calibrated) if line else None,
    )


def _growth(reading: Reading, calibrated: Calibrated) -> tuple[Growing | None, tuple[str, ...]]:
    """Growth where the file says when interviews were; else, or where it cannot be had, why."""
    if reading.when is None:
        return None, ()
    try:
        return calibrated.growth(reading.when.tolist()), ()
    except (Refused, NotConverged) as sentence:
        return None, (f"Growth: {sentence}",)


def _agreements(
    reading: Reading, rng: np.random.Generator
) -> tuple[dict[str, Agreement], tuple[str, ...]]:
    """α of readings of the same candidate, question and dimension by different interviewers."""
    ratings = reading.ratings
    if ratings.interviewer is None or ratings.count("interviewer") < 2:
        return {}, ("Agreement needs two interviewers who rated the same.",)
    dimensions = reading.labels.get("dimension", ("",))
    rows = ratings.dimension if ratings.dimension is not None else np.zeros(ratings.n, np.int32)
    found: dict[str, Agreement] = {}
    silent: list[str] = []
    for place, name in enumerate(dimensions):
        counts = _readings(ratings, rows == place)
        draws = int(np.clip(MOST_DRAWN / max(len(counts), 1), 200, 2000))
        try:
            found[name] = krippendorff_of_counts(
                counts, np.arange(ratings.n_levels, dtype=float), rng=rng, draws=draws
            )
        except TooLittle as sentence:
            silent.append(f"Agreement{f' in {name}' if name else ''}: {sentence}")
    return found, tuple(silent)


def _readings(ratings: Ratings, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(units, levels): how often each level was given to each candidate and question."""
    keys = np.zeros(int(rows.sum()), np.int64)
    for facet in ("candidate", "question"):
        if facet in ratings.facets:
            keys = keys * ratings.counts[facet] + ratings.facets[facet][rows]
    unit = np.unique(keys, return_inverse=True)[1]
    cells = unit * ratings.n_levels + ratings.level[rows]
    size = (int(unit.max(initial=-1)) + 1) * ratings.n_levels
    return np.bincount(cells, minlength=size).reshape(-1, ratings.n_levels).astype(float)


def _complete(ratings: Ratings) -> NDArray[np.float64] | None:
    """(candidates, interviewers) where each rated each exactly once; else None."""
    if set(ratings.facets) - {"interview"} != {"candidate", "interviewer"}:
        return None
    shape = (ratings.count("candidate"), ratings.count("interviewer"))
    if shape[0] * shape[1] != ratings.n:
        return None
    table = np.full(shape, np.nan)
    table[ratings.facets["candidate"], ratings.facets["interviewer"]] = ratings.level
    return None if np.isnan(table).any() else table


def _classic(ratings: Ratings) -> Intraclass | None:
    table = _complete(ratings)
    try:
        return None if table is None else intraclass(table)
    except Refused:
        return None


def _kappa(ratings: Ratings, rng: np.random.Generator) -> Agreement | None:
    table = _complete(ratings)
    if table is None or table.shape[1] != 2:
        return None
    try:
        return weighted_kappa(table[:, 0], table[:, 1], rng=rng)
    except TooLittle:
        return None


def _g_study(ratings: Ratings) -> GStudy | None:
    """The classic G study, if the file is a complete design that books know."""
    facets = {
        letter: ratings.facets[facet].astype(np.int64)
        for letter, facet in (("c", "candidate"), ("i", "interviewer"), ("q", "question"))
        if facet in ratings.facets
    }
    if "dimension" in ratings.facets or not {"c", "i"} <= set(facets):
        return None
    designs = ("c q i:q cq ci:q", "c q i cq ci qi cqi") if "q" in facets else ("c i ci",)
    for design in designs:
        try:
            return g_study(ratings.level.astype(float), facets, design=design)
        except (NotBalanced, TooLittle):
            continue
    return None


def _too_little(reading: Reading) -> tuple[str, ...]:
    ratings, found = reading.ratings, []
    if ratings.n < FEWEST_RATINGS:
        found.append(
            f"{ratings.n} ratings are fewer than {FEWEST_RATINGS}: hardly anything can be said."
        )
    for facet in JUDGED:
        if facet not in ratings.facets:
            found.append(f"No column names the {facet}: nothing is said about {facet}s.")
        elif ratings.counts[facet] == 1:
            found.append(f"There is one {facet} only: nobody to compare with.")
    return tuple(found)
