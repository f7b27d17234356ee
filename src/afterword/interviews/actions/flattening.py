"""Somebody leaves for good: the record of an hour becomes that of the one who stays.

What an edit adds up to hangs on the other's edits, so the hour is said anew (edits/flat.py): what
the other typed, when they typed it. What the room showed, and how the time went, holds nobody's
words and stays as it is.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from afterword.interviews import protocol, record
from afterword.interviews.edits.flat import CARRIED, GOES, STAYS
from afterword.interviews.edits.reading import NotReadable, of_one
from afterword.interviews.edits.stood import unreadable
from afterword.interviews.errors import RecordMoved
from afterword.interviews.models import (
    Batch,
    Chair,
    Entry,
    Interview,
    Snapshot,
    StoodText,
    TextReading,
)
from afterword.interviews.record import DATABASE
from afterword.interviews.room.standing import NewEntry
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM

log = logging.getLogger(__name__)

WORDLESS = ("consent", "reveal", "hint", "follow_up", "phase", "language", "end", "joined", "left")
"""What holds nothing that anybody typed."""


@dataclass(frozen=True, slots=True)
class Flattened:
    """What is left of a record without one of the two, and the head of what it was read from."""

    interview: Interview
    head: tuple[int, str]
    entries: tuple[NewEntry, ...]

    @property
    def left(self) -> dict[str, object]:
        """Its own length and head, as the journal says them."""
        return dict(zip(("entries", "digest"), self._head_left, strict=True))

    @property
    def is_what_is_left(self) -> bool:
        """Whether the record is this by now."""
        return record.head(self.interview.pk) == self._head_left

    @property
    def _head_left(self) -> tuple[int, str]:
        digest = record.batch_digest("", self.entries) if self.entries else ""
        return len(self.entries), digest


def flattened(leaving: Chair) -> Flattened:
    """What is left of a finished hour's record without this chair's words. Takes a child's time."""
    interview = leaving.interview
    head, rows = record.head(interview.pk), list(record.entries_of(interview.pk))
    kept = [_renewed(row, bytes(row.body)) for row in rows if row.kind in WORDLESS]
    whole = sorted((*kept, *_said_anew(rows, leaving)), key=lambda one: one.seq)
    entries = (one._replace(seq=seq) for seq, one in enumerate(whole, 1))
    return Flattened(interview, head, tuple(entries))


def _said_anew(rows: Sequence[Entry], leaving: Chair) -> Iterator[NewEntry]:
    by_number = {row.seq: row for row in rows}
    for number, (seq, update) in enumerate(_of_the_other(rows, leaving), 1):
        body = protocol.count(number) + update
        yield _renewed(by_number[seq], body)._replace(kind="edit")


def _of_the_other(rows: Sequence[Entry], leaving: Chair) -> list[tuple[int, bytes]]:
    """The other's edits, said anew; none where that cannot be told: words go rather than stay."""
    edits = [row for row in rows if row.kind in record.EDITS]
    if not edits:
        return []
    left_out, mine = unreadable(leaving.interview_id), record.author(leaving.pk)
    readable = [
        (row.seq, record.unnumbered(bytes(row.body)), _whose(row, mine))
        for row in edits if row.seq not in left_out
    ]  # fmt: skip
    try:
        return of_one(readable)
    except NotReadable:
        log.exception("of the record of interview %s no text is kept", leaving.interview_id)
        return []


def _whose(row: Entry, leaving: str) -> str:
    if row.kind == "carried":
        return CARRIED
    return GOES if row.author == leaving else STAYS


def _renewed(row: Entry, body: bytes) -> NewEntry:
    return NewEntry(row.room, row.seq, row.at_us, row.author, row.connection, row.kind, body)


@contextmanager
def foretold(records: Sequence[Flattened]) -> Iterator[None]:
    """Say in the journal what will be left, before anything goes: the record is a database of its
    own, and whoever is cut off after it has changed leaves what was foretold. What was not left
    after all is said to stay as it was."""
    _tell(record.FORETOLD, records)
    try:
        yield
    finally:
        _tell(record.STAYS, [one for one in records if not one.is_what_is_left])


@transaction.atomic
def _tell(verb: str, records: Sequence[Flattened]) -> None:
    for one in records:
        journal.record(SYSTEM, verb, one.interview, one.left)


def keep_flattened(records: Sequence[Flattened]) -> None:
    """Put what is left in the place of what was, and say so in the journal. The caller's
    transaction; the record's own is over when this returns. Done again, it comes to the same.

    Raises RecordMoved where it was written anew meanwhile: the other has left in the same moment.
    """
    with transaction.atomic(using=DATABASE):
        for one in records:
            _write_anew(one)
    _tell(record.FLATTENED, records)


def _write_anew(one: Flattened) -> None:
    if record.head(one.interview.pk) != one.head:
        raise RecordMoved
    for rows in (Entry, Batch, Snapshot, StoodText, TextReading):
        rows.objects.using(DATABASE).filter(room=one.interview.pk).delete()
    if one.entries:
        record.append(one.entries, after={})
