"""The record of a room: append-only, numbered, chained. Everything else is a view of it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Field, UUIDField

from afterword.interviews import protocol
from afterword.interviews.enums import ChairKind, Phase
from afterword.interviews.models import Batch, Chair, Entry, Interview
from afterword.interviews.room.showing import Pieces, pieces_of
from afterword.interviews.room.standing import SHOWN, AnyEntry
from afterword.journal.models import Entry as Journal

DATABASE = "record"
EDITS = ("edit", "carried")
SNAPSHOT = "text_snapshot"
SEALED = "interviews.record_sealed"
FLATTENED = "interviews.record_flattened"
FORETOLD = "interviews.record_will_be"
STAYS = "interviews.record_stays"
SURE = (SEALED, FLATTENED)
ADAPTED = (UUIDField, BinaryField)
"""What the databases take in forms of their own; numbers and words they take as they are."""


class NewBatch(NamedTuple):
    """A batch before it is a row."""

    room: UUID
    first_seq: int
    last_seq: int
    previous: str
    digest: str


class RecordBroken(Exception):
    """The record was changed behind our back; the message says after which entry."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in the record that notes can cite; `us` counts from the start of the interview.

    `text` is all of it in one line; `title` and `shown` (Markdown) are the same apart.
    """

    us: int
    kind: str
    text: str
    title: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ClaimedText:
    """The editor's text as the browser of one side claimed it: surer is what the edits say."""

    text: str
    by: str


def micros(moment: datetime) -> int:
    """Microseconds since 1970."""
    return round(moment.timestamp() * 1_000_000)


def author(chair_id: UUID) -> str:
    return f"chair:{chair_id}"


def append(entries: Sequence[AnyEntry], *, after: Mapping[UUID, str]) -> dict[UUID, str]:
    """Make entries durable in one transaction: when this returns, they are on disk.

    Those of a room come in their order; rooms may be mixed. `after` holds the digest of each
    room's newest batch where the caller knows it; the new ones come back. Raises IntegrityError if
    another process wrote to one of the rooms meanwhile.
    """
    by_room: dict[UUID, list[AnyEntry]] = defaultdict(list)
    for entry in entries:
        by_room[entry.room].append(entry)
    with transaction.atomic(using=DATABASE):
        batches = [_batch(room, mine, after) for room, mine in by_room.items()]
        _insert(Entry, entries)
        _insert(Batch, batches)
    return {batch.room: batch.digest for batch in batches}


def _insert(model: type[Entry | Batch], rows: Sequence[AnyEntry | NewBatch]) -> None:
    """Many rows by one statement: bulk_create costs five times the CPU, for every keystroke."""
    database = connections[DATABASE]
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    names = ", ".join(database.ops.quote_name(str(field.column)) for field in fields)
    table = database.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(fields))
    values = list(zip(*(_column(field, rows, database) for field in fields), strict=True))
    with database.cursor() as cursor:
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  models' names
        cursor.executemany(statement, values)


def _column(
    field: "Field[Any, Any]", rows: Sequence[AnyEntry | NewBatch], database: BaseDatabaseWrapper
) -> Iterable[Any]:
    values = map(attrgetter(field.attname), rows)
    if isinstance(field, ADAPTED):
        return [field.get_db_prep_save(value, database) for value in values]
    return values


def _batch(room: UUID, entries: list[AnyEntry], after: Mapping[UUID, str]) -> NewBatch:
    previous = after.get(room)
    if previous is None:
        newest = Batch.objects.using(DATABASE).filter(room=room).order_by("last_seq").last()
        previous = newest.digest if newest is not None else ""
    return NewBatch(
        room=room,
        first_seq=entries[0].seq,
        last_seq=entries[-1].seq,
        previous=previous,
        digest=batch_digest(previous, entries),
    )


def batch_digest(previous: str, entries: Iterable[AnyEntry]) -> str:
    """SHA-256 that ties a batch to the one before."""
    chain = hashlib.sha256(previous.encode())
    for entry in entries:
        body = bytes(entry.body)
        head = f"{entry.room.hex}\n{entry.seq}\n{entry.at_us}\n{entry.author}\n{entry.connection}"
        chain.update(f"{head}\n{entry.kind}\n{len(body)}\n".encode() + body)
    return chain.hexdigest()


def entries_of(room: UUID) -> Iterator[Entry]:
    """The durable entries of a room, in order."""
    return Entry.objects.using(DATABASE).filter(room=room).order_by("seq").iterator(chunk_size=2000)


def verify(room: UUID) -> int:
    """Check a room's whole chain and count its entries; its people may type on meanwhile.

    A finished room is also held against its seal in the journal: a chain cut short or computed
    anew is whole in itself. Raises RecordBroken.
    """
    known, entries = _heads(room), entries_of(room)
    previous, seq = "", 0
    for batch in Batch.objects.using(DATABASE).filter(room=room).order_by("last_seq"):
        if batch.first_seq != seq + 1 or batch.previous != previous:
            raise RecordBroken(f"the batch after entry {seq} is missing")
        mine = [entry for _, entry in zip(range(seq, batch.last_seq), entries, strict=False)]
        if [entry.seq for entry in mine] != list(range(seq + 1, batch.last_seq + 1)):
            raise RecordBroken(f"an entry after {seq} is missing")
        if batch_digest(previous, mine) != batch.digest:
            raise RecordBroken(f"an entry between {seq + 1} and {batch.last_seq} was changed")
        previous, seq = batch.digest, batch.last_seq
    if (newer := next(entries, None)) is not None and not _is_in_a_batch(newer):
        raise RecordBroken(f"the batch after entry {seq} is missing")
    if known and (seq, previous) not in known | _heads(room):  # foretold meanwhile, perhaps
        raise RecordBroken(f"entries after {seq} are missing, or it was written anew")
    return seq


def _is_in_a_batch(entry: Entry) -> bool:
    mine = Batch.objects.using(DATABASE).filter(room=entry.room)
    return mine.filter(first_seq__lte=entry.seq, last_seq__gte=entry.seq).exists()


def seal(room: UUID) -> tuple[int, str] | None:
    """What the journal says of a finished record: its length and its head.

    Where somebody who sat there left for good, what was left then counts.
    """
    said = [one for one in _said_of(room) if one.verb in SURE]
    return _head_in(said[-1]) if said else None


def _heads(room: UUID) -> set[tuple[int, str]]:
    """What a sealed record may be: as it was sealed, or as what was foretold after that.

    Whoever leaves is taken out of two databases, one after the other: cut off between the two, the
    record is what the journal said that it would be, and nobody has changed it. Whoever could not
    go after all leaves nothing foretold.
    """
    sure: set[tuple[int, str]] = set()
    foretold: list[tuple[int, str]] = []
    for one in _said_of(room):
        head = _head_in(one)
        if one.verb in SURE:
            sure, foretold = {head}, []
        elif one.verb == FORETOLD:
            foretold.append(head)
        elif head in foretold:
            foretold.remove(head)
    return {*sure, *foretold} if sure else set()


def _said_of(room: UUID) -> list[Journal]:
    verbs = (*SURE, FORETOLD, STAYS)
    mine = Journal.objects.filter(
        subject=f"interview:{room}", verb__in=verbs, payload__isnull=False
    )
    return list(mine.order_by("number"))


def _head_in(said: Journal) -> tuple[int, str]:
    payload = said.payload or {}
    return payload["entries"], payload["digest"]


def without_seal(rooms: Iterable[UUID]) -> list[UUID]:
    """Those of some finished records of which the journal says nothing yet: one query."""
    named = {f"interview:{room}": room for room in rooms}
    said = Journal.objects.filter(subject__in=named, verb__in=SURE)
    sealed = set(said.values_list("subject", flat=True))
    return [room for name, room in named.items() if name not in sealed]


def rooms() -> set[UUID]:
    """Every room that has a record, or had one when the journal spoke of it."""
    there = Batch.objects.using(DATABASE).order_by().values_list("room", flat=True).distinct()
    said = Journal.objects.filter(verb__in=SURE, payload__isnull=False)
    known = said.exclude(payload__entries=0).values_list("subject", flat=True)
    return {*there, *(UUID(subject.partition(":")[2]) for subject in known)}


def head(room: UUID) -> tuple[int, str]:
    """How many entries a room's record has, and the digest that stands for them all."""
    newest = Batch.objects.using(DATABASE).filter(room=room).order_by("last_seq").last()
    return (newest.last_seq, newest.digest) if newest is not None else (0, "")


def beginning(room: UUID) -> int | None:
    """The row that a room's record begins with: another one once it was written anew."""
    first = Batch.objects.using(DATABASE).filter(room=room).order_by("last_seq")
    return first.values_list("pk", flat=True).first()


def still_begins(room: UUID, first: int | None) -> bool:
    """Whether a record was not written anew since it began like this, nor is before the caller's
    transaction is over."""
    here = Batch.objects.using(DATABASE).filter(room=room)
    return first is None or here.filter(pk=first).select_for_update().exists()


def moments(interview: Interview) -> list[Moment]:
    """What happened in the room that notes may point at: parts, hints, follow-ups, phases."""
    if interview.started_at is None:
        return []
    start = micros(interview.started_at)
    pieces = pieces_of(interview.question_version)
    kinds = (*SHOWN, "phase", "end")
    entries = Entry.objects.using(DATABASE).filter(room=interview.pk, kind__in=kinds)
    return [
        moment_of(max(0, entry.at_us - start), entry.kind, json.loads(bytes(entry.body)), pieces)
        for entry in entries.order_by("seq")
    ]


# Any: the body of an entry is JSON; see interviews/protocol.py.
def moment_of(us: int, kind: str, body: Mapping[str, Any], pieces: Pieces) -> Moment:
    """What an entry of one of these kinds says."""
    if kind in SHOWN:
        piece = pieces[SHOWN[kind], body["number"]]
        return Moment(us, kind, piece.plain, piece.title, piece.text)
    said = "The interview ended" if kind == "end" else str(Phase(body["phase"]).label)
    return Moment(us, kind, said, said)


def claimed_text(interview: Interview) -> ClaimedText | None:
    """The last text of the editor that a browser sent, the candidate's before the other's."""
    last = {}
    snapshots = Entry.objects.using(DATABASE).filter(room=interview.pk, kind=SNAPSHOT)
    for chair in Chair.objects.filter(interview=interview):
        entry = snapshots.filter(author=author(chair.pk)).order_by("seq").last()
        if entry is not None:
            last[chair.kind] = entry
    if not last:
        return None
    by = ChairKind.CANDIDATE if ChairKind.CANDIDATE in last else ChairKind.INTERVIEWER
    text = unnumbered(bytes(last[by].body)).decode(errors="replace")
    return ClaimedText(text, by.value)


def unnumbered(body: bytes) -> bytes:
    """A numbered message's bytes without its number."""
    return body[protocol.read_count(body, 0)[1] :]
