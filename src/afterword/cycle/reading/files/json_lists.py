"""Lists of objects in JSON, as tables."""

import json
from collections.abc import Iterator

from afterword.cycle.reading.errors import Damaged, NotATable
from afterword.cycle.reading.files.delimited import from_delimited
from afterword.cycle.reading.files.tables import Table, within
from afterword.cycle.reading.files.trello import cards_of, is_board
from afterword.cycle.reading.files.typed_cells import as_typed
from afterword.cycle.reading.plain_text import visible

OURS = {
    "afterword-search": "This is a search.json. Bring it back on the page Take it along.",
    "afterword-debriefs": "This is a debriefs.json. Bring it back from the page Take it along.",
}


def from_json(text: str, name: str, remarks: tuple[str, ...]) -> list[Table]:
    """Every list of objects in it. Raises Damaged or NotATable."""
    try:
        parsed = json.loads(text)
    except RecursionError as wrong:
        raise Damaged("The JSON is nested too deeply.") from wrong
    except ValueError:
        if text.lstrip().startswith("["):
            return [from_delimited(text, name, remarks)]
        try:
            parsed = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as wrong:
            raise Damaged("The JSON is damaged.") from wrong
    if isinstance(parsed, dict) and parsed.get("format") in OURS:
        raise NotATable(OURS[str(parsed["format"])])
    lists = (
        [(name, cards_of(parsed))] if is_board(parsed) else list(_lists_of_objects(parsed, name))
    )
    if not lists:
        raise NotATable("The JSON has no list of applications.")
    return [_from_objects(rows, where, remarks) for where, rows in lists]


def _lists_of_objects(parsed: object, name: str) -> Iterator[tuple[str, list[dict[str, object]]]]:
    if isinstance(parsed, list):
        rows = [one for one in parsed if isinstance(one, dict)]
        if rows:
            yield name, rows
    elif isinstance(parsed, dict):
        inner = [(key, value) for key, value in parsed.items() if isinstance(value, list)]
        found = [pair for key, value in inner for pair in _lists_of_objects(value, str(key))]
        values = list(parsed.values())
        if not found and values and all(isinstance(one, dict) for one in values):
            yield name, [{"id": key, **one} for key, one in parsed.items()]
        yield from found


def _from_objects(rows: list[dict[str, object]], name: str, remarks: tuple[str, ...]) -> Table:
    rows = [_flat(row) for row in rows]
    keys = list(dict.fromkeys(str(key) for row in rows for key in row))
    within(len(rows), len(keys), len(rows) * len(keys))
    body = [[_json_cell(row.get(key)) for key in keys] for row in rows]
    return Table(name, [keys, *body], list(range(len(rows) + 1)), remarks)


_CALLED = ("name", "title", "label")


def _flat(row: dict[str, object]) -> dict[str, object]:
    """`company: {name, website}`: its name is the company, and the rest stands beside it."""
    flat: dict[str, object] = {}
    for raw, value in row.items():
        key = visible(raw)
        name = next((one for one in _CALLED if isinstance(value, dict) and one in value), None)
        if name is None or not isinstance(value, dict):
            flat[key] = value
            continue
        flat[key] = value[name]
        flat |= {f"{key} {visible(inner)}": more for inner, more in value.items() if inner != name}
    return flat


def _json_cell(value: object) -> str:
    if isinstance(value, dict | list):
        return visible(json.dumps(value, ensure_ascii=False)) if value else ""
    return as_typed(value)
