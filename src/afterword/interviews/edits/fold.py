"""The work of the child that reads edits: the one place where a stranger's CRDT bytes are applied.

Mutated updates make this library panic, loop and crash (about one in 250 of those we tried), so
`fold` runs in a child alone: `reading` calls it there, and what happens to it stays there.

An edit that hangs on one that is not here yet is held back until that comes: the library would
keep it pending in its state, but forget what it deletes.
"""

import os
from base64 import b64encode
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, TypedDict

from afterword.interviews.edits.update import (
    NAME,
    Clocks,
    NoUpdate,
    Update,
    clocks_of,
    parse,
    reached,
)

if TYPE_CHECKING:
    from pycrdt import Doc, Text

Updates = Sequence[tuple[int, bytes]]


class Answer(TypedDict):
    """What the child says of one room, as JSON."""

    state: str
    left_out: list[int]
    waiting: list[int]
    texts: list[str]


def fold(rooms: Sequence[tuple[bytes, Updates, Sequence[int]]]) -> list[Answer]:
    """Apply each room's numbered updates to its state.

    Answers the new state, the numbers of what is no edit and of what waits for another, and the
    text as it stood after each number asked for, in rising order. Dies of what this library
    cannot bear.
    """
    os.nice(10)  # the rooms themselves come first
    return [_fold(state, updates, stops) for state, updates, stops in rooms]


def _fold(state: bytes, updates: Updates, stops: Sequence[int]) -> Answer:
    text = FoldedText(state)
    texts: list[str] = []
    ahead = list(stops)
    for seq, update in updates:
        while ahead and ahead[0] < seq:
            ahead.pop(0)
            texts.append(text.now)
        text.take(seq, update)
    texts += [text.now for _ in ahead]
    return {
        "state": b64encode(text.state()).decode(),
        "left_out": text.left_out,
        "waiting": list(text.waiting),
        "texts": texts,
    }


@dataclass(slots=True)
class Waiting:
    """An edit that was not applied yet, and from how many clients it still waits for something."""

    seq: int
    update: bytes
    says: Update
    lacks: int


class FoldedText:
    """A room's text while its edits are applied."""

    def __init__(self, state: bytes) -> None:
        self._doc, self._text = document(state)
        self._clocks = clocks_of(self._doc.get_state())
        self._waits_for: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.left_out: list[int] = []
        self.waiting: dict[int, Waiting] = {}

    @property
    def now(self) -> str:
        self._settle()
        return str(self._text)

    def take(self, seq: int, update: bytes) -> None:
        """Apply an edit as soon as all that it hangs on is here."""
        try:
            says = parse(update)
        except NoUpdate:
            self.left_out.append(seq)
            return
        lacks = says.lacks(self._clocks)
        self.waiting[seq] = Waiting(seq, update, says, len(lacks))
        for client, clock in lacks.items():
            heappush(self._waits_for[client], (clock, seq))
        self._go_on([] if lacks else [seq])

    def _go_on(self, ready: list[int]) -> None:
        """Apply these, and what is thereby ready as well, the earliest first."""
        while ready:
            one = self.waiting.pop(heappop(ready))
            self._apply([one])
            for client, _, end in one.says.brings:
                self._clocks[client] = max(end, self._clocks.get(client, 0))
            for freed in self._freed(client for client, _, _ in one.says.brings):
                heappush(ready, freed)

    def _freed(self, clients: Iterable[int]) -> Iterator[int]:
        """Which edits wait for nothing more, now that there is more of these clients."""
        for client in clients:
            waits = self._waits_for[client]
            while waits and waits[0][0] < self._clocks.get(client, 0):
                _, seq = heappop(waits)
                if (one := self.waiting.get(seq)) is not None:
                    one.lacks -= 1
                    if not one.lacks:
                        yield seq

    def _settle(self) -> None:
        """Apply those that hang on nothing but each other, as after a merge that left a gap."""
        together, clocks = self.waiting, self._clocks
        while together:
            clocks = reached(self._clocks, (one.says for one in together.values()))
            sound = {seq: one for seq, one in together.items() if one.says.is_within(clocks)}
            if len(sound) == len(together):
                break
            together = sound
        if together:
            self._take_together(together, clocks)

    def _apply(self, edits: Collection[Waiting]) -> None:
        for one in edits:
            self._doc.apply_update(one.update)

    def _take_together(self, edits: dict[int, Waiting], clocks: Clocks) -> None:
        self._apply(edits.values())
        self._clocks = clocks
        self.waiting = {seq: one for seq, one in self.waiting.items() if seq not in edits}
        self._go_on(sorted(self._freed(list(self._waits_for))))

    def state(self) -> bytes:
        """All that was applied, as one update that says the same."""
        self._settle()
        whole = self._doc.get_update()
        again = str(document(whole)[1])
        if clocks_of(self._doc.get_state()) != self._clocks or again != str(self._text):
            raise AssertionError("the state does not say what was read")
        return whole


# Any: what else a document may hold is nothing to us.
def document(state: bytes, *, client: int | None = None) -> "tuple[Doc[Any], Text]":
    """A document with the shared text in it; `client` types there, if anybody does."""
    from pycrdt import Doc, Text  # slow to import, and only a child may

    doc: Doc[Any] = Doc(client_id=client)
    text = doc.get(NAME, type=Text)
    if state:
        doc.apply_update(state)
    return doc, text
