"""The seam to what differs by dimension: somebody's profile, and how easily a level is given.

Like fitting.py imported in the limited child alone: numpy and scipy stay out of the server.
"""

from collections import defaultdict
from collections.abc import Sequence

from afterword.calibration.enums import RECOMMENDATION
from afterword.calibration.found import Given, InDimension, Sure
from afterword.numerics.levels import given, levels_moved
from afterword.study.calibrated import Calibrated


def _rows(calibrated: Calibrated) -> list[tuple[int, str]]:
    names = calibrated.labels["dimension"]
    return [(row, key) for row, key in enumerate(names) if key != RECOMMENDATION]


def profiles_of(calibrated: Calibrated) -> list[Sequence[InDimension]]:
    """Of each candidate, in the order of codes: each dimension against their own average.

    Nothing where the model holds no profile.
    """
    effects = calibrated.estimates.effects.get("profile")
    if effects is None:
        return []
    low, high = effects.interval()
    return [
        [
            InDimension(
                key,
                _moved(calibrated, row, effects.mode[at, row], low[at, row], high[at, row]),
                int(effects.rated[at, row]),
            )
            for row, key in _rows(calibrated)
        ]
        for at in range(len(effects.mode))
    ]


def _moved(calibrated: Calibrated, row: int, *ends: float) -> Sure:
    moved = (
        levels_moved(calibrated.components, float(one), of="profile", rows=[row]) for one in ends
    )
    return Sure(*(round(one, 6) for one in moved))


def levels_given(calibrated: Calibrated) -> dict[str, Given]:
    """Of each dimension what share of all ratings reaches a level, from the second on."""
    dimensions = calibrated.ratings.facets["dimension"]
    reached: dict[int, dict[str, Sure]] = defaultdict(dict)
    for (row, cut), threshold in calibrated.estimates.thresholds.items():
        one = given(calibrated.components, threshold)
        reached[row][str(cut + 2)] = Sure(*(round(x, 6) for x in (one.estimate, one.low, one.high)))
    return {
        key: Given(reached[row], int((dimensions == row).sum())) for row, key in _rows(calibrated)
    }
