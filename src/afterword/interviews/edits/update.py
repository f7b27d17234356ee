"""What an update of the shared text says, as far as we must know before it is applied.

Yjs' first encoding: for each client a run of structs, then the ranges that are deleted. Editors of
plain text write no more than strings, what is left of deleted ones, and gaps; an update with
anything else in it is no edit of ours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NAME = "code"
"""What the browsers call the shared text."""

CLIENT_MOST, CLOCK_MOST = 2**53 - 1, 2**31 - 1
GC, DELETED, STRING, SKIP = 0, 1, 4, 10
WITH_ORIGIN, WITH_RIGHT_ORIGIN, WITH_KEY, CONTENT = 0x80, 0x40, 0x20, 0x1F

Clocks = dict[int, int]
"""For each client, how many characters of theirs there are."""


class NoUpdate(ValueError):
    """These bytes are no edit of a text."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update brings, and what must be there for it to be applied whole."""

    brings: tuple[tuple[int, int, int], ...]
    """Each run without a gap: client, first clock, the clock after its last."""
    needs: tuple[tuple[int, int], ...]
    """Client and clock of what its structs stand beside, and of the last of what it deletes."""

    def lacks(self, clocks: Clocks) -> Clocks:
        """For each client, the last character that it hangs on and that neither is here nor comes
        with it."""
        after: Clocks = {}
        missing: Clocks = {}
        for client, first, end in self.brings:
            here = after.get(client, clocks.get(client, 0))
            if first > here:
                missing[client] = first - 1
            after[client] = max(end, here)
        for client, clock in self.needs:
            if clock >= after.get(client, clocks.get(client, 0)):
                missing[client] = max(clock, missing.get(client, 0))
        return missing

    def is_within(self, clocks: Clocks) -> bool:
        """Whether all of it, and all that it hangs on, is there at these clocks."""
        brought = all(end <= clocks.get(client, 0) for client, _, end in self.brings)
        return brought and all(clock < clocks.get(client, 0) for client, clock in self.needs)


def reached(clocks: Clocks, updates: Iterable[Update]) -> Clocks:
    """The clocks with all runs of some updates that have no gap before them."""
    after = dict(clocks)
    for client, first, end in sorted(run for update in updates for run in update.brings):
        if first <= after.get(client, 0):
            after[client] = max(end, after.get(client, 0))
    return after


def parse(update: bytes) -> Update:
    """Read an update. Raises NoUpdate."""
    reader = _Reader(update)
    brings: list[tuple[int, int, int]] = []
    needs: list[tuple[int, int]] = []
    for _ in range(reader.count()):
        brings += _runs(reader, needs)
    needs += _deleted(reader)
    if reader.at != len(update):
        raise NoUpdate("there is more behind it")
    return Update(tuple(brings), tuple(needs))


def clocks_of(state_vector: bytes) -> Clocks:
    """A document's clocks, as the library gives them."""
    reader = _Reader(state_vector)
    return {reader.client(): reader.count() for _ in range(reader.count())}


class _Reader:
    def __init__(self, update: bytes) -> None:
        self.update = update
        self.at = 0

    def byte(self) -> int:
        if self.at >= len(self.update):
            raise NoUpdate("it is cut short")
        self.at += 1
        return self.update[self.at - 1]

    def count(self, most: int = CLOCK_MOST) -> int:
        number = shift = 0
        while shift < 56:
            byte = self.byte()
            number |= (byte & 127) << shift
            if byte < 128:
                if number > most:
                    break
                return number
            shift += 7
        raise NoUpdate("a number is too large")

    def some(self) -> int:
        number = self.count()
        if not number:
            raise NoUpdate("it announces nothing")
        return number

    def client(self) -> int:
        return self.count(CLIENT_MOST)

    def place(self) -> tuple[int, int]:
        return self.client(), self.count()

    def text(self) -> str:
        size = self.count()
        words = self.update[self.at : self.at + size]
        if len(words) < size:
            raise NoUpdate("it is cut short")
        self.at += size
        try:
            return words.decode()
        except UnicodeDecodeError as no:
            raise NoUpdate("its text is no text") from no


def _runs(reader: _Reader, needs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The runs of one client's structs; what they stand beside goes to `needs`."""
    structs, client, clock = reader.some(), reader.client(), reader.count()
    first = clock
    for _ in range(structs):
        info = reader.byte()
        length = _length(reader, info, needs)
        clock = _end(clock, length)
        if info & CONTENT == SKIP:
            if first < clock - length:
                yield client, first, clock - length
            first = clock
    if first < clock:
        yield client, first, clock


def _length(reader: _Reader, info: int, needs: list[tuple[int, int]]) -> int:
    """How many characters (as JavaScript counts them) the next struct stands for."""
    content = info & CONTENT
    if content in {GC, SKIP}:
        return reader.count()
    if info & WITH_ORIGIN:
        needs.append(reader.place())
    if info & WITH_RIGHT_ORIGIN:
        needs.append(reader.place())
    if not info & (WITH_ORIGIN | WITH_RIGHT_ORIGIN) and _parent(reader, info) != NAME:
        raise NoUpdate("it is about something else than the text")
    if content == DELETED:
        return reader.count()
    if content == STRING:
        text = reader.text()
        return len(text) + sum(one > "\uffff" for one in text)
    raise NoUpdate("it holds something else than text")


def _parent(reader: _Reader, info: int) -> str | None:
    """The name of what a struct without neighbours stands in, if that is a thing of its own."""
    if reader.count() != 1 or info & WITH_KEY:
        return None
    return reader.text()


def _deleted(reader: _Reader) -> Iterator[tuple[int, int]]:
    """The last character of each deleted range."""
    for _ in range(reader.count()):
        client, ranges = reader.client(), reader.some()
        for _ in range(ranges):
            yield client, _end(reader.count(), reader.count()) - 1


def _end(clock: int, length: int) -> int:
    if not 0 < length <= CLOCK_MOST - clock:
        raise NoUpdate("a length is impossible")
    return clock + length
