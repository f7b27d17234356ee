"""What the journal promises."""

from threading import Thread

import pytest
from django.db import connection

from afterword.journal import actions, queries
from afterword.journal.errors import ChainBroken
from afterword.journal.models import Entry, Head

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_entries(cast):
    for verb in ("program.made", "program.renamed", "program.renamed"):
        actions.record(cast.dov, verb, cast.program, {"name": verb})


def test_a_whole_chain_verifies(three_entries):
    assert queries.verify() == 3


@pytest.mark.parametrize(
    "change", [{"actor": "person:eve"}, {"verb": "x"}, {"payload": {"name": "x"}}]
)
def test_a_changed_entry_is_found(three_entries, change):
    Entry.objects.filter(number=2).update(**change)
    with pytest.raises(ChainBroken):
        queries.verify()


def test_a_removed_entry_is_found(three_entries):
    Entry.objects.filter(number=3).delete()
    with pytest.raises(ChainBroken):
        queries.verify()


def test_an_entry_behind_the_head_is_found(three_entries):
    Head.objects.update(number=2, digest=Entry.objects.get(number=2).digest)
    with pytest.raises(ChainBroken):
        queries.verify()


def test_a_chain_that_was_written_anew_is_found(three_entries):
    Head.objects.update(digest="0" * 64)
    with pytest.raises(ChainBroken):
        queries.verify()


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_is_added_while_the_chain_is_read_breaks_nothing(three_entries, cast):
    def add_meanwhile(execute, sql, params, many, context):
        read = execute(sql, params, many, context)
        if sql.startswith("SELECT") and "journal_entry" in sql:
            thread = Thread(target=add)
            thread.start()
            thread.join()
        return read

    def add() -> None:
        added.append(actions.record(cast.dov, "program.renamed", cast.program))
        connection.close()

    added: list[Entry] = []
    with connection.execute_wrapper(add_meanwhile):
        queries.verify()
    assert len(added) == 1
    assert queries.verify() == 4


def test_an_erased_payload_leaves_the_chain_whole(three_entries):
    Entry.objects.filter(number=2).update(payload=None)
    assert queries.verify() == 3


def test_a_follower_gets_every_entry_once_and_in_order(three_entries):
    seen: list[int] = []
    assert actions.follow("reader", lambda entry: seen.append(entry.number)) == 3
    assert actions.follow("reader", lambda entry: seen.append(entry.number)) == 0
    assert seen == [1, 2, 3]


def test_an_entry_whose_handler_raised_is_handed_over_again(three_entries):
    def stumble(entry: Entry) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        actions.follow("reader", stumble)
    seen: list[int] = []
    actions.follow("reader", lambda entry: seen.append(entry.number))
    assert seen == [1, 2, 3]


def test_the_head_keeps_the_newest_digest(three_entries):
    assert Head.objects.get().digest == Entry.objects.get(number=3).digest
