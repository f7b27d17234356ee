"""What is one's own: settings, letters, commitments, keys."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.journal.models import Entry
from afterword.people import actions, queries
from afterword.people.enums import CommitmentState
from afterword.people.errors import AddressTaken, CommitmentMoved
from afterword.people.forms.accounts import PASSWORDS
from afterword.people.models import AccessToken, Commitment, Letter, Person
from conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_name_and_clock_are_saved(cast, signed_in):
    fields = {"name": "Ada Nwosu", "time_zone": "Africa/Lagos"}
    signed_in(cast.ada).post(reverse("people:settings"), fields)
    cast.ada.refresh_from_db()
    assert (cast.ada.name, cast.ada.time_zone) == ("Ada Nwosu", "Africa/Lagos")


def test_former_names_are_kept_the_last_of_them_and_none_that_is_theirs_again(cast):
    for name in ("Ada N.", "Ada Nwosu", "A", "B", "C", "D", "Ada Nwosu"):
        actions.change_name_and_zone(cast.ada, name=name, time_zone="UTC")
    cast.ada.refresh_from_db()
    assert cast.ada.former_names == ["Ada N.", "A", "B", "C", "D"]


def test_another_clock_alone_makes_no_former_name(cast):
    actions.change_name_and_zone(cast.ada, name="Ada", time_zone="Africa/Lagos")
    cast.ada.refresh_from_db()
    assert cast.ada.former_names == []


def test_an_unknown_zone_keeps_what_was_typed(cast, signed_in):
    fields = {"name": "Ada", "time_zone": "Lagoon"}
    response = signed_in(cast.ada).post(reverse("people:settings"), fields)
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Lagoon"' in text
    assert "knows no time zone of that name" in text
    cast.ada.refresh_from_db()
    assert cast.ada.time_zone == "UTC"


def test_times_are_shown_on_the_viewers_clock(cast, signed_in):
    Person.objects.filter(pk=cast.ada.pk).update(time_zone="Africa/Lagos")
    Letter.objects.create(person=cast.ada, subject="Hello", body="Hello")
    page = signed_in(cast.ada).get(reverse("people:letters"))
    assert " WAT</time>" in page.content.decode()


def test_a_new_address_needs_the_password(cast, signed_in):
    browser = signed_in(cast.ada)
    address = reverse("people:address")
    refused = browser.post(address, {"email": "ada@example.com", "password": "a guess at it"})
    assert refused.status_code == 422
    browser.post(address, {"email": "ada@example.com", "password": PASSWORD})
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@example.com"
    fields = {"login": "ada@example.com", "password": PASSWORD}
    assert Client().post(reverse("account_login"), fields).status_code == 302


def test_a_password_is_not_found_out_by_way_of_another_address(cast, signed_in):
    browser, address = signed_in(cast.ada), reverse("people:address")
    for guess in range(PASSWORDS.most):
        browser.post(address, {"email": "eve@elsewhere.example", "password": f"guess {guess}"})
    right = browser.post(address, {"email": "eve@elsewhere.example", "password": PASSWORD})
    assert right.status_code == 422
    assert "Too many tries." in right.content.decode()
    other = signed_in(cast.ben).post(address, {"email": "b@example.com", "password": PASSWORD})
    assert other.status_code == 302


def test_somebody_elses_address_is_refused(cast, signed_in):
    fields = {"email": "Ben@example.org", "password": PASSWORD}
    response = signed_in(cast.ada).post(reverse("people:address"), fields)
    assert "Another account here" in response.content.decode()
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@example.org"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_one_address_at_once_one_is_told(cast):
    """And whoever presses twice at once has it."""

    def take(person: Person) -> bool:
        try:
            actions.change_address(person, email="new@example.com")
        except AddressTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as threads:
        took = list(threads.map(take, [cast.ada, cast.ada, cast.ben, cast.ben]))
    assert took in ([True, True, False, False], [False, False, True, True])
    assert EmailAddress.objects.filter(email="new@example.com").count() == 1


def test_with_a_mail_server_an_address_is_verified_first(cast, signed_in, settings):
    settings.MAIL = True
    assert signed_in(cast.ada).get(reverse("people:address")).status_code == 404


def test_a_letter_is_read_only_by_its_reader(cast, signed_in):
    letter = Letter.objects.create(person=cast.ada, subject="Your notes", body="are here")
    address = reverse("people:letter", args=[letter.pk])
    assert "are here" in signed_in(cast.ada).get(address).content.decode()
    assert signed_in(cast.ben).get(address).status_code == 404


def test_opening_a_letter_changes_nothing_and_a_button_puts_it_away(cast, signed_in):
    letter = Letter.objects.create(person=cast.ada, subject="Your notes", body="are here")
    browser = signed_in(cast.ada)
    browser.get(reverse("people:letter", args=[letter.pk]))
    assert queries.unread_letters(cast.ada).count() == 1
    browser.post(reverse("people:letter-read", args=[letter.pk]))
    assert queries.unread_letters(cast.ada).count() == 0
    assert Entry.objects.filter(verb="letter.read").count() == 1


def test_an_old_letter_leads_to_where_the_server_is_now(cast, signed_in, settings):
    old, here = "http://127.0.0.1:8000/notes/7/?a=b#reply", "https://night.local:8000"
    body = f"They are here:\n{old}\n"
    letter = Letter.objects.create(person=cast.ada, subject="Notes", body=body, link=old)
    settings.LOCAL_ADDRESS = here
    page = signed_in(cast.ada).get(reverse("people:letter", args=[letter.pk])).content.decode()
    assert "127.0.0.1" not in page
    assert f'href="{here}/notes/7/?a=b#reply"' in page


def test_a_secret_letter_lies_on_no_page(cast, signed_in):
    letter = Letter.objects.create(person=cast.ada, subject="Code", body="123", secret=True)
    browser = signed_in(cast.ada)
    assert "Code" not in browser.get(reverse("people:letters")).content.decode()
    assert browser.get(reverse("people:letter", args=[letter.pk])).status_code == 404


def test_a_commitment_is_its_authors_alone(cast, signed_in):
    commitment = actions.commit(cast.ada, text="Say the plan aloud.", origin="interview:1")
    assert "Say the plan" in signed_in(cast.ada).get("/commitments/").content.decode()
    for name in ("ben", "dov", "eve"):
        browser = signed_in(getattr(cast, name))
        assert "Say the plan" not in browser.get("/commitments/").content.decode()
        keep = reverse("people:commitment-keep", args=[commitment.pk])
        assert browser.post(keep).status_code == 404
    assert Commitment.objects.get().state == CommitmentState.OPEN


def test_the_journal_does_not_hold_a_commitments_words(cast):
    actions.commit(cast.ada, text="Say the plan aloud.", origin="interview:1")
    assert "plan" not in str(Entry.objects.get().payload)


def test_a_commitment_held_can_be_taken_up_again(cast, signed_in):
    commitment = actions.commit(cast.ada, text="Say the plan aloud.", origin="interview:1")
    browser = signed_in(cast.ada)
    browser.post(reverse("people:commitment-keep", args=[commitment.pk]))
    assert Commitment.objects.get().state == CommitmentState.KEPT
    browser.post(reverse("people:commitment-reopen", args=[commitment.pk]))
    assert Commitment.objects.get().state == CommitmentState.OPEN


def test_a_commitment_moves_once(cast):
    commitment = actions.commit(cast.ada, text="Say the plan aloud.", origin="interview:1")
    as_seen = Commitment.objects.get()
    actions.keep_commitment(commitment, by=cast.ada)
    with pytest.raises(CommitmentMoved):
        actions.let_go_of(as_seen, by=cast.ada)


def test_a_token_is_shown_once_and_kept_nowhere(cast, signed_in):
    browser = signed_in(cast.ada)
    fields = {"name": "calendar", "scopes": ["read"], "lifetime": "90"}
    page = browser.post(reverse("people:tokens"), fields).content.decode()
    token = AccessToken.objects.get()
    shown = page.split('id="new-token">')[1].split("<")[0]
    assert queries.token_named(shown, now=timezone.now()) == token
    assert shown not in browser.get(reverse("people:tokens")).content.decode()
    assert shown not in str(AccessToken.objects.values().get())


def test_only_the_owner_ends_a_token(cast, signed_in):
    token, _ = actions.make_token(cast.ada, name="x", scopes=["read"], expires_at=None)
    address = reverse("people:token-revoke", args=[token.pk])
    assert signed_in(cast.ben).post(address).status_code == 404
    assert AccessToken.objects.get().revoked_at is None
    signed_in(cast.ada).post(address)
    assert AccessToken.objects.get().revoked_at is not None
