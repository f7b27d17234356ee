"""Tables with a row for each candidate, or for each interview, for whoever works on with them."""

from collections.abc import Sequence

from afterword.numerics.model import Effects
from afterword.study.cells import Cell, Columns
from afterword.study.findings import Findings

BY_CANDIDATE = ("growth", "second_opinions", "profiles", "interviews")
MOST_ROWS = 200_000  # of profiles and interviews: more, nobody reads and few machines hold


def of_candidates(findings: Findings) -> dict[str, Columns]:
    """Those of BY_CANDIDATE that there is something for."""
    found: dict[str, Columns] = {}
    if findings.growth is not None:
        found["growth"] = _growth(findings)
    if findings.odds is not None:
        found["second_opinions"] = _odds(findings)
    effects, labels = findings.calibrated.estimates.effects, findings.reading.labels
    if "profile" in effects and effects["profile"].mode.size <= MOST_ROWS:
        found["profiles"] = _profiles(effects["profile"], labels["candidate"], labels["dimension"])
    if "interview" in effects and effects["interview"].mode.size <= MOST_ROWS:
        found["interviews"] = {"interview": labels["interview"], **_columns(effects["interview"])}
    return found


def _growth(findings: Findings) -> dict[str, Sequence[Cell]]:
    """How each candidate's ability moves from one interview to the next."""
    growth = findings.growth
    assert growth is not None  # noqa: S101  asked only where there is some
    columns = growth.each.columns()
    names = {"name": "candidate", "rated": "interviews"}
    return {names.get(name, name): columns[name] for name in columns if name != "part"}  # type: ignore[misc]  # cells by construction


def _odds(findings: Findings) -> dict[str, Sequence[Cell]]:
    """The chance that a next rating lands on or above the line."""
    line, names = findings.odds, findings.reading.labels["candidate"]
    assert line is not None  # noqa: S101  asked only where there is one
    return {
        "candidate": names,
        "line": [line.name] * len(names),
        "chance": [one.above for one in line.odds],
        "chance_low": [one.between[0] for one in line.odds],
        "chance_high": [one.between[1] for one in line.odds],
        "ratings": [one.rated for one in line.odds],
    }


def _profiles(
    effects: Effects, candidates: Sequence[str], dimensions: Sequence[str]
) -> dict[str, Sequence[Cell]]:
    """What each is better and less good at: a row a candidate and dimension."""
    return {
        "candidate": [one for one in candidates for _ in dimensions],
        "dimension": [*dimensions] * len(candidates),
        **_columns(effects),
    }


def _columns(effects: Effects) -> dict[str, Sequence[Cell]]:
    low, high = effects.interval()
    found = {
        "estimate": effects.mode, "sd": effects.sd, "low": low, "high": high,
        "ratings": effects.rated,
    }  # fmt: skip
    return {name: one.ravel().tolist() for name, one in found.items()}
