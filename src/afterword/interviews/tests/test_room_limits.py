"""What costs a connection, its own and no other: wrong words, too many, too slow."""

import dataclasses

import pytest

from afterword.interviews import protocol
from afterword.interviews.protocol import KINDS, Who
from afterword.interviews.room import live_rooms
from afterword.interviews.tests.room_client import BEN_TAB, begin, run, saying
from afterword.interviews.tests.updates import typed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])

WORDS = {"number": 1, "phase": "coding", "language": "text"}


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.said_by is Who.INTERVIEWER], ids=lambda kind: kind.name
)
def test_what_is_the_interviewers_costs_the_candidate_the_connection(
    due, ada_in, ben_in, kind
) -> None:
    words = {name: WORDS[name] for name in kind.fields}

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.say(kind.name, **words)
            assert await ben.closed() == "not_allowed"
            ada.say(kind.name, **words)
            await ada.told("phase_changed" if kind.name == "phase" else "shown")

    run(story)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", "malformed"),
        (b"\xfe", "unknown_kind"),
        (bytes([66, 1, 1]), "unknown_kind"),
        (b"\x05{", "malformed"),
        (b"\x02\x80", "malformed"),
        (bytes([4]) + bytes(600), "too_large"),
        (bytes([2, 1]) + bytes(protocol.EDIT_MOST), "too_large"),
        (protocol.words("hello", {"version": 1, "tab": "0" * 16, "since": 0}), "malformed"),
    ],
)
def test_a_broken_frame_closes_its_own_connection_and_no_other(
    due, ada_in, ben_in, frame, code
) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.send(frame)
            assert await ben.closed() == code
            ada.edit(1, typed("still here"))
            await ada.acknowledged(1)

    run(story)


def test_text_instead_of_bytes_is_malformed(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            ada.send_text("hello")
            assert await ada.closed() == "malformed"

    run(story)


def test_the_first_word_is_hello_in_our_version(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            ada.say("ping", number=1)
            assert await ada.closed() == "malformed"
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=2, tab=ada.tab, since=0)
            assert await ada.closed() == "other_version"

    run(story)


def test_whoever_comes_and_goes_without_end_is_asked_to_wait(due, ada_in, monkeypatch) -> None:
    few = dataclasses.replace(live_rooms.ARRIVAL, burst=3, per_second=0)
    monkeypatch.setattr(live_rooms, "ARRIVAL", few)

    async def story() -> None:
        for _ in range(3):
            async with saying(due, ada_in) as ada:
                await ada.hello()
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=1, tab=ada.tab, since=0)
            assert await ada.closed() == "too_fast"

    run(story)


def test_whoever_talks_too_fast_is_cut_off(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            for number in range(40):
                ada.say("ping", number=number)
            assert await ada.closed() == "too_fast"

    run(story)


def test_a_reader_who_does_not_read_is_cut_off_and_nobody_waits(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            deaf = saying(due, ben_in, tab="d" * 16)
            await deaf.__aenter__()
            await deaf.hello()
            deaf._reads = False
            for number in range(1, 8):
                large = typed("x" * 400_000, client=number)
                ada.edit(number, large)
                await ada.acknowledged(number)
                assert (await ben.told("edits"))[1] == large
            assert await deaf.closed() == "too_slow"
            await deaf.__aexit__()

    run(story)
