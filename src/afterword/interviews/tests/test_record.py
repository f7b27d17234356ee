"""The record: durable, chained, and readable without reading an edit."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connections

from afterword.interviews import actions, protocol, record
from afterword.interviews.edits import snapshots
from afterword.interviews.models import Batch, Entry, Interview
from afterword.interviews.record import ClaimedText, RecordBroken
from afterword.interviews.tests.updates import typed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])

ROOM = uuid.UUID(int=1)
OTHER = uuid.UUID(int=2)


def entry(seq: int, *, room: uuid.UUID = ROOM, kind: str = "edit", body: bytes = b"\1x") -> Entry:
    return Entry(
        room=room,
        seq=seq,
        at_us=1_000_000 * seq,
        author="chair:1",
        connection="0" * 16,
        kind=kind,
        body=body,
    )


def written(*batches: list[Entry]) -> None:
    known: dict[uuid.UUID, str] = {}
    for batch in batches:
        known |= record.append(batch, after=known)


def elsewhere(write: Callable[[], None]) -> None:
    """Write over a connection of its own, as another process does."""

    def and_hang_up() -> None:
        write()
        connections.close_all()

    thread = Thread(target=and_hang_up)
    thread.start()
    thread.join()


def test_what_was_appended_comes_back_in_order() -> None:
    written([entry(1), entry(2)], [entry(3, body=b"\1y"), entry(1, room=OTHER)])
    entries = list(record.entries_of(ROOM))
    assert [one.seq for one in entries] == [1, 2, 3]
    assert bytes(entries[-1].body) == b"\1y"
    assert record.head(ROOM)[0] == 3
    assert record.head(uuid.UUID(int=9)) == (0, "")


def test_the_chain_continues_over_a_restart() -> None:
    written([entry(1)])
    written([entry(2)])
    assert record.verify(ROOM) == 2


def test_a_sealed_record_cannot_be_cut_short_or_written_anew(ended: Interview) -> None:
    written([entry(1, room=ended.pk)], [entry(2, room=ended.pk)])
    actions.seal_record(ended.pk)
    actions.seal_record(ended.pk)
    assert record.verify(ended.pk) == 2
    Entry.objects.using("record").filter(seq=2).delete()
    Batch.objects.using("record").filter(last_seq=2).delete()
    with pytest.raises(RecordBroken):
        record.verify(ended.pk)
    written([entry(2, room=ended.pk, body=b"\1other")])
    with pytest.raises(RecordBroken):
        record.verify(ended.pk)


def test_two_writers_cannot_take_the_same_number_and_the_loser_writes_nothing() -> None:
    written([entry(1)])
    with pytest.raises(IntegrityError):
        record.append([entry(1), entry(2)], after={})
    assert record.verify(ROOM) == 1


def tamper_with_a_body() -> None:
    Entry.objects.using("record").filter(seq=2).update(body=b"\1z")


def tamper_with_an_author() -> None:
    Entry.objects.using("record").filter(seq=2).update(author="chair:2")


def tamper_with_a_time() -> None:
    Entry.objects.using("record").filter(seq=2).update(at_us=0)


def take_an_entry_away() -> None:
    Entry.objects.using("record").filter(seq=2).delete()


def take_a_batch_away() -> None:
    Batch.objects.using("record").filter(last_seq=2).delete()


def take_the_first_batch_away() -> None:
    Batch.objects.using("record").filter(last_seq=1).delete()
    Entry.objects.using("record").filter(seq=1).delete()


def add_an_entry() -> None:
    entry(4).save(using="record")


def rewrite_a_digest() -> None:
    Batch.objects.using("record").filter(last_seq=2).update(digest="0" * 64)


@pytest.mark.parametrize(
    "tamper",
    [
        tamper_with_a_body,
        tamper_with_an_author,
        tamper_with_a_time,
        take_an_entry_away,
        take_a_batch_away,
        take_the_first_batch_away,
        add_an_entry,
        rewrite_a_digest,
    ],
    ids=lambda one: one.__name__,
)
def test_tampering_is_found(tamper) -> None:
    written([entry(1)], [entry(2)], [entry(3)])
    assert record.verify(ROOM) == 3
    tamper()
    with pytest.raises(RecordBroken):
        record.verify(ROOM)


def test_what_is_written_while_a_record_is_read_breaks_nothing() -> None:
    def type_meanwhile(execute, sql, params, many, context):
        read = execute(sql, params, many, context)
        if sql.startswith("SELECT") and "interviews_batch" in sql and not typed_on:
            typed_on.append(2)
            elsewhere(lambda: written([entry(2)]))
        return read

    typed_on: list[int] = []
    written([entry(1)])
    with connections["record"].execute_wrapper(type_meanwhile):
        record.verify(ROOM)
    assert typed_on == [2]
    assert record.verify(ROOM) == 2


def test_sqlite_waits_for_the_disk() -> None:
    if connections["record"].vendor != "sqlite":
        pytest.skip("another database waits by itself")
    with connections["record"].cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)


def test_the_last_claim_is_the_candidates_before_the_others(ended: Interview) -> None:
    ada, ben = (ended.chairs.get(kind=kind) for kind in ("interviewer", "candidate"))

    def snapshot(seq: int, chair: object, text: str) -> Entry:
        body = protocol.count(seq) + text.encode()
        one = entry(seq, room=ended.pk, kind="text_snapshot", body=body)
        one.author = record.author(chair.pk)
        return one

    assert record.claimed_text(ended) is None
    written([snapshot(1, ada, "from Ada")])
    assert record.claimed_text(ended) == ClaimedText("from Ada", "interviewer")
    written([snapshot(2, ben, "naïve 🍑")])
    assert record.claimed_text(ended) == ClaimedText("naïve 🍑", "candidate")
    written([snapshot(3, ada, "later, from Ada")])
    assert record.claimed_text(ended) == ClaimedText("naïve 🍑", "candidate")


def test_an_interview_that_never_began_has_no_moments(interview: Interview) -> None:
    assert record.moments(interview) == []


def test_a_record_whose_server_died_at_the_end_is_sealed_by_the_worker(
    ended: Interview, django_assert_num_queries
) -> None:
    written([entry(1, room=ended.pk, body=protocol.count(1) + typed("the last words"))])
    soon, later = (ended.ended_at + timedelta(minutes=minutes) for minutes in (1, 10))
    assert actions.seal_forgotten(now=soon) == 0
    assert actions.seal_forgotten(now=later) == 1
    assert record.seal(ended.pk) == record.head(ended.pk)
    assert snapshots.read_up_to(ended.pk) == 1
    with django_assert_num_queries(2):  # however many were sealed before
        assert actions.seal_forgotten(now=later) == 0
