"""Snapshots: what a room's edits add up to, so that whoever comes need not be sent every one."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from afterword.interviews import record
from afterword.interviews.edits.reading import Unread, read
from afterword.interviews.edits.waiting import Edit, Read
from afterword.interviews.models import Entry, Snapshot

log = logging.getLogger(__name__)

READ_MOST = 4 * 1024 * 1024
"""As many bytes as one child is given, and as large as a state may grow. An hour of two people
who type is a twentieth of it; a room beyond it is still relayed and recorded, but not read."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An edit that could not be read, and the connection that said it."""

    seq: int
    author: str
    connection: str


@dataclass(frozen=True, slots=True)
class Compacted:
    """How far a room was read, and everything that had to be left out of it so far."""

    seq: int
    left_out: tuple[LeftOut, ...]


def newest(room: UUID) -> Snapshot:
    """A room's snapshot; an empty one before its first entry where none was made."""
    return _newest_of([room]).get(room) or _empty(room)


def _newest_of(rooms: Collection[UUID]) -> dict[UUID, Snapshot]:
    snapshots = Snapshot.objects.using(record.DATABASE).filter(room__in=rooms)
    return {snapshot.room: snapshot for snapshot in snapshots}


def _empty(room: UUID) -> Snapshot:
    return Snapshot(room=room, seq=0, state=b"", left_out=[])


def read_up_to(room: UUID) -> int:
    """How far a room's edits have been read."""
    found = Snapshot.objects.using(record.DATABASE).filter(room=room)
    return found.values_list("seq", flat=True).first() or 0


def compact(rooms: Collection[UUID]) -> dict[UUID, Compacted]:
    """Read what is new in these rooms, up to 4 MB of each, and keep a new snapshot of it."""
    found: dict[UUID, Compacted] = {}
    kept = _newest_of(rooms)
    for together in _shares([_Tail.of(kept.get(room) or _empty(room)) for room in rooms]):
        found |= _compact(together)
    return found


@dataclass(frozen=True, slots=True)
class _Tail:
    """A room's snapshot, and the edits after it as far as one child takes them."""

    snapshot: Snapshot
    edits: tuple[Edit, ...]
    size: int
    begins: int | None

    @classmethod
    def of(cls, snapshot: Snapshot) -> "_Tail":
        begins, size, edits = record.beginning(snapshot.room), len(snapshot.state), []
        if size < READ_MOST:
            for one in _edits_after(snapshot):
                edits.append(one)
                size += len(one.update)
                if size > READ_MOST:
                    break
        return cls(snapshot, tuple(edits), size, begins)


def _edits_after(snapshot: Snapshot) -> Iterator[Edit]:
    rows = after(snapshot)
    fields = rows.values_list("seq", "author", "connection", "body")
    for number, author, connection, body in fields.iterator(chunk_size=500):
        yield Edit(number, f"{author} {connection}", record.unnumbered(bytes(body)))


def edits_of(room: UUID) -> QuerySet[Entry]:
    """A room's durable edits, in order, readable or not."""
    entries = Entry.objects.using(record.DATABASE).filter(room=room, kind__in=record.EDITS)
    return entries.order_by("seq")


def after(snapshot: Snapshot) -> QuerySet[Entry]:
    """The edits that a snapshot does not hold, for whoever is sent it: those that wait for others,
    and those that came later."""
    later = Q(seq__gt=snapshot.seq)
    return edits_of(snapshot.room).filter(later | Q(seq__in=snapshot.waiting))


def _shares(tails: list[_Tail]) -> Iterator[list[_Tail]]:
    """Rooms with something new, as many together as one child takes."""
    share: list[_Tail] = []
    for tail in tails:
        if share and sum(one.size for one in share) + tail.size > READ_MOST:
            yield share
            share = []
        if tail.edits and tail.edits[-1].seq > tail.snapshot.seq:
            share.append(tail)
    if share:
        yield share


def _compact(tails: list[_Tail]) -> dict[UUID, Compacted]:
    answers = read([Unread(bytes(one.snapshot.state), one.edits) for one in tails])
    both = list(zip(tails, answers, strict=True))
    grown = [_grown(tail, answer) for tail, answer in both if answer is not None]
    begins = {tail.snapshot.room: tail.begins for tail in tails}
    with transaction.atomic(using=record.DATABASE):
        _keep([one for one in grown if one.pk or record.still_begins(one.room, begins[one.room])])
        for tail, answer in both:
            if answer is None:
                _forget(tail.snapshot)
    return {one.room: Compacted(one.seq, _who_said(one.room, one.left_out)) for one in grown}


def _grown(tail: _Tail, answer: Read) -> Snapshot:
    """A snapshot with what was read after it."""
    return Snapshot(
        pk=tail.snapshot.pk,
        room=tail.snapshot.room,
        seq=tail.edits[-1].seq,
        state=answer.state,
        left_out=sorted({*tail.snapshot.left_out, *answer.left_out}),
        waiting=[one.seq for one in answer.waiting],
    )


def _keep(grown: Collection[Snapshot]) -> None:
    """Another process may have read further meanwhile: then its snapshot stays. One of a record
    that was written anew meanwhile has no row any more, and gets none."""
    snapshots = Snapshot.objects.using(record.DATABASE)
    for one in (one for one in grown if one.pk is not None):
        kept = {name: getattr(one, name) for name in ("seq", "state", "left_out", "waiting")}
        snapshots.filter(pk=one.pk, seq__lt=one.seq).update(**kept)
    snapshots.bulk_create([one for one in grown if one.pk is None], ignore_conflicts=True)


def _forget(snapshot: Snapshot) -> None:
    """A snapshot that cannot be read any more is made anew from the first edit, the next time."""
    log.error("the snapshot of room %s could not be read and is made anew", snapshot.room)
    Snapshot.objects.using(record.DATABASE).filter(room=snapshot.room).delete()


def _who_said(room: UUID, numbers: Collection[int]) -> tuple[LeftOut, ...]:
    if not numbers:
        return ()
    entries = edits_of(room).filter(seq__in=numbers)
    return tuple(LeftOut(*one) for one in entries.values_list("seq", "author", "connection"))
