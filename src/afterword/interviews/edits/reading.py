"""Having edits read by a child that may die of them, and finding those that it died of."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from afterword.interviews.edits.fold import Answer, fold
from afterword.kit import confined

CPU_SECONDS, WALL_SECONDS = 2, 20.0
WHOLE_CPU_SECONDS = 10
"""For a whole record from its first edit on: an hour takes a quarter of a second."""


class NotReadable(Exception):
    """The child could not say what these edits add up to."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a record: its number, the connection that said it, the update."""

    seq: int
    said_by: str
    update: bytes


@dataclass(frozen=True, slots=True)
class Unread:
    """Edits that come after a state that was read before."""

    state: bytes
    edits: Sequence[Edit]


@dataclass(frozen=True, slots=True)
class Read:
    """A state; the numbers of edits that nobody can read, and the edits that wait for others."""

    state: bytes
    left_out: frozenset[int] = field(default_factory=frozenset)
    waiting: tuple[Edit, ...] = ()


def read(rooms: Sequence[Unread]) -> list[Read | None]:
    """Each room's state with its edits applied, and which of them had to be left out.

    All rooms share a child; if it dies, each half gets one of its own, down to the edit it died
    of. None for a room whose state alone kills the child.
    """
    if not rooms:
        return []
    try:
        return [
            _read_from(answer, room) for answer, room in zip(_in_child(rooms), rooms, strict=True)
        ]
    except confined.Confined:
        if len(rooms) == 1:
            return [_without_what_kills(rooms[0])]
    half = len(rooms) // 2
    return read(rooms[:half]) + read(rooms[half:])


def texts(edits: Sequence[Edit], *, after: Sequence[int]) -> list[str]:
    """The text as it stood after each of these numbers, which rise. Raises NotReadable."""
    try:
        whole = [Unread(b"", edits)]
        return _in_child(whole, stops=after, cpu=WHOLE_CPU_SECONDS)[0]["texts"]
    except confined.Confined as no:
        raise NotReadable(str(no)) from no


def _in_child(
    rooms: Sequence[Unread], *, stops: Sequence[int] = (), cpu: int | None = None
) -> list[Answer]:
    confined.preload("pycrdt")
    given = [
        (room.state, [(one.seq, one.update) for one in room.edits], list(stops)) for room in rooms
    ]
    answers: list[Answer] = confined.confined(
        fold, given, cpu=cpu or CPU_SECONDS, wall=WALL_SECONDS
    )
    return answers


def _read_from(answer: Answer, room: Unread) -> Read:
    waiting = tuple(one for one in room.edits if one.seq in set(answer["waiting"]))
    return Read(b64decode(answer["state"]), frozenset(answer["left_out"]), waiting)


def _without_what_kills(room: Unread) -> Read | None:
    """Apply what can be applied. Each edit that kills is left out, and with it what the same
    connection said later: had we been quicker, it would have been closed by then."""
    read, rest = Read(room.state), list(room.edits)
    if _alone(read, ()) is None:
        return None
    while rest:
        read, at = _before_the_deadly(read, rest)
        gone = {one.seq for one in rest[at:] if one.said_by == rest[at].said_by}
        read = replace(read, left_out=read.left_out | gone)
        rest = [one for one in rest[at:] if one.seq not in gone]
        whole = _alone(read, rest)
        if whole is not None:
            return whole
    return read


def _before_the_deadly(read: Read, edits: Sequence[Edit]) -> tuple[Read, int]:
    """Which of these edits, all of which together kill, is the first that does; and what was read
    before it."""
    sound, deadly = 0, len(edits)
    while deadly - sound > 1:
        middle = (sound + deadly) // 2
        part = _alone(read, edits[sound:middle])
        if part is None:
            deadly = middle
        else:
            read, sound = part, middle
    return read, sound


def _alone(before: Read, edits: Sequence[Edit]) -> Read | None:
    """What one child makes of these edits after all before them, or None if it dies."""
    room = Unread(before.state, [*before.waiting, *edits])
    try:
        found = _read_from(_in_child([room])[0], room)
    except confined.Confined:
        return None
    return replace(found, left_out=before.left_out | found.left_out)
