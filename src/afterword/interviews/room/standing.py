"""How a room stands, as its record tells it: a fold over entries, without a database."""

import json
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from afterword.interviews import protocol
from afterword.interviews.enums import Phase
from afterword.interviews.models import Entry
from afterword.interviews.protocol import ENDED, WAITING, Kind, Language, When, Why

CLOSING_US = 10_000_000
"""How long after the end a room still takes what was typed before it."""

SHOWN = {"reveal": "part", "hint": "hint", "follow_up": "follow_up"}
"""The kinds that show a piece of the question, and what each shows."""

QUARANTINED = "quarantined"
"""The mark that the record puts on an edit which nobody can read."""

NUMBERED = {kind.name for kind in protocol.KINDS if kind.shape is protocol.Shape.NUMBERED}


RUNNING = frozenset(Phase.values)


class NewEntry(NamedTuple):
    """An entry before it is a row: making the model's object costs more than relaying the edit."""

    room: UUID
    seq: int
    at_us: int
    author: str
    connection: str
    kind: str
    body: bytes


AnyEntry = Entry | NewEntry


def number_of(entry: AnyEntry) -> int:
    """The sender's own number of a numbered message."""
    return protocol.read_count(bytes(entry.body), 0)[0]


@dataclass(slots=True)
class Standing:
    """Where a room is: what was agreed, shown and chosen, and which messages were had."""

    seq: int = 0
    size: int = 0
    phase: str = WAITING
    phase_since_us: int = 0
    started_us: int | None = None
    ended_us: int | None = None
    consents: set[str] = field(default_factory=set)
    language: str = Language.PYTHON
    shown: dict[tuple[str, int], int] = field(default_factory=dict)
    had: dict[tuple[str, str], int] = field(default_factory=dict)
    quarantined: set[int] = field(default_factory=set)
    last_edit: int = 0

    def take(self, entry: AnyEntry) -> None:
        """Fold one more entry in."""
        self.seq = entry.seq
        self.size += len(entry.body)
        if entry.kind in NUMBERED:
            self.had[entry.author, entry.connection] = number_of(entry)
            self.last_edit = entry.seq
        elif entry.kind in SHOWN:
            number = json.loads(bytes(entry.body))["number"]
            self.shown.setdefault((SHOWN[entry.kind], number), entry.at_us)
        elif entry.kind == "phase":
            self._enter(json.loads(bytes(entry.body))["phase"], entry.at_us)
        elif entry.kind == "language":
            self.language = json.loads(bytes(entry.body))["language"]
        elif entry.kind == QUARANTINED:
            self.quarantined.add(json.loads(bytes(entry.body))["seq"])
        elif entry.kind == "end":
            self.ended_us = entry.at_us
            self.phase = ENDED

    def _enter(self, phase: str, at_us: int) -> None:
        self.phase = phase
        self.phase_since_us = at_us
        if self.started_us is None:
            self.started_us = at_us

    def refuses(self, kind: Kind, *, now_us: int) -> Why | None:
        """Why a message of this kind is out of season, or None where it is in season."""
        if kind.when is When.ALWAYS:
            return None
        if self.ended_us is not None:
            late = now_us - self.ended_us > CLOSING_US
            return Why.ENDED if late or kind.when is not When.CLOSING else None
        if kind.when is When.BEFORE_END:
            return None
        if len(self.consents) < 2:
            return Why.NOT_AGREED
        running = self.phase in RUNNING or kind.when is When.AGREED
        return None if running else Why.NOT_RUNNING
