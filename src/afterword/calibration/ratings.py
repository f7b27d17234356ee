"""A program's ratings as the sums take them: frozen, in a fixed order, and known by a digest."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

MODEL = "probit 9"
"""Which sums are done; counts up when the same ratings would give other numbers."""


class Rated(NamedTuple):
    """One rating; everything but the level and when the hour was held is an opaque key."""

    hour: str
    candidate: str
    interviewer: str
    question: str
    dimension: str
    level: int
    held: str = ""


class ReadTwice(NamedTuple):
    """One line of an hour as two people rated it, neither seeing the other's."""

    hour: str
    dimension: str
    first: int
    second: int


@dataclass(frozen=True)
class Gathered:
    """Ratings in a fixed order, those that a path of shared people and questions connects.

    `apart` counts interviews that nothing connects with them; `twice` is what was read twice.
    """

    rows: tuple[Rated, ...]
    apart: int = 0
    twice: tuple[ReadTwice, ...] = ()

    @property
    def columns(self) -> dict[str, list[Any]]:
        """The rows by column. Any: levels are numbers, the others keys."""
        return {name: [getattr(row, name) for row in self.rows] for name in Rated._fields}

    @property
    def pairs(self) -> list[tuple[str, int, int]]:
        """What was read twice, as the sums take it: dimension, first level, second."""
        return [(one.dimension, one.first, one.second) for one in self.twice]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the model and every rating."""
        said = [MODEL, self.apart, self.rows, *([self.twice] if self.twice else [])]
        text = json.dumps(said, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def count(self, facet: str) -> int:
        """How many different ones there are."""
        return len({getattr(row, facet) for row in self.rows})

    def hours_by(self, facet: str) -> Counter[str]:
        """In how many interviews each was."""
        return Counter(key for key, _ in {(getattr(row, facet), row.hour) for row in self.rows})

    def across(self, facet: str, other: str) -> Counter[str]:
        """How many different others each met."""
        met = {(getattr(row, facet), getattr(row, other)) for row in self.rows}
        return Counter(key for key, _ in met)
