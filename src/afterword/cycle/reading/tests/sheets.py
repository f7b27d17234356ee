"""Reading a made sheet in a test: its text in, its applications out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from afterword.cycle.reading.files.opening import tables_in
from afterword.cycle.reading.mapping import mapping_from
from afterword.cycle.reading.result import Reading, from_json
from afterword.cycle.reading.totals import One, Totals, applications_of, totals_of
from afterword.cycle.reading.whole_file import understand

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Read:
    """A reading, with short ways to ask it."""

    reading: Reading
    ones: list[One]
    totals: Totals

    def told(self, number: int) -> list[tuple[str, str]]:
        """(stage, day) of each event of an application."""
        return [(one.stage, f"{one.on or ''}") for one in self.ones[number].events]

    @property
    def companies(self) -> list[str]:
        return [one.named.company for one in self.ones]

    @property
    def outcomes(self) -> list[str]:
        return [one.standing.outcome for one in self.ones]

    @property
    def applied(self) -> list[str]:
        """The days of applying."""
        return [f"{one.standing.applied_on or ''}" for one in self.ones]

    def taken(self) -> dict[int, str]:
        """How the lines were taken that are no applications."""
        return {row.line: row.taken_as for row in self.reading.rows if not row.counts}


# Any: a mapping, as JSON.
def read_sheet(
    text: str | bytes, *, name: str = "sheet.csv", mapping: dict[str, Any] | None = None,
    today: date = TODAY,
) -> Read:  # fmt: skip
    body = text.encode() if isinstance(text, str) else text
    tables = tables_in(body, name=name)
    reading = understand(tables, file_name=name, mapping=mapping_from(mapping or {}), today=today)
    ones = applications_of(reading)
    return Read(reading, ones, totals_of(reading, ones))


def read_parts(parts: dict[str, str], *, today: date = TODAY) -> Read:
    """Several files that belong together."""
    tables = [t for name, text in parts.items() for t in tables_in(text.encode(), name=name)]
    reading = understand(tables, file_name="parts", mapping=mapping_from({}), today=today)
    ones = applications_of(reading)
    return Read(reading, ones, totals_of(reading, ones))


__all__ = ["TODAY", "Read", "from_json", "read_parts", "read_sheet"]
