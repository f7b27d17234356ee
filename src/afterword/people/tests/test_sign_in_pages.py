"""The way in: each step renders, promises no letter that nobody posts, and counts guesses."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from afterword.people.models import Letter, Person
from afterword.people.tests.faults import faults_of
from conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(cast) -> Client:
    """Dov's browser, where the password was typed a moment ago, and once more."""
    browser = Client(headers={"host": "localhost"})
    browser.post(reverse("account_login"), {"login": cast.dov.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


ENTRANCE = (
    "account_login", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_inactive", "account_reset_password_from_key_done",
)  # fmt: skip


MANAGE = (
    "account_logout", "account_change_password", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
)  # fmt: skip


WITH_SECOND_STEP = (
    "mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp",
    "mfa_reauthenticate",
)  # fmt: skip


@pytest.mark.parametrize("name", ENTRANCE)
def test_pages_before_signing_in_render_cleanly(cast, name):
    response = Client(headers={"host": "localhost"}).get(reverse(name))
    assert faults_of(response) == []
    assert 'class="site-head"' in response.content.decode()


@pytest.mark.parametrize("name", MANAGE)
def test_pages_about_signing_in_render_cleanly(cast, known, name):
    response = known.get(reverse(name))
    assert (response.status_code, faults_of(response)) == (200, [])
    assert 'class="site-head"' in response.content.decode()


def test_a_new_password_signs_out_every_other_browser_and_not_this_one(cast, known):
    other = Client(headers={"host": "localhost"})
    other.post(reverse("account_login"), {"login": cast.dov.email, "password": PASSWORD})
    assert other.get("/").status_code == 200
    words = {"oldpassword": PASSWORD, "password1": "another peach", "password2": "another peach"}

    page = known.post(reverse("account_change_password"), words, follow=True)

    assert page.redirect_chain == [(reverse("people:settings"), 302)]
    assert "Your new password is kept." in page.content.decode()
    assert known.get("/").status_code == 200
    assert other.get("/").status_code == 302


@pytest.mark.parametrize("name", WITH_SECOND_STEP)
def test_pages_about_the_second_step_render_cleanly(cast, known, name):
    TOTP.activate(cast.dov, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(cast.dov)
    response = known.get(reverse(name))
    assert (response.status_code, faults_of(response)) == (200, [])


def test_the_second_step_is_asked_for_after_the_password(cast):
    TOTP.activate(cast.dov, "JBSWY3DPEHPK3PXP")
    browser = Client(headers={"host": "localhost"})
    response = browser.post(
        reverse("account_login"), {"login": cast.dov.email, "password": PASSWORD}, follow=True
    )
    assert response.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert faults_of(response) == []
    assert browser.get(reverse("people:programs")).status_code == 302


def test_passkeys_are_offered_only_where_browsers_have_them(cast):
    assert (
        "passkey" in Client(headers={"host": "localhost"}).get("/account/login/").content.decode()
    )
    for host in ("127.0.0.1", "testserver"):
        page = Client(headers={"host": host}).get("/account/login/")
        assert "passkey" not in page.content.decode()
    page = Client(headers={"host": "testserver"}).get("/account/login/", secure=True)
    assert "passkey" in page.content.decode()


def test_no_passkey_is_offered_where_browsers_warn_of_the_certificate(cast, settings):
    settings.LOCAL_ADDRESS = "https://night.local:8000"
    page = Client(headers={"host": "testserver"}).get("/account/login/", secure=True)
    assert "passkey" not in page.content.decode()
    page = Client(headers={"host": "localhost"}).get("/account/login/", secure=True)
    assert "passkey" in page.content.decode()


def test_without_a_mail_server_nobody_is_promised_a_letter(cast):
    page = Client().get(reverse("account_reset_password"))
    assert "Ask whoever runs it" in page.content.decode()
    Client().post(reverse("account_reset_password"), {"email": cast.ada.email})
    assert not Letter.objects.exists()


def test_with_a_mail_server_the_letter_is_secret(cast, settings):
    settings.MAIL = True
    EmailAddress.objects.create(user=cast.ada, email=cast.ada.email, verified=True, primary=True)
    Client().post(reverse("account_reset_password"), {"email": cast.ada.email})
    letter = Letter.objects.get(to_email=cast.ada.email)
    assert letter.secret
    assert "/account/password/reset/key/" in letter.body


def test_organizers_are_asked_for_a_second_step_only_on_a_public_server(cast, signed_in, settings):
    address = reverse("people:invite", args=[cast.program.pk])
    browser = signed_in(cast.dov)
    assert browser.get(address).status_code == 200
    settings.SECURE, settings.ADDRESSES = True, ["https://interviews.example.org"]
    assert browser.get(address).headers["Location"] == reverse("people:second-step")
    assert faults_of(browser.get(reverse("people:second-step"))) == []
    leaving = browser.get(reverse("people:leave", args=[cast.program.pk]))
    assert leaving.status_code == 200
    Authenticator.objects.create(user=cast.dov, type=Authenticator.Type.TOTP, data={})
    assert browser.get(address).status_code == 200


def test_a_disabled_account_is_nobody(cast, signed_in):
    browser = signed_in(cast.ada)
    assert browser.get(reverse("people:programs")).status_code == 200
    Person.objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert browser.get(reverse("people:programs")).status_code == 302


def test_guesses_at_one_account_count_together_however_and_from_wherever_they_come(cast):
    ways = [
        "ada@example.org",
        "ADA@example.org",
        "Ada@Example.org",
        "aDa@EXAMPLE.ORG",
        " ada@example.org",
    ]
    for number, login in enumerate(ways):
        elsewhere = Client(
            REMOTE_ADDR=f"10.0.0.{number}", headers={"x-forwarded-for": f"9.9.9.{number}"}
        )
        page = elsewhere.post(
            reverse("account_login"), {"login": login, "password": "a guess at it"}
        )
        assert "do not go together" in page.content.decode()
    right = {"login": "ada@example.org", "password": PASSWORD}
    page = Client(REMOTE_ADDR="10.0.1.1").post(reverse("account_login"), right)
    assert "Too many tries" in page.content.decode()
    other = {"login": "ben@example.org", "password": PASSWORD}
    assert Client(REMOTE_ADDR="10.0.1.1").post(reverse("account_login"), other).status_code == 302


def test_guesses_from_one_address_count_together_whoever_they_are_at(cast):
    def guess(number: int):
        wrong = {"login": f"p{number}@example.org", "password": "a guess at it"}
        forged = {"x-forwarded-for": f"9.9.9.{number}"}
        return Client(headers=forged).post(reverse("account_login"), wrong).content.decode()

    assert "do not go together" in guess(0)
    assert "Too many tries" in [guess(number) for number in range(1, 12)][-1]
