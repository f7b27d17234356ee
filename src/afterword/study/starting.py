"""Where an earlier fit ended, by name, so that the next one can begin there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from afterword.numerics.model import Component, Components
from afterword.numerics.ratings import Ratings
from afterword.study.taking import Labels

if TYPE_CHECKING:
    from afterword.study.calibrated import Calibrated


@dataclass(frozen=True)
class Start:
    """σ of each component, and thresholds by the name of their dimension.

    Infinite where a level was never used. It says how quickly a fit arrives, and not where.
    """

    sigmas: Mapping[Component, float]
    thresholds: Mapping[str, Sequence[float]]

    @classmethod
    def after(cls, calibrated: "Calibrated") -> Self | None:
        """Where an exact fit ended; None where there is nothing for another one to begin at."""
        if calibrated.exact is None or calibrated.estimates.penalised:
            return None
        of, rows = calibrated.components, calibrated.components.thresholds.tolist()
        return cls(of.sigmas, dict(zip(_names(calibrated.labels, len(rows)), rows, strict=True)))

    def of(self, ratings: Ratings, labels: Labels) -> Components:
        """The same by the codes of these ratings; NaN for a dimension that is new."""
        out = np.full((ratings.n_dimensions, ratings.n_levels - 1), np.nan)
        for row, name in enumerate(_names(labels, ratings.n_dimensions)):
            known = self.thresholds.get(name, ())
            if len(known) == out.shape[1]:
                out[row] = known
        return Components(self.sigmas, out)

    # Any: JSON, both ways.
    def as_json(self) -> dict[str, Any]:
        """Every number to its last bit; null for infinite ones."""
        rows = {
            name: [one if np.isfinite(one) else None for one in row]
            for name, row in self.thresholds.items()
        }
        return {"sigmas": dict(self.sigmas), "thresholds": rows}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of as_json(), but that what was infinite is unknown."""
        rows = {
            name: [np.nan if one is None else one for one in row]
            for name, row in said["thresholds"].items()
        }
        return cls(said["sigmas"], rows)


def _names(labels: Labels, many: int) -> Sequence[str]:
    return labels.get("dimension") or [str(code) for code in range(many)]
