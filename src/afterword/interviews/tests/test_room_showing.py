"""What the interviewer shows, and that nothing of it is seen before."""

import pytest

from afterword.interviews import record
from afterword.interviews.models import Interview
from afterword.interviews.tests.room_client import BEN_TAB, begin, run, saying
from afterword.questions.models import Sighting

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])


def test_a_question_chosen_while_the_hour_runs_can_be_shown(due, ada_in, ben_in) -> None:
    chosen = due.question_version_id
    of_this_hour = Interview.objects.filter(pk=due.pk)
    of_this_hour.update(question_version=None)

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("reveal", number=1)
            assert (await ada.told("refused"))["why"] == "no_such_thing"
            await of_this_hour.aupdate(question_version=chosen)
            ada.say("reveal", number=1)
            assert (await ben.told("shown"))["title"] == "Part 1: The everyday case"

    run(story)


def test_a_part_reaches_the_candidate_when_it_is_revealed_and_not_before(
    due, ada_in, ben_in
) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            assert b"canary" not in ben.everything()
            ada.say("reveal", number=1)
            shown = await ben.told("shown")
            assert shown["title"] == "Part 1: The everyday case"
            assert shown["html"] == (
                "<p>Put <strong>every</strong> parcel into a canary-part-one.</p>\n"
            )
            ada.say("hint", number=1)
            assert "canary-hint-one" in (await ben.told("shown"))["html"]
            ada.say("follow_up", number=1)
            assert (await ben.told("shown"))["html"] == ""
            heard = ben.everything()
            for secret in (b"part-two", b"hint-two", b"when", b"follow-up", b"sign", b"plan"):
                assert b"canary-" + secret not in heard

    run(story)
    assert Sighting.objects.count() == 2
    words = [moment.text for moment in record.moments(Interview.objects.get(pk=due.pk))]
    assert words == [
        "Introductions",
        "Part 1: The everyday case. Put **every** parcel into a canary-part-one",
        "Hint 1. Try canary-hint-one",
        "Follow-up 1: Bigger",
    ]


def test_a_piece_is_shown_once_and_must_exist(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("hint", number=1)
            await ada.told("shown")
            ada.say("hint", number=1)
            assert (await ada.told("refused"))["why"] == "already_done"
            for number in (0, 3, 2**53 - 1):
                ada.say("hint", number=number)
                assert (await ada.told("refused"))["why"] == "no_such_thing"

    run(story)
