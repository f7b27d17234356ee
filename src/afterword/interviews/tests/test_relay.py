"""How a room stands, how fast one may speak, and the writer behind it."""

import asyncio
import json
import uuid
from itertools import chain

import pytest

from afterword.interviews import protocol, record
from afterword.interviews.models import Entry
from afterword.interviews.protocol import BY_NAME, KINDS, Closing, When, Who, Why
from afterword.interviews.room.group_commit import GroupCommit, Waiting
from afterword.interviews.room.opening import plan
from afterword.interviews.room.pace import Pace
from afterword.interviews.room.standing import CLOSING_US, Standing
from afterword.interviews.room.together import Together

ROOM = uuid.UUID(int=7)


def entry(seq: int, kind: str, body: bytes = b"{}", *, at_us: int = 5, author: str = "a") -> Entry:
    return Entry(
        room=ROOM, seq=seq, at_us=at_us, author=author, connection="t", kind=kind, body=body
    )


def running() -> Standing:
    standing = Standing(consents={"candidate", "interviewer"})
    standing.take(entry(1, "phase", b'{"phase": "coding"}'))
    return standing


def test_a_standing_is_what_its_entries_say() -> None:
    standing = running()
    standing.take(entry(2, "reveal", b'{"number": 2}', at_us=6))
    standing.take(entry(3, "edit", protocol.count(300) + b"x"))
    standing.take(entry(4, "carried", protocol.count(301) + b"x"))
    standing.take(entry(5, "edit", protocol.count(1) + b"x", author="b"))
    standing.take(entry(6, "language", json.dumps({"language": "text"}).encode()))
    standing.take(entry(7, "caret", b"\xff"))
    assert standing.seq == 7
    assert standing.shown == {("part", 2): 6}
    assert standing.had == {("a", "t"): 301, ("b", "t"): 1}
    assert (standing.phase, standing.language, standing.started_us) == ("coding", "text", 5)


def test_every_season_has_its_kinds() -> None:
    waiting, agreed, going, over = (
        Standing(),
        Standing(consents={"candidate", "interviewer"}),
        running(),
        running(),
    )
    over.take(entry(2, "end", at_us=100))
    said = [kind for kind in KINDS if kind.said_by is not Who.SERVER]
    for kind in said:
        answers = [
            standing.refuses(kind, now_us=now)
            for standing, now in (
                (waiting, 0),
                (agreed, 0),
                (going, 0),
                (over, 100 + CLOSING_US),
                (over, 101 + CLOSING_US),
            )
        ]
        assert answers == EXPECTED[kind.when], kind.name
    assert {kind.when for kind in said} == set(When)


NOT_AGREED, NOT_RUNNING, ENDED = Why.NOT_AGREED, Why.NOT_RUNNING, Why.ENDED
EXPECTED = {
    When.ALWAYS: [None] * 5,
    When.BEFORE_END: [None, None, None, ENDED, ENDED],
    When.AGREED: [NOT_AGREED, None, None, ENDED, ENDED],
    When.RUNNING: [NOT_AGREED, NOT_RUNNING, None, ENDED, ENDED],
    When.CLOSING: [NOT_AGREED, NOT_RUNNING, None, None, ENDED],
}


@pytest.mark.parametrize("minutes", [10, 30, 40, 45, 60, 90])
def test_the_plan_uses_every_minute_once(minutes: int) -> None:
    assert sum(plan(minutes).values()) == minutes
    assert list(plan(40).values()) == [3, 5, 27, 5]


def test_a_burst_is_taken_and_more_than_the_pace_is_not() -> None:
    pace, ping = Pace(), BY_NAME["ping"]
    for _ in range(ping.burst):
        pace.check(ping, 10, now=0)
    with pytest.raises(Closing, match="too_fast"):
        pace.check(ping, 10, now=0)
    pace.check(ping, 10, now=1)


def test_large_edits_are_paced_by_their_bytes() -> None:
    pace, edit = Pace(), BY_NAME["edit"]
    for _ in range(8):
        pace.check(edit, 500_000, now=0)
    with pytest.raises(Closing, match="too_fast"):
        pace.check(edit, 500_000, now=0)


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_what_comes_during_a_commit_is_the_next_commit(monkeypatch) -> None:
    told: list[list[int]] = []

    async def story() -> None:
        done = asyncio.Event()

        def committed(batch: list[Waiting]) -> None:
            on_disk = {one.seq for one in record.entries_of(ROOM)}
            told.append([one.entry.seq for one in batch])
            assert set(told[-1]) <= on_disk
            if told[-1][-1] == 500:
                done.set()

        commit = GroupCommit(asyncio.get_running_loop(), committed, lambda batch: None)
        for seq in range(1, 501):
            commit.add(Waiting("run", entry(seq, "edit", b"\1x")))
        await asyncio.wait_for(done.wait(), 10)
        commit.stop()

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    asyncio.run(story())
    assert list(chain(*told)) == list(range(1, 501))
    assert len(told) < 100
    assert record.verify(ROOM) == 500


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_after_a_lost_batch_nothing_later_of_that_run_is_written() -> None:
    lost: list[int] = []
    kept: list[int] = []
    record.append([entry(1, "edit", b"\1x")], after={})

    async def story() -> None:
        commit = GroupCommit(
            asyncio.get_running_loop(),
            lambda batch: kept.extend(one.entry.seq for one in batch),
            lambda batch: lost.extend(one.entry.seq for one in batch),
        )
        commit.add(Waiting("old", entry(1, "edit", b"\1y")))
        while lost != [1]:
            await asyncio.sleep(0.01)
        commit.add(Waiting("old", entry(2, "edit", b"\1y")))
        while lost != [1, 2]:
            await asyncio.sleep(0.01)
        commit.add(Waiting("new", entry(2, "edit", b"\1z")))
        while kept != [2]:
            await asyncio.sleep(0.01)
        commit.stop()

    asyncio.run(asyncio.wait_for(story(), 10))
    assert record.verify(ROOM) == 2
    assert [bytes(one.body) for one in record.entries_of(ROOM)] == [b"\1x", b"\1z"]


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_two_processes_that_write_to_one_room_break_no_chain() -> None:
    told: list[tuple[str, int]] = []

    def writer(loop: asyncio.AbstractEventLoop) -> GroupCommit:
        return GroupCommit(
            loop,
            lambda batch: told.extend(("kept", one.entry.seq) for one in batch),
            lambda batch: told.extend(("lost", one.entry.seq) for one in batch),
        )

    async def says(writer: GroupCommit, run: str, seq: int) -> tuple[str, int]:
        before = len(told)
        writer.add(Waiting(run, entry(seq, "edit", b"\1x")))
        while len(told) == before:
            await asyncio.sleep(0.01)
        return told[-1]

    async def story() -> None:
        one, other = (writer(asyncio.get_running_loop()) for _ in range(2))
        assert await says(one, "first", 1) == ("kept", 1)
        assert await says(other, "other", 2) == ("kept", 2)
        assert await says(one, "first", 2) == ("lost", 2)
        assert await says(one, "again", 3) == ("kept", 3)
        assert await says(other, "other", 3) == ("lost", 3)
        one.forget(ROOM)  # everybody left there, and sits with the other process now
        assert await says(other, "again over there", 4) == ("kept", 4)
        assert await says(one, "back", 5) == ("kept", 5)
        one.stop()
        other.stop()

    asyncio.run(asyncio.wait_for(story(), 20))
    assert record.verify(ROOM) == 5


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_a_writer_that_could_not_write_goes_on_with_the_others(monkeypatch) -> None:
    kept: list[int] = []
    lost: list[int] = []
    write = record.append

    def breaks(entries: list[Entry], *, after: dict[uuid.UUID, str]) -> dict[uuid.UUID, str]:
        if entries[0].kind == "caret":
            raise MemoryError
        return write(entries, after=after)

    async def story() -> None:
        commit = GroupCommit(
            asyncio.get_running_loop(),
            lambda batch: kept.extend(one.entry.seq for one in batch),
            lambda batch: lost.extend(one.entry.seq for one in batch),
        )
        commit.add(Waiting("one", entry(1, "caret")))
        while not lost:
            await asyncio.sleep(0.01)
        commit.add(Waiting("other", entry(1, "edit", b"\1x")))
        commit.stop()
        await asyncio.sleep(0)

    monkeypatch.setattr(record, "append", breaks)
    asyncio.run(asyncio.wait_for(story(), 10))
    assert (kept, lost) == ([1], [1])
    assert record.verify(ROOM) == 1


def test_what_rooms_tell_now_and_then_is_told_once_and_together() -> None:
    told: list[str] = []

    async def story() -> None:
        together = Together(0.02)

        def ada() -> None:
            told.append("ada")

        def ben() -> None:
            told.append("ben")
            together.soon(ada)

        for act in (ada, ben, ada):
            together.soon(act)
        assert told == []
        while len(told) < 3:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)

    asyncio.run(asyncio.wait_for(story(), 10))
    assert told == ["ada", "ben", "ada"]
