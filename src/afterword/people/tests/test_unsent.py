"""What was typed on an older page goes with one more press: as its owner, and to its own place."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from afterword.kit import unsent
from afterword.people.models import Commitment, Person
from afterword.people.tests.faults import faults_of
from conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sent_from_an_older_page(person, fields, *, origin, to="/commitments/"):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    headers = {"origin": origin, "referer": f"{origin}{to}"}
    return browser, browser.post(to, {"csrfmiddlewaretoken": "x" * 64, **fields}, headers=headers)


def test_what_was_typed_on_an_older_page_is_sent_with_one_more_press(cast):
    words = "\nSay the plan aloud,\n<b>then</b> type."
    browser, page = sent_from_an_older_page(cast.ada, {"text": words}, origin="http://testserver")
    assert (page.status_code, faults_of(page)) == (403, [])
    assert "You are signed in as <bdi>Ada</bdi>" in page.content.decode()
    assert not Commitment.objects.exists()
    kept = dict(page.context["typed"])
    again = {**kept, "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    browser.post("/commitments/", again, headers={"origin": "http://testserver"})
    assert Commitment.objects.get().text.strip() == words.strip()


def test_what_another_site_sends_is_neither_shown_nor_offered(cast):
    _, page = sent_from_an_older_page(cast.ada, {"text": "Evil"}, origin="https://evil.example")
    assert page.status_code == 403
    assert "Evil" not in page.content.decode()
    assert "evil.example" not in page.content.decode()
    assert "<form" not in page.content.decode()


@pytest.mark.parametrize("name", ["code", "recovery_code", "key", "token", "credential", "word"])
def test_what_opens_something_is_not_written_into_a_page(cast, name):
    fields = {name: "otter-4711", "next": "/"}
    _, page = sent_from_an_older_page(cast.ada, fields, origin="http://testserver")
    assert page.status_code == 403
    assert "otter-4711" not in page.content.decode()
    assert 'href="/commitments/"' in page.content.decode()


def test_a_password_is_not_written_into_a_page(cast):
    fields = {"login": cast.ada.email, "password": PASSWORD}
    origin = "http://testserver"
    _, page = sent_from_an_older_page(cast.ada, fields, origin=origin, to="/account/login/")
    assert page.status_code == 403
    assert PASSWORD not in page.content.decode()
    assert 'href="/account/login/"' in page.content.decode()


def test_words_sent_after_signing_out_wait_until_one_is_in_again(cast):
    browser = Client(headers={"origin": "http://testserver"})
    page = browser.post("/commitments/", {"text": "Say the plan aloud."})
    assert (page.status_code, faults_of(page)) == (403, [])
    assert reverse("account_login") in page.content.decode()
    browser.force_login(cast.ada)
    browser.post("/commitments/", dict(page.context["typed"]))
    assert Commitment.objects.get().text == "Say the plan aloud."


OURS = {"origin": "http://testserver"}


def kept_while_signed_out(browser: Client) -> dict[str, str]:
    """The fields of the page that keeps what somebody sent after they were signed out."""
    token = str(browser.get(reverse("account_login")).context["csrf_token"])
    words = {"text": "Say the plan aloud.", "csrfmiddlewaretoken": token}
    page = browser.post("/commitments/", words, headers=OURS)
    assert "You are signed out by now" in page.content.decode()
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))


def sign_in(browser: Client, person: Person) -> None:
    """As it is done in another tab: the browser gets another secret for its forms."""
    browser.force_login(person)
    browser.cookies.pop(settings.CSRF_COOKIE_NAME)
    browser.get("/commitments/")


def test_one_press_sends_what_was_kept_after_signing_in_elsewhere(cast):
    browser = Client(enforce_csrf_checks=True)
    kept = kept_while_signed_out(browser)
    sign_in(browser, cast.ada)
    assert browser.post("/commitments/", kept, headers=OURS).status_code == 302
    assert Commitment.objects.get().text == "Say the plan aloud."


@pytest.mark.parametrize(
    ("to", "headers"),
    [
        ("/commitments/", {"origin": "https://evil.example"}),
        ("/commitments/", {"origin": "null"}),
        ("/commitments/", {}),
        ("/report/", OURS),
    ],
)
def test_what_was_kept_is_sent_by_no_other_site_and_nowhere_else(cast, to, headers):
    browser = Client(enforce_csrf_checks=True)
    kept = kept_while_signed_out(browser)
    sign_in(browser, cast.ada)
    assert browser.post(to, kept, headers=headers).status_code == 403
    assert not Commitment.objects.exists()


def test_what_was_kept_for_an_hour_asks_for_one_more_press(cast, monkeypatch):
    browser = Client(enforce_csrf_checks=True)
    kept = kept_while_signed_out(browser)
    sign_in(browser, cast.ada)
    monkeypatch.setattr(unsent, "HOUR", -1)
    page = browser.post("/commitments/", kept, headers=OURS)
    assert (page.status_code, page.context["typed"]) == (403, [("text", "Say the plan aloud.")])


def test_what_ada_typed_is_not_sent_in_bens_name_by_the_same_press(cast):
    _, page = sent_from_an_older_page(cast.ada, {"text": "Mine."}, origin="http://testserver")
    kept = {**dict(page.context["typed"]), "again": page.context["again"]}
    for person, status in ((cast.ben, 403), (cast.ada, 302)):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(person)
        assert browser.post("/commitments/", kept, headers=OURS).status_code == status
    assert [one.person for one in Commitment.objects.all()] == [cast.ada]
