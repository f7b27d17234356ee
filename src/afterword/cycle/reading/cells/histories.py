"""A history kept as JSON in one cell."""

import ast
import json
from collections.abc import Iterator

_STAGE_KEYS = (
    "stage",
    "status",
    "state",
    "name",
    "event",
    "to",
    "title",
    "type",
    "new_status",
    "step",
)
_DAY_KEYS = (
    "date",
    "on",
    "at",
    "when",
    "day",
    "timestamp",
    "time",
    "changed_at",
    "created_at",
    "changedAt",
    "createdAt",
    "updated_at",
    "start",
)


def history(cell: str) -> list[tuple[str, str]] | None:
    """(words, day as written) of each entry of a history kept as JSON in one cell, or None."""
    if not cell.startswith(("[", "{")) or len(cell) > 50_000:
        return None
    parsed = _parsed(cell)
    if isinstance(parsed, dict):
        if any(key in parsed for key in _STAGE_KEYS):
            parsed = [parsed]
        else:
            return [(str(key), str(value or "")) for key, value in parsed.items()]
    if not isinstance(parsed, list):
        return None
    return list(_entries(parsed))


def _parsed(cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(cell)  # literals alone: no name and no call is evaluated
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def _entries(parsed: list[object]) -> Iterator[tuple[str, str]]:
    for one in parsed:
        if isinstance(one, dict):
            stage = next((one[key] for key in _STAGE_KEYS if one.get(key)), "")
            day = next((one[key] for key in _DAY_KEYS if one.get(key)), "")
            yield str(stage), str(day)
        elif isinstance(one, str):
            yield one, ""
        elif isinstance(one, list | tuple) and one:
            yield str(one[0]), str(one[1]) if len(one) > 1 else ""
