"""One line while it is being read."""

from collections.abc import Sequence
from typing import Any

from afterword.cycle.reading.lines.known_sheet import Known
from afterword.cycle.reading.result import Told, Unread


class Line:
    """What has been read of a line so far; its cells are found by what they mean."""

    def __init__(self, of: Known, place: int, cells: list[str]) -> None:
        self.of, self.place, self.cells = of, place, cells
        self.events: list[Told] = []
        self.unread: list[Unread] = []
        self.kept: list[tuple[str, str]] = []
        self.remarks: list[str] = []
        self.texts: dict[str, Any] = {}  # Any: texts, which are fields of a row by name
        self.noted_only = of.only_noted
        self.says_applied: bool | None = None

    def of_kind(self, kind: str) -> Sequence[tuple[int, str]]:
        """The filled cells of one meaning. Most sheets have columns of a few meanings only."""
        places = self.of.places.get(kind)
        return [(p, self.cells[p]) for p in places if self.cells[p]] if places else ()

    def label(self, place: int) -> str:
        """The name of a column."""
        return self.of.sheet.labels[place]

    def keep(self, place: int) -> None:
        """Keep a cell in the notes, word for word."""
        self.kept.append((self.label(place), self.cells[place]))
