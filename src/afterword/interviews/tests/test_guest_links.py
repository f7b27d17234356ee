"""A guest's link ends when it should, and what opens nothing always answers alike."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions, links
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, GuestLink, Interview
from afterword.interviews.queries import interviews_of
from afterword.interviews.tests.booked import (
    ask_token,
    first_time,
    guest_viewer,
    own_token,
    proposed,
)
from afterword.interviews.tests.guests import ask, renew, revoke, took
from afterword.interviews.tests.pages import page, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_a_guest_sees_one_interview_and_one_chair(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    now = timezone.now()
    other = proposed(cast.ben, None, program=cast.program, times=[now + timedelta(days=3)], now=now)
    browser = took(guest)

    assert browser.get(page(asked)).status_code == 200
    assert browser.get(page(other)).status_code == 404
    assert browser.get(reverse("interviews:list")).status_code == 302
    assert list(interviews_of(guest_viewer(guest))) == [asked]


def expire(chair: Chair) -> None:
    GuestLink.objects.filter(chair=chair).update(expires_at=timezone.now())


@pytest.mark.parametrize("end", [revoke, expire])
def test_the_end_of_a_link_closes_pages_that_were_open(
    asked: Interview, guest: Chair, end: "Callable[[Chair], None]"
) -> None:
    browser = took(guest)
    assert browser.get(page(asked)).status_code == 200

    end(guest)

    for name in ("interview", "room", "calendar", "private-notes", "times", "cancel"):
        assert browser.get(page(asked, name)).status_code == 404
    time = {"time": first_time(asked)}
    assert browser.post(page(asked, "accept"), time).status_code == 404
    asked.refresh_from_db()
    assert asked.state == InterviewState.PROPOSED


@pytest.mark.parametrize("token_of", [ask_token, own_token])
def test_every_link_that_opens_nothing_gives_one_and_the_same_answer(
    cast: "Cast", asked: Interview, guest: Chair, token_of: "Callable[[Chair], str]"
) -> None:
    took(guest)
    token = token_of(guest)
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    answers = [_answer(forged), _answer("x"), _answer("a" * 4000), _answer("%00")]

    revoke(guest)
    answers.append(_answer(token))
    GuestLink.objects.update(revoked_at=None)
    expire(guest)
    answers.append(_answer(token))
    GuestLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    actions.claim_chair(guest, by=cast.eve, now=timezone.now())
    GuestLink.objects.update(revoked_at=None)
    answers.append(_answer(token))

    assert len({answer[1] for answer in answers}) == 1
    assert {answer[0] for answer in answers} == {404}


def _answer(token: str) -> tuple[int, str]:
    cache.clear()
    browser = Client(enforce_csrf_checks=False)
    url = f"/guest/{token}/"
    got, posted = browser.get(url), browser.post(url)
    assert got.status_code == posted.status_code
    # Every page carries a fresh token against forged forms.
    return got.status_code, re.sub(r'name="csrf-token" content="\w+"', "", said(got))


def test_a_new_ask_ends_the_old_one(asked: Interview, guest: Chair) -> None:
    old = ask(guest)

    renew(guest)

    assert Client().get(old).status_code == 404
    assert Client().get(ask(guest)).status_code == 200


def test_an_expired_link_does_not_come_back_with_the_clock(guest: Chair) -> None:
    took(guest)
    link = GuestLink.objects.get(own=True)

    actions.retire_expired(now=link.expires_at)

    before = link.expires_at - timedelta(days=7)
    assert links.link_by_token(own_token(guest), now=before) is None


def test_booking_lets_the_link_last_but_wakes_no_dead_one(asked: Interview, guest: Chair) -> None:
    now = timezone.now()
    dead = GuestLink.objects.create(
        chair=guest, digest="d" * 64, expires_at=now - timedelta(minutes=1)
    )
    GuestLink.objects.exclude(pk=dead.pk).update(expires_at=now + timedelta(hours=30))

    actions.accept_time(asked, time_id=first_time(asked), by=guest, now=now)

    asked.refresh_from_db()
    live = GuestLink.objects.exclude(pk=dead.pk).get()
    assert live.expires_at == asked.starts_at + timedelta(days=14)
    dead.refresh_from_db()
    assert dead.expires_at < now


def test_a_right_link_opens_however_many_wrong_ones_were_tried_from_the_same_place(
    guest: Chair,
) -> None:
    browser = Client()
    for number in range(40):
        assert browser.get(f"/guest/guess-{number}/").status_code == 404

    assert browser.get(ask(guest)).status_code == 200


def test_no_key_is_written_into_the_log(guest: Chair, caplog: pytest.LogCaptureFixture) -> None:
    cache.clear()
    mistyped = ask_token(guest)[:-1]

    Client().get(f"/guest/{mistyped}/")

    assert mistyped not in caplog.text


def test_only_whoever_asked_renews_and_revokes(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    for browser, refused in ((took(guest), 403), (signed_in(cast.ada), 404)):
        for name in ("renew-link", "revoke-link"):
            assert browser.post(page(asked, name)).status_code == refused
    assert GuestLink.objects.filter(revoked_at=None).count() == 2

    signed_in(cast.ben).post(page(asked, "revoke-link"))

    assert not GuestLink.objects.filter(revoked_at=None).exists()


def test_a_link_of_a_changed_key_is_not_shown_but_can_be_made_anew(
    asked: Interview, guest: Chair, settings: "Any"
) -> None:
    now = timezone.now()
    assert links.ask_for(guest, now=now) is not None

    settings.SECRET_KEY = "another key entirely"

    assert links.ask_for(guest, now=now) is None
    renew(guest)
    assert links.ask_for(guest, now=now) is not None
