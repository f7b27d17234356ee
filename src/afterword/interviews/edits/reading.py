"""Having edits read by a child that may die of them, and finding those that it died of."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterword.interviews.edits.flat import Edits, flatten
from afterword.interviews.edits.fold import Answer, fold
from afterword.interviews.edits.waiting import Edit, Read, by_connection, too_patient, without
from afterword.kit import confined

CPU_SECONDS, WALL_SECONDS = 2, 20.0
ALONE_CPU_SECONDS = 6
"""For one edit, so that none is blamed for how long the state before it takes."""
WHOLE_CPU_SECONDS = 10
"""For a whole record from its first edit on: an hour takes a quarter of a second."""
FLAT_CPU_SECONDS, FLAT_WALL_SECONDS, FLAT_MEMORY = 120, 600.0, 1024 * confined.MEGABYTE
"""For what is left of the largest record that a room writes, so that nobody takes along what the
other typed by typing a great deal."""


PRELOADED = ("pycrdt", "asyncio", fold.__module__)
"""What a child would otherwise import each time, which costs it three times the reading itself:
the library asks for asyncio with its first edit."""


class NotReadable(Exception):
    """The child could not say what these edits add up to."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Edits that come after a state that was read before."""

    state: bytes
    edits: Sequence[Edit]


def read(rooms: Sequence[Unread]) -> list[Read | None]:
    """Each room's state with its edits applied, and which of them had to be left out.

    All rooms share a child; if it dies, each half gets one of its own, down to the edit it died
    of. None for a room whose state alone kills the child.

    An edit is guilty only if a child dies of it alone, twice, with more time than any batch has:
    of many edits a child may also die because they are many.
    """
    if not rooms:
        return []
    try:
        return [
            _read_from(answer, room) for answer, room in zip(_in_child(rooms), rooms, strict=True)
        ]
    except confined.Confined:
        if len(rooms) == 1:
            return [_bit_by_bit(rooms[0])]
    half = len(rooms) // 2
    return read(rooms[:half]) + read(rooms[half:])


def texts(edits: Sequence[Edit], *, after: Sequence[int]) -> list[str]:
    """The text as it stood after each of these numbers, which rise. Raises NotReadable."""
    try:
        whole = [Unread(b"", edits)]
        return _in_child(whole, stops=after, cpu=WHOLE_CPU_SECONDS)[0]["texts"]
    except confined.Confined as no:
        raise NotReadable(str(no)) from no


def of_one(edits: Edits) -> list[tuple[int, bytes]]:
    """What edits of two say of the text of the one who stays, said anew. Raises NotReadable."""
    confined.preload(*PRELOADED)
    try:
        said = confined.confined(
            flatten, edits, memory=FLAT_MEMORY, cpu=FLAT_CPU_SECONDS, wall=FLAT_WALL_SECONDS
        )
    except confined.Confined as no:
        raise NotReadable(str(no)) from no
    return [(seq, b64decode(update)) for seq, update in said]


def _in_child(
    rooms: Sequence[Unread], *, stops: Sequence[int] = (), cpu: int | None = None
) -> list[Answer]:
    confined.preload(*PRELOADED)
    given = [
        (room.state, [(one.seq, one.update) for one in room.edits], list(stops)) for room in rooms
    ]
    answers: list[Answer] = confined.confined(
        fold, given, cpu=cpu or CPU_SECONDS, wall=WALL_SECONDS
    )
    return answers


def _read_from(answer: Answer, room: Unread) -> Read:
    numbers = set(answer["waiting"])
    waiting = [one for one in room.edits if one.seq in numbers]
    found = Read(b64decode(answer["state"]), frozenset(answer["left_out"]), tuple(waiting))
    return without(found, too_patient(waiting))


def _bit_by_bit(room: Unread) -> Read | None:
    """Apply what can be applied. Each edit that kills is left out, and with it what the same
    connection said later: had we been quicker, it would have been closed by then."""
    read = _alone(Read(room.state), ())
    return None if read is None else _read_on(read, room.edits)


def _read_on(read: Read, edits: Sequence[Edit]) -> Read:
    """Apply edits, by as many children as it takes."""
    gone = {one.seq for one in edits if one.said_by in read.cut}
    read = replace(read, left_out=read.left_out | gone)
    rest = [one for one in edits if one.seq not in gone]
    if not rest:
        return read
    return _alone(read, rest) or _in_halves(read, rest)


def _in_halves(read: Read, edits: Sequence[Edit]) -> Read:
    half = len(edits) // 2
    if not half:
        return _one(read, edits[0])
    return _read_on(_read_on(read, edits[:half]), edits[half:])


def _one(read: Read, edit: Edit) -> Read:
    """Apply an edit. Leave it out if it kills by itself; else, what waited for it and kills."""
    by_itself = replace(read, waiting=())
    found = _alone(by_itself, [edit], cpu=ALONE_CPU_SECONDS)
    found = found or _alone(by_itself, [edit], cpu=ALONE_CPU_SECONDS)
    if found is None:
        gone = replace(read, left_out=read.left_out | {edit.seq})
        return replace(gone, cut=read.cut | {edit.said_by})
    return _with_what_waited(read, edit, found)


def _with_what_waited(before: Read, edit: Edit, found: Read) -> Read:
    """The edit, `found` readable by itself, with what waited of one connection after another."""
    kept: list[Edit] = []
    for who, mine in by_connection(before.waiting):
        waiting = (*kept, *mine)
        start = replace(found, state=before.state, waiting=waiting)
        more = _alone(start, [edit], cpu=ALONE_CPU_SECONDS)
        if more is not None:
            found, kept = more, [*kept, *mine]
        else:
            gone = found.left_out | {one.seq for one in mine}
            found = replace(found, left_out=gone, cut=found.cut | {who})
    return found


def _alone(before: Read, edits: Sequence[Edit], *, cpu: int | None = None) -> Read | None:
    """What one child makes of these edits after all before them, or None if it dies."""
    room = Unread(before.state, [*before.waiting, *edits])
    try:
        found = _read_from(_in_child([room], cpu=cpu)[0], room)
    except confined.Confined:
        return None
    left_out, cut = before.left_out | found.left_out, before.cut | found.cut
    return replace(found, left_out=left_out, cut=cut)
