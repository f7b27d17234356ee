"""The line that a program draws through its levels, and on which side of it others would land."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.study.calibrated import Calibrated
from afterword.study.errors import CannotRead
from afterword.study.reading import Reading

if TYPE_CHECKING:
    from afterword.numerics.second_opinion import Odds

MOST_ASKED = 10_000  # candidates whose odds somebody could read


@dataclass(frozen=True, eq=False)
class Line:
    """The lowest level on the upper side, of which dimension, and the odds of each candidate."""

    dimension: str
    level: str
    odds: "list[Odds]"

    @property
    def name(self) -> str:
        """What is crossed: level 3, or level 3 of recommendation."""
        return f"level {self.level}" + (f" of {self.dimension}" if self.dimension else "")


def line_of(words: str, reading: Reading, calibrated: Calibrated) -> Line:
    """What `--line` asks for. Raises CannotRead, NotInTheModel and NotCrossed."""
    dimensions = reading.labels.get("dimension", ())
    name, _, level = words.rpartition(":")
    if name and name not in dimensions:
        raise CannotRead(f"--line: there is no dimension {name!r}. {_there_are(dimensions)}")
    if not name and len(dimensions) > 1:
        raise CannotRead(f"--line needs a dimension, as in {dimensions[0]}:{level}.")
    place = reading.scale.place(level)
    if place is None or place < 1:
        raise CannotRead(
            f"--line {level!r} is no level with another below it; the scale is {reading.scale}."
        )
    if len(reading.labels.get("candidate", ())) > MOST_ASKED:
        raise CannotRead(f"--line is for up to {MOST_ASKED:,} candidates: take fewer rows.")
    at = dimensions.index(name) if name else 0
    odds = calibrated.odds_of_everybody(line=place + 1, dimension=at)
    return Line(name or (dimensions[0] if dimensions else ""), reading.scale.names[place], odds)


def _there_are(names: tuple[str, ...]) -> str:
    return f"The file has: {', '.join(names)}." if names else "The file names no dimensions."
