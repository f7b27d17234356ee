"""Dimensions apart: somebody's own, for whoever asks, and how easily a level is given in each."""

from collections.abc import Iterator, Mapping

from afterword.calibration.amounts import percents, sided, sides
from afterword.calibration.enums import Facet
from afterword.calibration.found import Given, InDimension, profile_from
from afterword.calibration.models import Estimate
from afterword.questions.enums import Level

REACHED = (Level.MIXED, Level.GOOD, Level.EXCELLENT)


def profile_rows(estimate: Estimate, names: Mapping[str, str]) -> list[dict[str, object]]:
    """Each dimension against the reader's own average; none of a fit that holds no profile."""
    found = profile_from(estimate.profile or [])
    return [_own(one, names.get(one.key, _named(one.key))) for one in found if one.ratings]


def _own(one: InDimension, name: str) -> dict[str, object]:
    value, low, high = one.moved
    return {
        "name": name,
        "is_told": low > 0 or high < 0,
        "sided": sided(value, Facet.CANDIDATE),
        "fits": sides(low, high, Facet.CANDIDATE),
        "ratings": one.ratings,
    }


def given_rows(given: Mapping[str, Given]) -> list[dict[str, object]]:
    """Of each dimension which share of all ratings reaches a level, from the second on."""
    return [
        {"name": _named(key), "reaches": list(_reaches(one)), "ratings": one.ratings}
        for key, one in sorted(given.items())
    ]


def _reaches(one: Given) -> Iterator[tuple[str, str]]:
    for level in REACHED:
        sure = one.reaches.get(str(level.value))
        yield str(level.label), "not given so far" if sure is None else percents(sure)


def _named(key: str) -> str:
    return key.replace("_", " ").capitalize()
