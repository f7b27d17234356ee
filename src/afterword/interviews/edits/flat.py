"""The work of the child that takes one side out of a shared text: what is left is the other's.

Nobody can be taken out of shared edits themselves: nearly everything that the other typed hangs on
theirs. So the hour is played through once more, and each edit's part in the other's text is said
anew, by an author who never typed anything else. Runs in a child alone, like `fold`.
"""

import os
from base64 import b64encode
from collections.abc import Collection, Sequence
from typing import Any

from afterword.interviews.edits.fold import FoldedText, Waiting, document
from afterword.interviews.edits.update import NoUpdate, parse

Edits = Sequence[tuple[int, bytes, str]]
STAYS, GOES, CARRIED = "stays", "goes", "carried"
"""Whose an edit is: that of the connection that said it, whatever number its browser gives itself.

What was only carried may be anybody's: it is whose its characters are, if nobody else claims them.
"""


def flatten(edits: Edits) -> list[tuple[int, str]]:
    """What numbered edits of two say of the text of the one who stays: updates, in base64.

    Raises AssertionError where that cannot be told.
    """
    os.nice(10)  # the rooms themselves come first
    text = _Shared()
    for seq, update, whose in edits:
        text.take_of(seq, update, whose)
    text.check()
    return [(seq, b64encode(update).decode()) for seq, update in text.said]


class _Shared(FoldedText):
    """Both sides' text, and beside it that of the one who stays."""

    def __init__(self) -> None:
        super().__init__(b"")
        self.said: list[tuple[int, bytes]] = []
        self._seq = 0
        self._whose: dict[int, str] = {}
        self._clients: dict[int, bool] = {}
        self._stays = bytearray()  # for each byte of the shared text
        self._kept, self._theirs = document(b"", client=1)
        # Any: pycrdt's deltas are plain dicts.
        self._deltas: list[list[dict[str, Any]]] = []
        self._heard = (
            self._text.observe(self._hear),
            self._kept.observe(lambda event: self.said.append((self._seq, event.update))),
        )

    def _hear(self, event: Any) -> None:  # Any: pycrdt names no type that has its delta
        self._deltas.append(event.delta)

    def take_of(self, seq: int, update: bytes, whose: str) -> None:
        """Take an edit."""
        self._seq, self._whose[seq] = seq, whose
        if whose != CARRIED:
            for client in _clients(update):
                self._clients[client] = self._clients.get(client, True) and whose == STAYS
        self.take(seq, update)

    def check(self) -> None:
        """Whether what was kept is what is left of the shared text."""
        self._settle()
        whole = str(self._text).encode()
        left = bytes(byte for byte, stays in zip(whole, self._stays, strict=True) if stays)
        if left != str(self._theirs).encode():
            raise AssertionError("the text of the one who stays cannot be told")

    def _apply(self, edits: Collection[Waiting]) -> None:
        """Those that stay come first: then they bring nothing but what is theirs."""
        for stays in (True, False):
            super()._apply([one for one in edits if self._does_stay(one) == stays])
            deltas, self._deltas = self._deltas, []
            for delta in deltas:
                with self._kept.transaction():
                    self._follow(delta, stays=stays)

    def _does_stay(self, edit: Waiting) -> bool:
        whose = self._whose[edit.seq]
        if whose != CARRIED:
            return whose == STAYS
        return all(
            self._clients.get(client, False)
            for client, _, end in edit.says.brings
            if end > self._clocks.get(client, 0)
        )

    def _follow(self, delta: list[dict[str, Any]], *, stays: bool) -> None:
        """Do to the one text what was done to both. Places are counted in bytes."""
        at = 0
        for part in delta:
            if "retain" in part:
                at += part["retain"]
            elif "insert" in part:
                at += self._insert(at, part["insert"], stays=stays)
            else:
                self._delete(at, part["delete"])

    def _insert(self, at: int, words: str, *, stays: bool) -> int:
        size = len(words.encode())
        if stays:
            self._theirs.insert(self._stays.count(1, 0, at), words)
        self._stays[at:at] = bytes([stays]) * size
        return size

    def _delete(self, at: int, size: int) -> None:
        first, gone = self._stays.count(1, 0, at), self._stays.count(1, at, at + size)
        if gone:
            del self._theirs[first : first + gone]
        del self._stays[at : at + size]


def _clients(update: bytes) -> set[int]:
    try:
        return {client for client, _, _ in parse(update).brings}
    except NoUpdate:
        return set()
