"""Which lines are one application: by the file's own id, or as the person says. Never by likeness.

People apply twice, so two lines about one company stay two applications unless something says
otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace

from afterword.cycle.names import name_key
from afterword.cycle.reading.result import APPLICATION, NOT_UNDERSTOOD, PART, Row, Told


def together(
    rows: Sequence[Row], *, by: str
) -> tuple[tuple[tuple[int, ...], ...], tuple[Row, ...]]:
    """Groups of places in `rows`, and the rows, where parts that belong to nothing say so."""
    groups: dict[object, list[int]] = {}
    looked = list(rows)
    for place, row in enumerate(rows):
        if row.taken_as == PART and not row.id:
            looked[place] = replace(
                row, taken_as=NOT_UNDERSTOOD, why="no id says to which application this belongs"
            )
        elif row.counts:
            groups.setdefault(_key(row, place, by), []).append(place)
    first = {
        key: min(places, key=lambda p: rows[p].taken_as != APPLICATION)
        for key, places in groups.items()
    }
    ordered = sorted(groups, key=lambda key: first[key])
    return tuple(tuple(groups[key]) for key in ordered), tuple(looked)


def _key(row: Row, place: int, by: str) -> object:
    if row.id and by != "nothing":
        return ("id", row.id)
    if by == "company" and row.company:
        return ("company", name_key(row.company))
    if by == "company and role" and row.company:
        return ("both", name_key(row.company), name_key(row.role))
    return place


def events_of(rows: Sequence[Row]) -> list[Told]:
    """What all lines of one application tell, each thing once; a day found later is kept."""
    found: list[Told] = []
    for row in rows:
        before = list(found)
        for one in row.events:
            if not _is_known(one, before):
                found = [other for other in found if not _is_vaguer(other, one, row)]
                found.append(one)
    return found


def _is_known(one: Told, found: list[Told]) -> bool:
    same = [other for other in found if other.stage == one.stage]
    return any(other.on == one.on for other in same) or (one.on is None and bool(same))


def _is_vaguer(other: Told, one: Told, row: Row) -> bool:
    return (
        other.stage == one.stage
        and other.on is None
        and one.on is not None
        and other not in row.events
    )
