"""Whoever has no account, or is no longer signed in."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.journal.models import Entry
from afterword.notes.models import SelfAssessment
from afterword.notes.tests.making import (
    another_ended,
    begun,
    with_guest,
)
from afterword.notes.tests.pages import typed, url
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_a_guest_writes_with_her_link_and_no_account(ended: Interview) -> None:
    guest = with_guest(ended)
    client = Client()
    session = client.session
    session["chairs"] = [str(guest.pk)]
    session.save()
    client.cookies["session"] = session.session_key
    words = typed(recommendation="")
    answer = client.post(url("write", ended.pk), {**words, "then": "send"})
    assert answer.headers["Location"] == url("next-round", ended.pk)
    guest.guest_links.update(revoked_at=timezone.now())
    for page in ("write", "written", "next-round"):
        assert client.get(url(page, ended.pk)).status_code == 404


def test_a_guest_of_two_hours_acts_from_the_chair_of_each(ended: Interview) -> None:
    other = another_ended(ended)
    guests = [with_guest(one) for one in (ended, other)]
    browser = Client()
    session = browser.session
    session["chairs"] = [str(guest.pk) for guest in guests]
    session.save()
    for interview in (ended, other):
        browser.post(url("write-save", interview.pk), typed(because="Sound."))
        browser.post(url("next-round-save", interview.pk), {"wants": "yes", "revision": 0})
    written = Entry.objects.filter(verb__in=("notes.saved", "next_round.saved"))
    assert [one.actor for one in written] == [
        f"chair:{guest.pk}" for guest in guests for _ in range(2)
    ]


def test_a_stranger_is_asked_to_sign_in(ended: Interview) -> None:
    begun(ended)
    for page in ("letter", "write", "written", "self-assessment", "next-round"):
        answer = Client().get(url(page, ended.pk))
        assert answer.headers["Location"].startswith("/account/login/")


def test_what_was_typed_waits_until_one_is_signed_in_again(ended: Interview, cast: Cast) -> None:
    browser = Client(headers={"origin": "http://testserver"})
    page = browser.post(url("self-assessment", ended.pk), {"revision": 0, "went_well": "I asked."})
    assert page.status_code == 403
    browser.force_login(cast.ben)
    browser.post(url("self-assessment", ended.pk), dict(page.context["typed"]))
    assert SelfAssessment.objects.get().went_well == "I asked."


def test_what_a_page_saves_by_itself_is_taken_after_signing_in_elsewhere(
    ended: Interview, cast: Cast
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.ada)
    page = browser.get(url("write", ended.pk)).content.decode()
    of_the_page = re.search(r'"csrf-token" content="(\w+)" data-cookie="([^"]+)"', page)
    assert of_the_page is not None
    token, cookie = of_the_page.groups()
    browser.force_login(cast.ada)
    browser.cookies.pop(cookie)  # as signing in in another tab does, which brings another
    browser.get("/")

    def saved(vouched: str) -> int:
        words = {"path": url("write-save", ended.pk), "data": typed(because="Sound.")}
        return browser.post(**words, headers={"X-CSRFToken": vouched}).status_code

    assert saved(token) == 403
    assert saved(browser.cookies[cookie].value) == 200
