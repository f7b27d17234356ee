"""One chair, several tabs."""

import pytest

from afterword.interviews.tests.room_client import BEN_TAB, begin, run, saying
from afterword.interviews.tests.updates import typed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])


def test_a_second_tab_of_the_same_person_sees_what_the_first_types(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with (
            saying(due, ada_in) as ada,
            saying(due, ben_in, tab=BEN_TAB) as one,
            saying(due, ben_in, tab="c" * 16) as two,
        ):
            await begin(ada, one)
            welcome = await two.hello()
            assert [person["role"] for person in welcome["people"]] == ["interviewer", "candidate"]
            one.edit(1, typed("typed here"))
            assert (await two.told("edits"))[1] == typed("typed here")

    run(story)


def test_the_same_tab_coming_back_takes_its_old_place(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as old:
            await old.hello()
            async with saying(due, ada_in) as new:
                await new.hello()
                assert await old.closed() == "replaced"

    run(story)


def test_a_chair_has_room_for_eight_tabs(due, ada_in) -> None:
    async def story() -> None:
        tabs = [saying(due, ada_in, tab=f"{number:016x}") for number in range(9)]
        for tab in tabs[:8]:
            await tab.__aenter__()
            await tab.hello()
        async with tabs[8] as late:
            late.say("hello", version=1, tab=late.tab, since=0)
            assert await late.closed() == "room_full"
        for tab in tabs[:8]:
            await tab.__aexit__()

    run(story)
