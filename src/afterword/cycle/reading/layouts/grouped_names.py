"""Names over names: `Round 1` above `Date` and `Who`, which come again under `Round 2`."""

from collections import Counter
from dataclasses import replace

from afterword.cycle.reading.files.tables import Table
from afterword.cycle.reading.vocabulary.column_names import kind_of

LOOKED_AT = 6  # rows in which the names of the columns are looked for
FEWEST = 2  # groups
LONGEST = 30  # letters of a group's name
WHO = frozenset({"company", "company and role"})


def under_groups(table: Table) -> Table:
    """Each column called by its group and its own name; any other table as it is."""
    for at, (over, names) in enumerate(
        zip(table.rows[:LOOKED_AT], table.rows[1 : LOOKED_AT + 1], strict=False)
    ):
        if _are_groups(over, names):
            head = _joined(over, names)
            rows = [*table.rows[:at], head, *table.rows[at + 2 :]]
            return replace(table, rows=rows, lines=[*table.lines[:at], *table.lines[at + 1 :]])
    return table


def _are_groups(over: list[str], names: list[str]) -> bool:
    """Whether the lower line says the same of several, and the upper one tells them apart."""
    again = [name for name, count in Counter(filter(None, names)).items() if count > 1]
    groups = [cell for cell in over if cell]
    if not again or len(groups) < FEWEST or max(map(len, groups)) > LONGEST or over[:1] != [""]:
        return False
    kinds = {kind_of(cell) for cell in names}
    first = next(place for place, cell in enumerate(over) if cell)
    return bool(WHO & kinds) and names.index(again[0]) >= first


def _joined(over: list[str], names: list[str]) -> list[str]:
    group, head = "", []
    for place in range(max(len(over), len(names))):
        own = over[place] if place < len(over) else ""
        name = names[place] if place < len(names) else ""
        group = own or group
        head.append(f"{group} {name}".strip() if group else name)
    return head
