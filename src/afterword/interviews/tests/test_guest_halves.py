"""A guest stays herself through both halves and in every browser of hers."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.models import Chair, Interview
from afterword.interviews.room.seats import seat_for, seats_lost
from afterword.interviews.tests.booked import first_time, running, seat
from afterword.interviews.tests.guests import own, revoke, took
from afterword.interviews.tests.pages import CANDIDATE, INTERVIEWER, page, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_a_guest_who_asks_for_the_second_half_holds_her_new_chair(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = took(guest, time=first_time(asked))
    asked.refresh_from_db()
    running(asked)

    answer = browser.post(page(asked, "swap"))

    second = Interview.objects.get(first_half=asked)
    assert answer["Location"] == page(second)
    assert browser.get(page(second)).status_code == 200
    revoke(seat(second, CANDIDATE))
    assert browser.get(page(second)).status_code == 404
    assert browser.get(page(asked)).status_code == 200


def test_a_guest_comes_to_the_second_half_that_the_other_side_set_up(
    asked: Interview, guest: Chair
) -> None:
    browser = took(guest, time=first_time(asked))
    asked.refresh_from_db()
    running(asked)
    second = actions.swap_chairs(asked, by=seat(asked, CANDIDATE), now=timezone.now())
    assert browser.get(page(second)).status_code == 404

    answer = browser.post(page(asked, "other-half"))

    assert answer["Location"] == page(second)
    assert browser.get(page(second)).status_code == 200
    assert browser.post(page(second, "other-half"))["Location"] == page(asked)


def test_the_room_of_the_first_half_leads_each_to_the_second(
    cast: "Cast", signed_in: "Callable[[Person], Client]", asked: Interview, guest: Chair
) -> None:
    hers, ben = took(guest, time=first_time(asked)), signed_in(cast.ben)
    asked.refresh_from_db()
    running(asked)
    news = page(asked, "second-half")
    assert [one.get(news).status_code for one in (hers, ben)] == [204, 204]
    second = actions.swap_chairs(asked, by=seat(asked, CANDIDATE), now=timezone.now())
    for address in (news, page(asked, "room")):
        assert page(second) in said(ben.get(address))
        assert page(asked, "other-half") in said(hers.get(address))
    assert signed_in(cast.eve).get(news).status_code == 404
    actions.cancel(second, by=seat(second, INTERVIEWER), now=timezone.now())
    assert ben.get(news).status_code == 204


def test_a_planted_session_gains_nothing_from_a_guest(guest: Chair) -> None:
    took(guest)
    browser = Client()
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies["session"] = planted

    browser.post(own(guest))

    assert browser.cookies["session"].value != planted


def test_a_room_that_is_open_stays_open_while_a_guest_opens_more_of_hers(
    asked: Interview, guest: Chair
) -> None:
    browser = took(guest, time=first_time(asked))
    asked.refresh_from_db()
    running(asked)
    request = {"cookie": f"session={browser.cookies['session'].value}"}
    mine = seat_for(request, asked.pk, now=timezone.now())
    assert mine is not None
    actions.swap_chairs(asked, by=seat(asked, CANDIDATE), now=timezone.now())

    browser.post(page(asked, "other-half"))
    browser.post(own(guest))

    assert seats_lost([mine], now=timezone.now()) == set()
