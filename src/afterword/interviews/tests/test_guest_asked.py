"""The ask: looking at it spends nothing, two clicks lead from it to the room."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, GuestLink, Interview
from afterword.interviews.tests.booked import first_time, plan, question, seat
from afterword.interviews.tests.guests import ask, opened, own, took
from afterword.interviews.tests.pages import CANDIDATE, INTERVIEWER, page, said
from afterword.people.models import Letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_looking_at_a_link_spends_and_opens_nothing(asked: Interview, guest: Chair) -> None:
    browser = Client()

    for _ in range(3):
        assert browser.get(ask(guest)).status_code == 200
        assert browser.head(ask(guest)).status_code == 200

    assert list(GuestLink.objects.values_list("own", "first_used_at")) == [(False, None)]
    assert "session" not in browser.cookies
    assert browser.get(page(asked)).status_code == 302  # to the sign-in page


def test_the_page_of_an_ask_tells_nothing_personal_beyond_who_asks(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    Chair.objects.filter(pk=guest.pk).update(guest_name="Grace", guest_email="grace@example.net")

    html = said(Client().get(ask(guest)))

    assert "Ben" in html
    for private in ("Grace", "grace@", "ben@example.org", "Night Owls", str(asked.pk)):
        assert private not in html


def test_the_address_of_a_link_is_told_to_no_other_page(asked: Interview, guest: Chair) -> None:
    browser = Client()
    answers = [browser.get(ask(guest)), browser.post(ask(guest)), Client().get(ask(guest))]
    answers += [Client().get(own(guest)), browser.get(page(asked, "own-link"))]
    for answer in answers:
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]


def test_from_the_ask_to_the_room_in_two_clicks(asked: Interview, guest: Chair) -> None:
    words = {"time_zone": "Asia/Kolkata", "time": first_time(asked)}
    browser = took(guest, **words)

    kept = said(browser.get(page(asked, "own-link")))

    assert own(guest) in kept
    assert "Asia/Kolkata" in kept
    asked.refresh_from_db()
    assert asked.state == InterviewState.BOOKED
    assert browser.get(page(asked, "room")).status_code == 200


def test_an_hour_that_begins_now_is_taken_with_one_button(cast: "Cast") -> None:
    now = timezone.now()
    interview = actions.start_now(plan(None, program=cast.program), by=cast.ben, now=now)
    guest = seat(interview, INTERVIEWER)
    assert "Start now" in said(Client().get(ask(guest)))

    browser = took(guest)

    assert page(interview, "room") in said(browser.get(page(interview, "own-link")))
    assert browser.get(page(interview, "room")).status_code == 200


def test_a_guest_who_interviews_finds_a_question_waiting_and_keeps_the_one_she_took(
    asked: Interview, guest: Chair
) -> None:
    first = question("parcel-lockers")
    took(guest)
    asked.refresh_from_db()
    assert asked.question_version == first.current

    other = question("tidal-path")
    actions.choose_question(asked, question=other, by=guest)
    opened(guest)
    asked.refresh_from_db()
    assert asked.question_version == other.current


def test_a_time_that_is_gone_takes_no_chair(asked: Interview, guest: Chair) -> None:
    for time in ("nonsense", str(uuid4())):
        answer = Client().post(ask(guest), {"time": time})
        assert "have just changed" in said(answer)

    assert not GuestLink.objects.filter(own=True).exists()
    assert "Take this time" in said(answer)


def test_an_hour_that_was_called_off_is_not_taken(asked: Interview, guest: Chair) -> None:
    actions.cancel(asked, by=seat(asked, CANDIDATE), now=timezone.now())

    for answer in (Client().get(ask(guest)), Client().post(ask(guest))):
        assert "has called it off" in said(answer)

    assert not GuestLink.objects.filter(own=True).exists()


def test_a_guest_declines_from_the_ask(asked: Interview, guest: Chair) -> None:
    browser = Client()
    answer = browser.post(ask(guest), {"then": "decline"})
    assert answer["Location"] == page(asked, "cancel")

    browser.post(page(asked, "cancel"), {"because": "I am on leave."})

    asked.refresh_from_db()
    assert asked.state == InterviewState.CANCELLED
    assert "I am on leave." in Letter.objects.get().body


def test_a_wrong_address_is_said_beside_the_field_and_nothing_is_booked(
    asked: Interview, guest: Chair
) -> None:
    words = {"time": first_time(asked), "name": "Grace", "email": "grace@"}

    answers = [Client().post(ask(guest), words), took(guest).post(page(asked, "accept"), words)]

    for answer in answers:
        assert answer.status_code == 422
        assert 'value="grace@"' in said(answer)
    asked.refresh_from_db()
    assert asked.state == InterviewState.PROPOSED


def test_a_member_who_came_by_a_link_finds_her_way_on_every_page(
    cast: "Cast", guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    eve = signed_in(cast.eve)
    assert eve.post(ask(guest)).status_code == 302
    for place in (
        "/",
        reverse("interviews:list"),
        page(guest.interview),
        reverse("notes:overview"),
    ):
        assert eve.get(place).status_code == 200, place
    assert "You interview Ben" in said(eve.get("/"))


def test_a_guest_is_called_by_one_line(asked: Interview, guest: Chair) -> None:
    name = "Grace\n\nYour account is closed. Sign in at https://elsewhere.example"
    words = {"time": first_time(asked), "name": name}
    answer = Client().post(ask(guest), words)
    assert answer.status_code == 422
    assert "one line" in said(answer)
