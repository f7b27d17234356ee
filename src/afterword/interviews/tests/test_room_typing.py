"""What is typed in a room: relayed at once, recorded once, there for whoever comes later."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async

from afterword.interviews import protocol, record
from afterword.interviews.edits import snapshots
from afterword.interviews.models import Interview, Snapshot
from afterword.interviews.tests.room_client import (
    BEN_TAB,
    Tab,
    begin,
    kinds_recorded,
    read,
    run,
    saying,
)
from afterword.interviews.tests.updates import NO_UPDATE, text_of, typed, typed_on

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])


def test_an_edit_reaches_the_others_at_once_and_is_recorded_once(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.edit(1, typed("first"))
            seq, update = await ada.told("edits")
            assert update == typed("first")
            await ben.acknowledged(1)
            ben.edit(1, typed("first"))
            ben.edit(2, typed("second"))
            assert (await ada.told("edits"))[1] == typed("second")
            await ben.acknowledged(2)
            assert seq > 0

    run(story)
    edits = [one for one in record.entries_of(due.pk) if one.kind == "edit"]
    ben = due.chairs.get(kind="candidate")
    assert [record.unnumbered(bytes(one.body)) for one in edits] == [
        typed("first"),
        typed("second"),
    ]
    assert {(one.author, one.connection) for one in edits} == {(f"chair:{ben.pk}", BEN_TAB)}
    assert record.verify(due.pk) == len(list(record.entries_of(due.pk)))


def test_coming_back_brings_only_what_was_missed(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            async with saying(due, ben_in, tab=BEN_TAB) as ben:
                await begin(ada, ben)
                ben.edit(1, typed("before"))
                await ben.acknowledged(1)
                seq, _ = await ada.told("edits")
                durable = 0
                while durable < seq:
                    _, durable = await ada.told("ack")
            ada.edit(1, typed("while away"))
            await ada.acknowledged(1)
            async with saying(due, ben_in, tab=BEN_TAB) as ben:
                welcome = await ben.hello(since=durable)
                assert welcome["had"] == 1
                edits = [frame for frame in ben.frames if frame[0] == 65]
                assert len(edits) == 1
                assert b"while away" in edits[0]
                assert b"before" not in edits[0]

    run(story)


def test_who_comes_late_is_sent_a_snapshot_and_what_came_after_it(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            for number in range(1, 41):
                ben.edit(number, typed("x") if number == 1 else typed_on("x", clock=number - 1))
            await ben.acknowledged(40)
            await was_read(due, edits=40)
            ada.edit(1, typed("later", client=2))
            await ada.acknowledged(1)
            async with saying(due, ada_in, tab="c" * 16) as late:
                await late.hello()
            (_, state), (_, tail) = pairs(late)
            assert len(state) < 100
            assert text_of(state) == "x" * 40
            assert tail == typed("later", client=2)

    run(story)


def test_a_room_that_everybody_left_is_read_for_whoever_comes_next(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.edit(1, typed("kept"))
            await ben.acknowledged(1)
        await was_read(due, edits=1)

    run(story)
    assert text_of(bytes(Snapshot.objects.get(room=due.pk).state)) == "kept"


def test_an_edit_that_nobody_can_read_costs_its_author_the_line_and_stays_marked(
    due, ada_in, ben_in
) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.edit(1, typed("fine"))
            ben.edit(2, NO_UPDATE)
            assert await ben.closed() == "unreadable"
            quarantined = (await ada.told("quarantined"))["seq"]
            ada.edit(1, typed("the room lives on", client=2))
            await ada.acknowledged(1)
            for since in (0, quarantined - 1):
                async with saying(due, ada_in, tab="c" * 16) as late:
                    await late.hello(since=since)
                assert NO_UPDATE not in [update for _, update in pairs(late)]
            async with saying(due, ben_in, tab="d" * 16) as again:
                assert (await again.hello())["phase"] == "introductions"

    run(story)
    entries = list(record.entries_of(due.pk))
    [mark] = [one for one in entries if one.kind == "quarantined"]
    [marked] = [one for one in entries if one.seq == json.loads(bytes(mark.body))["seq"]]
    assert (mark.author, marked.kind) == ("system", "edit")
    assert record.unnumbered(bytes(marked.body)) == NO_UPDATE
    assert record.verify(due.pk) == len(entries)


async def was_read(interview: Interview, *, edits: int) -> None:
    """Wait until a snapshot holds so many edits."""
    async with asyncio.timeout(10):
        while await sync_to_async(held)(interview) < edits:
            await asyncio.sleep(0.05)


def held(interview: Interview) -> int:
    read = snapshots.read_up_to(interview.pk)
    return snapshots.edits_of(interview.pk).filter(seq__lte=read).count()


def pairs(tab: Tab) -> list[tuple[int, bytes]]:
    """The edits that a tab was told, with their numbers."""
    told = [read(frame) for frame in tab.frames if frame[0] == protocol.BY_NAME["edits"].code]
    return [pair for values in told for pair in zip(values[::2], values[1::2], strict=True)]


def test_a_room_that_was_closed_opens_as_it_stood(due, ada_in, ben_in) -> None:
    async def before() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("reveal", number=1)
            ada.say("hint", number=2)
            ada.say("phase", phase="coding")
            ada.say("language", language="javascript")
            await ben.told("language_changed")
            ben.edit(1, typed("kept"))
            await ben.acknowledged(1)

    async def later() -> None:
        async with saying(due, ben_in, tab=BEN_TAB) as ben:
            welcome = await ben.hello()
            assert welcome["phase"] == "coding"
            assert welcome["consents"] == ["candidate", "interviewer"]
            assert welcome["language"] == "javascript"
            assert [(one["what"], one["number"]) for one in welcome["shown"]] == [
                ("part", 1),
                ("hint", 2),
            ]
            assert welcome["had"] == 1
            assert any(b"kept" in frame for frame in ben.frames)

    run(before)
    run(later)


def test_carets_are_relayed_and_recorded_twice_a_second_at_most(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            for step in range(20):
                ben.send(bytes([protocol.BY_NAME["caret"].code, step]))
            connection, role, caret = await ada.told("carets")
            while caret != bytes([19]):
                connection, role, caret = await ada.told("carets")
            assert (connection, role) == (2, 1)
            async with saying(due, ada_in, tab="d" * 16) as late:
                await late.hello()
                assert any(frame[0] == 68 and frame.endswith(bytes([19])) for frame in late.frames)

    run(story)
    assert kinds_recorded(due).count("caret") == 1
