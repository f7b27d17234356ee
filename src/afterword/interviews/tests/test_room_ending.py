"""How a room ends: by a word, by the second half, by a record that cannot be written."""

import asyncio
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from afterword.interviews import actions, protocol, record, sockets
from afterword.interviews.models import Entry, Interview
from afterword.interviews.room import hearing, live_rooms
from afterword.interviews.tests.room_client import BEN_TAB, begin, run, saying, state_of
from afterword.interviews.tests.updates import typed
from afterword.journal.models import Entry as Journal

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])


def swap(interview: Interview, by: str) -> None:
    chair = interview.chairs.select_related("interview", "person").get(kind=by)
    actions.swap_chairs(interview, by=chair, now=timezone.now())


def test_whoever_is_in_the_room_hears_that_the_chairs_are_swapped(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            await sync_to_async(swap)(due, "interviewer")
            assert await ben.told("second_half") == {}
            assert await ada.told("second_half") == {}
        async with saying(due, ben_in) as later:
            await later.hello()
            assert await later.told("second_half") == {}

    run(story)


def test_a_room_without_a_second_half_tells_of_none(due, ada_in, ben_in, monkeypatch) -> None:
    monkeypatch.setattr(live_rooms, "WATCH_SECONDS", 0.05)

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            await asyncio.sleep(0.3)
            ada.say("ping", number=1)
            await ada.told("pong")
            told = {protocol.BY_CODE[frame[0]].name for frame in ada.frames}
            assert "second_half" not in told

    run(story)


def test_after_the_end_late_keystrokes_are_still_taken_and_then_nothing(
    due, ada_in, ben_in, monkeypatch
) -> None:
    monkeypatch.setattr(hearing, "CLOSING_US", 1_500_000)

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("end")
            assert await ben.told("ended") == {"by": "interviewer"}
            ben.edit(1, typed("typed before"))
            ben.edit(2, b"the last text", kind="text_snapshot")
            await ben.acknowledged(2)
            ada.say("reveal", number=1)
            assert (await ada.told("refused"))["why"] == "ended"
            ada.say("end")
            assert (await ada.told("refused"))["why"] == "ended"
            assert await ben.closed() == "ended"
        sealed = Journal.objects.filter(verb=record.SEALED)
        while not await sealed.aexists():
            await asyncio.sleep(0.02)
        monkeypatch.setattr(live_rooms, "CLOSING_US", 0)
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=1, tab=ada.tab, since=0)
            assert await ada.closed() == "ended"

    run(story)
    assert state_of(due) == "ended"
    claimed = record.claimed_text(Interview.objects.get(pk=due.pk))
    assert claimed == record.ClaimedText("the last text", "candidate")


def test_an_interview_ended_on_another_page_ends_in_the_room(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            await Interview.objects.filter(pk=due.pk).aupdate(
                state="ended", ended_at=timezone.now()
            )
            assert await ada.told("ended") == {"by": ""}

    run(story)


def test_no_edit_is_acknowledged_that_could_not_be_written(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            while (await ada.told("ack"))[1] < 3:
                pass
            await Entry.objects.using("record").acreate(
                room=due.pk, seq=4, at_us=0, author="another process", kind="caret", body=b""
            )
            ada.edit(1, typed("collides"))
            assert await ada.closed() == "record_unavailable"
            assert await ben.closed() == "record_unavailable"
            assert not any(frame[0] == 67 and frame[1] == 1 for frame in ada.frames)
        async with saying(due, ada_in) as ada:
            welcome = await ada.hello()
            assert welcome["had"] == 0
            ada.edit(1, typed("collides"))
            await ada.acknowledged(1)

    run(story)


def test_a_room_that_was_left_in_the_middle_of_a_deed_closes_after_it(
    due, ada_in, monkeypatch
) -> None:
    monkeypatch.setattr(live_rooms, "WATCH_SECONDS", 0.05)

    async def story() -> None:
        open_now = sockets.live_rooms()._rooms
        async with saying(due, ada_in) as ada:
            await ada.hello()
            deed = open_now[due.pk].deed
            await deed.acquire()
        await asyncio.sleep(0.2)
        assert list(open_now) == [due.pk]
        deed.release()  # having written nothing: it was refused
        async with asyncio.timeout(5):
            while open_now:
                await asyncio.sleep(0.05)

    run(story)


def test_a_room_that_is_over_is_not_kept_open_by_knocking(due, ada_in) -> None:
    over = timezone.now() - timedelta(minutes=5)
    Interview.objects.filter(pk=due.pk).update(state="ended", started_at=over, ended_at=over)

    async def story() -> None:
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=protocol.VERSION, tab="0" * 16, since=0)
            assert await ada.closed() == "ended"
        assert sockets.live_rooms()._rooms == {}

    run(story)
