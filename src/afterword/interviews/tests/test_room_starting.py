"""Nothing is recorded before both agree, and nothing typed before the start."""

import pytest

from afterword.interviews import protocol
from afterword.interviews.tests.room_client import kinds_recorded, run, saying, state_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])


def test_before_both_agree_nothing_is_recorded_but_consent(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in) as ben:
            await ada.hello()
            await ben.hello()
            ada.say("consent")
            await ben.told("consented")
            ben.edit(1, b"\0\0")
            assert await ben.told("refused") == {"kind": "edit", "number": 1, "why": "not_agreed"}
            ada.say("reveal", number=1)
            assert (await ada.told("refused"))["why"] == "not_agreed"
            ada.say("phase", phase="coding")
            assert (await ada.told("refused"))["why"] == "not_agreed"

    run(story)
    assert kinds_recorded(due) == ["consent"]
    assert state_of(due) == "booked"


def test_an_edit_waits_for_the_start(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in) as ben:
            await ada.hello()
            await ben.hello()
            ada.say("consent")
            ben.say("consent")
            await ben.told("consented")
            await ben.told("consented")
            ben.edit(1, b"\0\0")
            assert (await ben.told("refused"))["why"] == "not_running"
            ada.say("phase", phase="introductions")
            assert (await ben.told("phase_changed"))["by"] == "interviewer"
            ben.edit(2, b"\0\0")
            await ben.acknowledged(2)

    run(story)
    assert state_of(due) == "running"
    kinds = kinds_recorded(due)
    assert kinds[:3] == ["consent", "consent", "phase"]
    assert kinds.count("edit") == 1


def test_agreeing_before_one_is_up_to_date_counts(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=protocol.VERSION, tab=ada.tab, since=0)
            ada.say("consent")
            assert await ada.told("consented") == {"role": "interviewer"}

    run(story)
    assert kinds_recorded(due) == ["consent"]


def test_agreeing_twice_is_agreeing_once(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            ada.say("consent")
            await ada.told("consented")
            ada.say("consent")
            assert (await ada.told("refused"))["why"] == "already_done"

    run(story)
    assert kinds_recorded(due) == ["consent"]
