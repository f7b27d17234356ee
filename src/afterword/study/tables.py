"""The findings as tables and as JSON, for whoever goes on working with them."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from afterword.numerics.agreement import Agreement
from afterword.numerics.fit import Habit, Surprises
from afterword.numerics.model import Interval
from afterword.numerics.ratings import Facet
from afterword.numerics.variance import GStudy
from afterword.study import classic
from afterword.study.cells import Cell, Columns
from afterword.study.columns import ROLES
from afterword.study.findings import Findings
from afterword.study.tables_of_candidates import BY_CANDIDATE, of_candidates

if TYPE_CHECKING:
    from afterword.study.against import Judged  # slow to import: it brings scipy.special

FILES: Mapping[Facet, str] = {
    "candidate": "candidates", "interviewer": "interviewers", "question": "questions",
}  # fmt: skip
AGAINST: "Mapping[Facet, Judged]" = {"interviewer": "interviewer", "question": "question"}
MOST_AGAINST = 1_000  # members: the exact estimator holds each against all in one matrix
# JSON lists people only as long as somebody could read it; tables hold everybody.
MOST_IN_JSON = 10_000


def tables(findings: Findings) -> dict[str, Columns]:
    """Each table by its name: people and questions in the order of their own names."""
    found: dict[str, Columns] = {}
    for facet, name in FILES.items():
        columns = _members(findings, facet)
        if columns:
            found[name] = columns
    found["variance"] = _variance(findings)
    found["thresholds"] = _thresholds(findings)
    if findings.dependability:
        found["dependability"] = _dependability(findings)
    if findings.agreement:
        found["agreement"] = _agreement(findings)
    if findings.study:
        found["classic_variance"] = _classic_variance(findings.study)
    found |= of_candidates(findings)
    return found


def as_json(findings: Findings) -> dict[str, object]:
    """Everything found, with lists of people where they are few enough to be read."""
    ratings, reading = findings.reading.ratings, findings.reading
    found = tables(findings)
    members = {name: found.pop(name) for name in (*FILES.values(), *BY_CANDIDATE) if name in found}
    return {
        "source": reading.source,
        "ratings": ratings.n,
        "not_assessed": ratings.left_out,
        "levels": list(reading.scale.names),
        "columns": _columns(findings),
        "guessed": sorted(reading.columns.guessed),
        "counts": {role: len(reading.labels[role]) for role in ROLES if role in reading.labels},
        "model": findings.calibrated.model,
        "estimator": findings.calibrated.estimates.method,
        "link": findings.calibrated.components.link,
        "log_likelihood": _finite(findings.calibrated.estimates.log_likelihood),
        **_of_scale(findings),
        **_of_growth(findings),
        **_of_needed(findings),
        **{name: _rows(columns) for name, columns in found.items()},
        **{
            name: _rows(columns)
            for name, columns in members.items()
            if len(next(iter(columns.values()))) <= MOST_IN_JSON
        },
        "conditions": list(findings.conditions),
        "notices": [*reading.notices, *findings.too_little],
    }


def _of_growth(findings: Findings) -> dict[str, object]:
    """By how much all move from one interview to the next, and how far they differ in it."""
    growth = findings.growth
    if growth is None:
        return {}
    both = {"growth_mean": growth.mean, "growth_sigma": growth.spread}
    return {
        name: {"estimate": one.estimate, "low": one.low, "high": one.high}
        for name, one in both.items()
    }


def _of_needed(findings: Findings) -> dict[str, object]:
    """How many interviews make an estimate dependable; null for more than were looked at."""
    known = findings.dependability
    if known is None:
        return {}
    fewest, most = known.reached if findings.bounded else (None, None)
    told = {"goal": known.goal, "estimate": known.needed, "low": fewest, "high": most}
    return {"interviews_needed": told}


def _of_scale(findings: Findings) -> dict[str, object]:
    scaled = findings.calibrated.scaled
    if scaled is None:
        return {}
    return {
        "deviance": scaled.deviance,
        "parameters": scaled.parameters,
        "reliability": _finite(scaled.reliability),
    }


def _columns(findings: Findings) -> dict[str, object]:
    columns = findings.reading.columns
    return {**{str(role): name for role, name in columns.facets.items()}, "level": columns.levels}


def _rows(columns: Columns) -> list[dict[str, Cell]]:
    return [
        dict(zip(columns, (_cell(one) for one in row), strict=True))
        for row in zip(*columns.values(), strict=True)
    ]


def _cell(one: Cell) -> Cell:
    return _finite(one) if isinstance(one, float) else one


def _finite(value: float) -> float | None:
    """None where there is no number: JSON and tables know neither NaN nor infinity."""
    return float(value) if math.isfinite(value) else None


def _members(findings: Findings, facet: Facet) -> Columns | None:
    table = findings.table(facet)
    if table is None:
        return None
    columns: dict[str, Sequence[Cell]] = dict(table.columns())  # type: ignore[arg-type]  # cells by construction
    surprises = findings.surprises.get(facet)
    if surprises is not None:
        columns |= _surprises(surprises)
    if facet in AGAINST and not findings.calibrated.scaled and len(table) <= MOST_AGAINST:
        columns |= _against(findings, facet)
    if facet == "interviewer":
        for name, habit in (("middle", findings.middle), ("halo", findings.halo)):
            if habit is not None:
                columns |= _habit(name, habit)
    return columns


def _against(findings: Findings, facet: Facet) -> dict[str, Sequence[Cell]]:
    """Each against the mean of all here; of a question also what an hour with it tells."""
    # Slow to import: they bring scipy.special.
    from afterword.numerics.levels import informations
    from afterword.study.against import against_mean

    found = findings.calibrated
    each = against_mean(found, AGAINST[facet])
    ends = list(zip(*(one.tolist() for one in (each.estimate, each.low, each.high)), strict=True))
    columns = _intervals("against_mean", [Interval(at, None, low, high) for at, low, high in ends])
    if facet == "question":
        columns |= _intervals("information", informations(found.components, ends))
    return columns


def _surprises(one: Surprises) -> dict[str, Sequence[Cell]]:
    return {
        name: [_finite(value) for value in getattr(one, name)]
        for name in ("infit", "infit_low", "infit_high", "outfit", "outfit_low", "outfit_high")
    }


def _habit(name: str, habit: Habit) -> dict[str, Sequence[Cell]]:
    return {
        name: [_finite(value) for value in habit.estimate],
        f"{name}_low": [_finite(value) for value in habit.low],
        f"{name}_high": [_finite(value) for value in habit.high],
    }


def _variance(findings: Findings) -> Columns:
    sigmas = {str(name): one for name, one in findings.calibrated.sigmas.items()}
    shares = findings.shares
    sources = list(shares or sigmas)
    return {
        "source": sources,
        **_intervals("sigma", [sigmas.get(name) for name in sources]),
        **_intervals("share", [shares.get(name) for name in sources]),
    }


def _intervals(name: str, found: Sequence[Interval | None]) -> dict[str, Sequence[Cell]]:
    return {
        name: [None if one is None else _finite(one.estimate) for one in found],
        f"{name}_low": [None if one is None else _finite(one.low) for one in found],
        f"{name}_high": [None if one is None else _finite(one.high) for one in found],
    }


def _thresholds(findings: Findings) -> Columns:
    names = findings.reading.scale.names
    dimensions = findings.reading.labels.get("dimension", ("",))
    places = list(findings.calibrated.estimates.thresholds)
    rated = _rated_in(findings, len(dimensions))
    return {
        "dimension": [dimensions[row] if len(dimensions) > row else "" for row, _ in places],
        "from_level": [names[k] for _, k in places],
        "to_level": [names[k + 1] for _, k in places],
        **_intervals("threshold", list(findings.calibrated.estimates.thresholds.values())),
        "ratings": [rated[row] for row, _ in places],
    }


def _rated_in(findings: Findings, dimensions: int) -> Sequence[int]:
    """How many ratings each dimension has; all of them where dimensions share thresholds."""
    ratings = findings.calibrated.ratings
    if ratings.dimension is None or findings.calibrated.components.common:
        return [ratings.n] * dimensions
    counted: list[int] = np.bincount(ratings.dimension, minlength=dimensions).tolist()
    return counted


def _dependability(findings: Findings) -> Columns:
    known = findings.dependability
    by = known.by_interviews if known else {}
    return {"interviews": list(by), **_intervals("dependability", list(by.values()))}


def _classic_variance(study: GStudy) -> Columns:
    """Of a complete table; a variance may come out below 0, and its share is then nothing."""
    return {
        "source": [classic.named(one) for one in study.components],
        "variance": [one.variance for one in study.components],
        "standard_error": [one.standard_error for one in study.components],
        "share": [one.share for one in study.components],
        "degrees_of_freedom": [one.freedom for one in study.components],
    }


def _agreement(findings: Findings) -> Columns:
    rows: dict[tuple[str, str], Agreement] = {
        ("krippendorff", name): one for name, one in findings.agreement.items()
    }
    if findings.kappa:
        rows["weighted kappa", ""] = findings.kappa
    if findings.classic:
        for name in ("one_way", "two_way", "these_readers"):
            rows[f"intraclass {name}", ""] = getattr(findings.classic, name)
    return {
        "coefficient": [coefficient for coefficient, _ in rows],
        "dimension": [dimension for _, dimension in rows],
        "estimate": [_finite(one.estimate) for one in rows.values()],
        "low": [_finite(one.low) for one in rows.values()],
        "high": [_finite(one.high) for one in rows.values()],
        "units": [one.units for one in rows.values()],
        "ratings": [one.ratings for one in rows.values()],
    }
