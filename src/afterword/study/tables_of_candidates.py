"""Tables with a row for each candidate, or for each interview, for whoever works on with them."""

from collections.abc import Iterable, Mapping, Sequence

from afterword.study.estimates import Estimate
from afterword.study.findings import Findings

Cell = str | int | float | None
BY_CANDIDATE = ("growth", "second_opinions", "profiles", "interviews")
MOST_ROWS = 200_000  # of profiles and interviews: more, nobody reads and few machines hold


def of_candidates(findings: Findings) -> dict[str, Mapping[str, Sequence[Cell]]]:
    """Those of BY_CANDIDATE that there is something for."""
    found: dict[str, Mapping[str, Sequence[Cell]]] = {}
    if findings.growth is not None:
        found["growth"] = _growth(findings)
    if findings.odds is not None:
        found["second_opinions"] = _odds(findings)
    effects = findings.calibrated.estimates.effects
    if "profile" in effects and effects["profile"].mode.size <= MOST_ROWS:
        found["profiles"] = _profiles(findings)
    if "interview" in effects and effects["interview"].mode.size <= MOST_ROWS:
        found["interviews"] = _estimates(findings.calibrated.interviews, first="interview")
    return found


def _growth(findings: Findings) -> dict[str, Sequence[Cell]]:
    """How each candidate's ability moves from one interview to the next."""
    growth = findings.growth
    assert growth is not None  # noqa: S101  asked only where there is some
    rows = _estimates(growth.each, first="candidate")
    return {("interviews" if name == "ratings" else name): cells for name, cells in rows.items()}


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


def _profiles(findings: Findings) -> dict[str, Sequence[Cell]]:
    """What each is better and less good at: a row a candidate and dimension."""
    reading, rows = findings.reading, list[Estimate]()
    names = reading.labels["candidate"]
    for code in range(len(names)):
        rows.extend(findings.calibrated.profile(code))
    each = len(reading.labels["dimension"])
    whose = [name for name in names for _ in range(each)]
    return {"candidate": whose, **_estimates(rows, first="dimension")}


def _estimates(rows: Iterable[Estimate], *, first: str) -> dict[str, Sequence[Cell]]:
    table = list(rows)
    return {
        first: [one.name for one in table],
        "estimate": [one.estimate for one in table],
        "sd": [one.sd for one in table],
        "low": [one.low for one in table],
        "high": [one.high for one in table],
        "ratings": [one.rated for one in table],
    }
