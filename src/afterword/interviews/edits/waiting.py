"""What was read of a room, and how much of it may wait for edits that are not here yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

WAITING_MOST = 256 * 1024
WAITING_ROOM_MOST = 4 * WAITING_MOST
EDIT_WEIGHS = 256
"""So much may wait for edits that are not here yet: of a connection, and in a room. An edit counts
its bytes and a little more. What waits is read again each time."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a record: its number, the connection that said it, the update."""

    seq: int
    said_by: str
    update: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """A state; the numbers of edits that nobody can read, the edits that wait for others, and the
    connections that are not read on."""

    state: bytes
    left_out: frozenset[int] = frozenset()
    waiting: tuple[Edit, ...] = ()
    cut: frozenset[str] = frozenset()


def too_patient(waiting: Sequence[Edit]) -> frozenset[str]:
    """The connections of which too much waits; the heaviest, where it is too much for a room."""
    weighs = {who: _weight(edits) for who, edits in by_connection(waiting)}
    gone = {who for who, weight in weighs.items() if weight > WAITING_MOST}
    left = sorted(weighs.keys() - gone, key=weighs.__getitem__)
    while sum(weighs[who] for who in left) > WAITING_ROOM_MOST:
        gone.add(left.pop())
    return frozenset(gone)


def _weight(edits: Sequence[Edit]) -> int:
    return sum(len(one.update) + EDIT_WEIGHS for one in edits)


def by_connection(edits: Sequence[Edit]) -> list[tuple[str, list[Edit]]]:
    """Each connection's edits, the lightest connection first."""
    said_by = attrgetter("said_by")
    grouped = [(who, list(mine)) for who, mine in groupby(sorted(edits, key=said_by), said_by)]
    return sorted(grouped, key=lambda one: _weight(one[1]))


def without(read: Read, connections: frozenset[str]) -> Read:
    """The same, without what still waits of these connections; they are not read on."""
    gone = {one.seq for one in read.waiting if one.said_by in connections}
    return Read(
        read.state,
        read.left_out | gone,
        tuple(one for one in read.waiting if one.seq not in gone),
        read.cut | connections,
    )
