"""The work of the child that reads edits: the one place where a stranger's CRDT bytes are applied.

Mutated updates make this library panic, loop and crash (about one in 250 of those we tried), so
`fold` runs in a child alone: `reading` calls it there, and what happens to it stays there.

An edit that hangs on one that is not here yet is held back until that comes: the library would
keep it pending in its state, but forget what it deletes.
"""

import os
from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from afterword.interviews.edits.update import NAME, NoUpdate, Update, clocks_of, parse, reached

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
    text = _Text(state)
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
        "waiting": [one.seq for one in text.waiting],
        "texts": texts,
    }


class Waiting(NamedTuple):
    """An edit that was not applied yet."""

    seq: int
    update: bytes
    says: Update


class _Text:
    """A room's text while its edits are applied."""

    def __init__(self, state: bytes) -> None:
        self._doc, self._text = _document(state)
        self._clocks = clocks_of(self._doc.get_state())
        self.left_out: list[int] = []
        self.waiting: list[Waiting] = []

    @property
    def now(self) -> str:
        self._settle()
        return str(self._text)

    def take(self, seq: int, update: bytes) -> None:
        """Apply an edit as soon as all that it hangs on is here."""
        try:
            self.waiting.append(Waiting(seq, update, parse(update)))
        except NoUpdate:
            self.left_out.append(seq)
            return
        while (ready := next(filter(self._is_ready, self.waiting), None)) is not None:
            self.waiting.remove(ready)
            self._apply(ready)

    def _is_ready(self, one: Waiting) -> bool:
        return one.says.changes(self._clocks) is not None

    def _apply(self, one: Waiting) -> None:
        self._doc.apply_update(one.update)
        self._clocks |= one.says.changes(self._clocks) or {}

    def _settle(self) -> None:
        """Apply those that hang on nothing but each other, as after a merge that left a gap."""
        together, clocks = self.waiting, self._clocks
        while together:
            clocks = reached(self._clocks, (one.says for one in together))
            sound = [one for one in together if one.says.is_within(clocks)]
            if len(sound) == len(together):
                break
            together = sound
        for one in together:
            self._doc.apply_update(one.update)
        self._clocks = clocks if together else self._clocks
        self.waiting = [one for one in self.waiting if one not in together]

    def state(self) -> bytes:
        """All that was applied, as one update that says the same."""
        self._settle()
        whole = self._doc.get_update()
        if clocks_of(self._doc.get_state()) != self._clocks or str(_document(whole)[1]) != self.now:
            raise AssertionError("the state does not say what was read")
        return whole


# Any: what else a document may hold is nothing to us.
def _document(state: bytes) -> "tuple[Doc[Any], Text]":
    from pycrdt import Doc, Text  # slow to import, and only a child may

    doc: Doc[Any] = Doc()
    text = doc.get(NAME, type=Text)
    if state:
        doc.apply_update(state)
    return doc, text
