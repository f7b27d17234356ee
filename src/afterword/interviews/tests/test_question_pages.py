"""Which question it is stays hidden from the candidate; when the room opens."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions, next_steps
from afterword.interviews.models import Interview
from afterword.interviews.tests.booked import first_time, question, seat
from afterword.interviews.tests.pages import INTERVIEWER, Browser, page, said
from afterword.questions.models import Sighting

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_the_candidate_never_sees_which_question_it_is(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    secret = question("canary-question")
    actions.accept_time(
        asked_ada,
        time_id=first_time(asked_ada),
        by=seat(asked_ada, INTERVIEWER),
        now=timezone.now(),
    )
    actions.choose_question(asked_ada, question=secret, by=seat(asked_ada, INTERVIEWER))
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)

    assert "Canary question" in said(ada.get(page(asked_ada)))
    places = [
        page(asked_ada, name) for name in ("interview", "calendar", "room", "times", "cancel")
    ]
    for place in (*places, reverse("interviews:list")):
        answer = ben.get(place)
        assert answer.status_code == 200
        assert "canary" not in said(answer).lower()
        assert str(secret.pk) not in said(answer)
        assert str(secret.current_id) not in said(answer)
    assert ben.get(page(asked_ada, "question")).status_code == 403
    assert ben.post(page(asked_ada, "suggest")).status_code == 403


def test_the_interviewer_is_offered_what_the_candidate_has_not_seen(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    new, known = question("new-one"), question("known-one")
    Sighting.objects.create(person=cast.ben, question=known)
    ada = signed_in(cast.ada)

    html = said(ada.get(page(asked_ada, "question")))
    told = ada.post(page(asked_ada, "question"), {"question": str(known.pk)}, follow=True)
    ada.post(page(asked_ada, "suggest"), {"difficulty": ""})

    assert "New one" in html
    assert "Known one" not in html
    assert "seen that question before" in said(told)
    asked_ada.refresh_from_db()
    assert asked_ada.question_version == new.current


def test_the_version_is_kept_when_the_question_moves_on(cast: "Cast", asked_ada: Interview) -> None:
    asked_about = question("moves-on")
    actions.choose_question(asked_ada, question=asked_about, by=seat(asked_ada, INTERVIEWER))
    kept = asked_ada.question_version
    asked_about.current = asked_about.versions.create(number=2, source="", digest="1", content={})
    asked_about.save()

    asked_ada.refresh_from_db()
    assert asked_ada.question_version == kept


def test_the_room_opens_once_a_time_is_agreed(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    assert signed_in(cast.ben).get(page(asked_ada, "room"))["Location"] == page(asked_ada)


def test_what_comes_after_is_said_by_the_part_above(
    cast: "Cast", ended: Interview, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = next_steps.Step(sentence="Your half waits.", label="Write it", url="/somewhere/")
    monkeypatch.setattr(next_steps, "_found_by", [lambda chair: None, lambda chair: step])

    html = said(signed_in(cast.ada).get(page(ended)))

    assert "Your half waits." in html
    assert 'href="/somewhere/"' in html
