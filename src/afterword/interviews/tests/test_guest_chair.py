"""A guest's chair is taken once, and then it is hers."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.errors import ChairIsTaken
from afterword.interviews.models import BusyCell, Chair, GuestLink, Interview
from afterword.interviews.queries import interviews_of
from afterword.interviews.tests.booked import first_time, guest_viewer, own_token
from afterword.interviews.tests.guests import ask, opened, own, took
from afterword.interviews.tests.pages import page, said
from afterword.people.models import Letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_the_ask_of_a_taken_chair_opens_nothing(asked: Interview, guest: Chair) -> None:
    took(guest, time=first_time(asked))
    elsewhere = Client()

    for answer in (elsewhere.get(ask(guest)), elsewhere.post(ask(guest))):
        assert answer.status_code == 200
        assert "The chair is taken" in said(answer)
        assert own(guest) not in said(answer)

    for name in ("interview", "room", "private-notes", "question", "own-link"):
        assert elsewhere.get(page(asked, name))["Location"].startswith("/account/login/"), name
    assert GuestLink.objects.filter(own=True).count() == 1


def test_two_who_press_at_once_do_not_both_sit(asked: Interview, guest: Chair) -> None:
    link = guest.guest_links.get()
    nothing_said = actions.Introduction()
    actions.take_chair(link, introduction=nothing_said, now=timezone.now())

    with pytest.raises(ChairIsTaken):
        actions.take_chair(link, introduction=nothing_said, now=timezone.now())


def test_a_session_that_names_the_chair_but_did_not_take_it_sees_nothing(
    asked: Interview, guest: Chair
) -> None:
    assert list(interviews_of(guest_viewer(guest))) == []

    took(guest)

    assert list(interviews_of(guest_viewer(guest))) == [asked]


def test_the_one_who_asked_never_sees_her_own_link(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    ben = signed_in(cast.ben)
    assert ask(guest) in said(ben.get(page(asked)))
    took(guest, time=first_time(asked), email="grace@example.net")
    token = own_token(guest)

    for name in ("interview", "message", "calendar", "room"):
        assert token not in said(ben.get(page(asked, name))), name
        assert ask(guest) not in said(ben.get(page(asked, name))), name
    assert ben.get(page(asked, "own-link")).status_code == 403
    assert ben.post(own(guest)).status_code == 403
    for letter in Letter.objects.exclude(to_email="grace@example.net"):
        assert token not in letter.body + letter.link


def test_whoever_asked_cannot_make_another_link_to_a_taken_chair(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    hers = took(guest)
    ben = signed_in(cast.ben)

    answer = ben.post(page(asked, "renew-link"), follow=True)
    assert "The chair is taken" in said(answer)
    ben.post(page(asked, "revoke-link"))
    assert "The chair is taken" in said(ben.post(page(asked, "renew-link"), follow=True))

    assert GuestLink.objects.count() == 2
    assert hers.get(page(asked)).status_code == 404


def test_her_own_browser_is_led_from_the_ask_to_her_side(asked: Interview, guest: Chair) -> None:
    assert took(guest).get(ask(guest))["Location"] == page(asked)


def test_her_own_link_opens_another_browser_of_hers(asked: Interview, guest: Chair) -> None:
    took(guest)

    again = opened(guest, time_zone="Asia/Kolkata")

    assert again.get(page(asked)).status_code == 200
    assert opened(guest).get(page(asked)).status_code == 200


def test_the_candidate_is_not_let_in_by_the_link_they_hand_out(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    ben = signed_in(cast.ben)

    assert ben.get(ask(guest)).status_code == 403
    assert ben.post(ask(guest)).status_code == 403
    assert ben.get(page(asked, "question")).status_code == 403


def test_a_chair_is_claimed_by_whoever_opened_it_and_has_an_account(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = took(guest, time=first_time(asked))
    assert browser.post(page(asked, "claim")).status_code == 302
    assert Chair.objects.filter(pk=guest.pk, person=None).exists()  # no account yet

    browser.force_login(cast.eve)
    browser.post(page(asked, "claim"))

    guest.refresh_from_db()
    assert guest.person == cast.eve
    assert BusyCell.objects.filter(person=cast.eve).exists()
    assert not GuestLink.objects.filter(revoked_at=None).exists()
    assert browser.get(page(asked)).status_code == 200


def test_of_two_accounts_that_claim_a_chair_one_has_it_and_may_press_twice(
    cast: "Cast", guest: Chair
) -> None:
    took(guest)
    here, there, again = (Chair.objects.get(pk=guest.pk) for _ in range(3))
    now = timezone.now()
    assert actions.claim_chair(here, by=cast.eve, now=now)
    assert not actions.claim_chair(there, by=cast.cleo, now=now)
    assert actions.claim_chair(again, by=cast.eve, now=now)
    assert Chair.objects.get(pk=guest.pk).person == cast.eve


def test_a_chair_is_claimed_by_nobody_who_has_not_opened_it(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    assert signed_in(cast.eve).post(page(asked, "claim")).status_code == 404
    signed_in(cast.ben).post(page(asked, "claim"))

    guest.refresh_from_db()
    assert guest.person is None


def test_the_asker_does_not_sit_on_both_sides_where_the_guest_used_his_browser(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = took(guest)
    assert "Ben" in said(browser.get(page(asked)))
    question_page = page(asked, "question")
    assert browser.get(question_page).status_code == 200

    browser.force_login(cast.ben)

    assert browser.get(question_page).status_code == 403
    assert browser.get(page(asked, "private-notes")).status_code == 403
