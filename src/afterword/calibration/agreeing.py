"""The seam to agreement: pairs of levels in, how far they agree out, each dimension for itself.

Like fitting.py imported in the limited child alone: numpy and scipy stay out of the server.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from afterword.calibration.found import Agreed, Sure
from afterword.numerics.agreement import Agreement, intraclass, krippendorff
from afterword.numerics.errors import TooLittle
from afterword.numerics.model import Floats

SEED = 20261126

Pair = Sequence[str | int]
"""Dimension, the interviewer's level, the second reader's."""


def agreed(pairs: Iterable[Pair]) -> dict[str, Agreed]:
    """For each dimension how often two readings met, and how far beyond chance."""
    tables: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for dimension, first, second in pairs:
        tables[str(dimension)].append((int(first), int(second)))
    return {key: _agreed(np.array(sorted(tables[key]), float)) for key in sorted(tables)}


def _agreed(table: Floats) -> Agreed:
    apart = np.abs(table[:, 0] - table[:, 1])
    rng = np.random.default_rng(SEED)
    return Agreed(
        readings=len(table),
        same=int((apart == 0).sum()),
        next_to=int((apart == 1).sum()),
        alpha=_said(lambda: krippendorff(table, rng=rng)),
        alike=_said(lambda: intraclass(table).one_way),
    )


def _said(made: Callable[[], Agreement]) -> Sure | None:
    """Nothing where every reading is the same level, or an interval would mean nothing."""
    try:
        one = made()
    except TooLittle:
        return None
    if not np.isfinite([one.estimate, one.low, one.high]).all():
        return None
    return Sure(*(round(float(np.clip(x, -1, 1)), 6) for x in (one.estimate, one.low, one.high)))
