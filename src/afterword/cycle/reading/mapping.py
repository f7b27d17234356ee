"""How a file is read, as a person can see and change it: a small JSON document.

    {
      "columns":  {"Firm": "company", "Status 2": "status: 2", "OA": "stage: challenge"},
      "dates":    "day first",
      "year":     2024,
      "month_and_number": "year",
      "statuses": {"Auto Int.": "challenge", "Inter + Rejec": ["phone", "rejected"]},
      "skip_lines": [2, 14],
      "head_line": 3,
      "sheets":   ["Applications"],
      "together": "id"
    }

Everything may be left out; what is left out is guessed. docs/use/import.md describes each part.
"""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field
from typing import Any

from afterword.cycle.enums import Stage
from afterword.cycle.reading.cells.dates import Number, Order
from afterword.cycle.reading.errors import BadMapping
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.vocabulary.column_names import KINDS, Meaning
from afterword.cycle.reading.vocabulary.status_words import CLOSED, NOTHING, SHELVED, WAITING

STAGES = frozenset(Stage.values) | {WAITING, NOTHING, CLOSED, SHELVED}
YEARS = range(1985, 2080)
TOGETHER = ("id", "company", "company and role", "nothing")


@dataclass(frozen=True)
class Mapping:
    """What the person said. The rest is guessed."""

    columns: dict[str, Meaning] = field(default_factory=dict)
    dates: Order | None = None
    year: int | None = None
    month_and_number: Number | None = None
    statuses: dict[str, tuple[str, ...]] = field(default_factory=dict)  # keys as `plain` gives
    skip_lines: frozenset[int] = frozenset()
    head_line: int | None = None
    sheets: tuple[str, ...] = ()
    together: str | None = None


EMPTY = Mapping()


def mapping_from(parsed: object) -> Mapping:
    """A mapping out of JSON. Raises BadMapping with a sentence."""
    if not isinstance(parsed, dict):
        raise BadMapping("A mapping is an object: {…}.")
    readers = {
        "columns": _columns, "dates": _order, "year": _year,
        "month_and_number": _number, "statuses": _statuses,
        "skip_lines": _lines, "head_line": _line, "sheets": _sheets, "together": _together,
    }  # fmt: skip
    unknown = sorted(set(parsed) - set(readers) - {"about"})
    if unknown:
        raise BadMapping(f"A mapping has no part called {unknown[0]!r}.")
    # Any: each reader gives the type of its own field.
    said: dict[str, Any] = {
        name: read(parsed[name]) for name, read in readers.items() if parsed.get(name) is not None
    }
    return Mapping(**said)


def meaning_from(text: object) -> Meaning:
    """`company`, `status: 2`, `stage: phone`. Raises BadMapping."""
    if not isinstance(text, str):
        raise BadMapping('A column\'s meaning is a text such as "company".')
    kind, _, of = (part.strip() for part in text.partition(":"))
    if kind not in KINDS:
        raise BadMapping(f"No column can mean {kind!r}. Possible: {', '.join(KINDS)}.")
    if kind in ("stage", "hour") and of not in Stage.values:
        raise BadMapping(f"{of!r} is no stage. Possible: {', '.join(Stage.values)}.")
    return Meaning(kind, of)


def _columns(value: object) -> dict[str, Meaning]:
    return {str(name): meaning_from(meaning) for name, meaning in _pairs(value, "columns").items()}


def _pairs(value: object, name: str) -> Pairs[str, object]:
    if not isinstance(value, dict):
        raise BadMapping(f"{name!r} is an object: {{…}}.")
    return value


def _order(value: object) -> Order:
    try:
        return Order(str(value))
    except ValueError as wrong:
        raise BadMapping('"dates" is "day first" or "month first".') from wrong


def _number(value: object) -> Number:
    try:
        return Number(str(value))
    except ValueError as wrong:
        raise BadMapping('"month_and_number" is "day" or "year".') from wrong


def _year(value: object) -> int:
    if not isinstance(value, int) or value not in YEARS:
        raise BadMapping('"year" is a number such as 2024.')
    return value


def _statuses(value: object) -> dict[str, tuple[str, ...]]:
    return {plain(str(words)): _stages(told) for words, told in _pairs(value, "statuses").items()}


def _stages(told: object) -> tuple[str, ...]:
    stages = [told] if isinstance(told, str) else told
    if not isinstance(stages, list) or not all(isinstance(one, str) for one in stages):
        raise BadMapping("A status becomes a stage, or a list of stages.")
    for one in stages:
        if one not in STAGES:
            raise BadMapping(f"{one!r} is no stage. Possible: {', '.join(sorted(STAGES))}.")
    return tuple(stages)


def _lines(value: object) -> frozenset[int]:
    if not isinstance(value, list) or not all(isinstance(one, int) for one in value):
        raise BadMapping('"skip_lines" is a list of line numbers.')
    return frozenset(value)


def _line(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise BadMapping('"head_line" is the number of the line that names the columns.')
    return value


def _sheets(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise BadMapping('"sheets" is a list of names.')
    return tuple(str(one) for one in value)


def _together(value: object) -> str:
    if value not in TOGETHER:
        raise BadMapping(f'"together" is one of {", ".join(TOGETHER)}.')
    return str(value)
