"""Signing in with somebody else's account, against a provider that answers."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.github.views import GitHubOAuth2Adapter
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from afterword.config.sign_in import sign_in_providers
from afterword.config.tests.provider import CLIENT, Provider, answering
from afterword.people import actions, links
from afterword.people.models import Membership, Person
from conftest import PASSWORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("afterword.config.tests.provider_urls"),
]
FLO = {"sub": "f-1", "email": "flo@example.org", "email_verified": True, "name": "Flo Núñez"}


@pytest.fixture(autouse=True)
def no_limit_reached() -> None:
    cache.clear()


@pytest.fixture
def provider(settings, monkeypatch) -> Iterator[Provider]:
    with answering() as one:
        one.claims = dict(FLO)
        for name, value in one.environment.items():
            monkeypatch.setenv(name, value)
        settings.SOCIALACCOUNT_PROVIDERS = sign_in_providers()
        settings.SIGN_UP_OPEN = True
        yield one


def way_back(browser: Client, *, door: str = "/account/oidc/oidc/login/", how: str = "") -> str:
    """Where the provider sends a browser that went there and said yes."""
    there = browser.post(f"{door}{how}").headers["Location"]
    back = urlsplit(requests.get(there, allow_redirects=False, timeout=5).headers["Location"])
    return f"{back.path}?{back.query}"


def came_back(browser: Client, *, how: str = ""):
    """What the browser is shown after it went to the provider and said yes."""
    return browser.get(way_back(browser, how=how), follow=True)


def said(back: str) -> dict[str, str]:
    """The code and the state in a way back."""
    return dict(parse_qsl(urlsplit(back).query))


def signed_up(browser: Client, **fields: str):
    asked = {"email": FLO["email"], "name": FLO["name"], "time_zone": "UTC", **fields}
    return browser.post("/account/3rdparty/signup/", asked, follow=True)


def who(browser: Client) -> str:
    """Whose browser it is, by address; nobody's is empty."""
    pk = browser.session.get("_auth_user_id")
    return Person.objects.get(pk=pk).email if pk else ""


def test_somebody_new_says_what_to_be_called_and_is_in(cast, provider):
    browser = Client()
    page = came_back(browser)
    assert 'value="Flo Núñez"' in page.content.decode()
    signed_up(browser)
    assert who(browser) == "flo@example.org"
    again = Client()
    came_back(again)
    assert who(again) == "flo@example.org"
    assert SocialAccount.objects.count() == 1


def test_what_the_provider_is_asked_binds_the_answer_to_this_browser(cast, provider):
    browser = Client()
    came_back(browser)
    (asked,) = [asked for path, asked in provider.asked if path == "/authorize"]
    assert (asked["client_id"], asked["response_type"]) == ([CLIENT], ["code"])
    assert asked["code_challenge_method"] == ["S256"]
    state = asked["state"][0]
    stolen = Client().get("/account/oidc/oidc/login/callback/", {"code": "once", "state": state})
    assert stolen.status_code == 401
    assert "That sign-in did not work" in stolen.content.decode()


CALLBACK = "/account/oidc/oidc/login/callback/"


@pytest.mark.parametrize(("challenged", "lets_in"), [(True, False), (False, True)])
def test_a_code_that_another_browser_was_given_lets_nobody_in(
    cast, provider, settings, challenged, lets_in
):
    """With the challenge taken away it does: that is what the challenge is there for."""
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] = {
        "server_url": provider.address, "oauth_pkce_enabled": challenged,
    }  # fmt: skip
    browser, others = Client(), Client()
    mine, theirs = said(way_back(browser)), said(way_back(others))
    browser.get(CALLBACK, {"code": theirs["code"], "state": mine["state"]})
    signed_up(browser)
    assert (who(browser) == "flo@example.org") is lets_in


@pytest.mark.parametrize("state", ["", "x", None])
def test_an_answer_that_this_browser_did_not_ask_for_lets_nobody_in(cast, provider, state):
    browser = Client()
    answer = said(way_back(browser))
    told = {"code": answer["code"], **({} if state is None else {"state": state})}
    assert browser.get(CALLBACK, told).status_code == 401
    signed_up(browser)
    assert who(browser) == ""
    assert browser.get(CALLBACK, answer, follow=True).status_code == 200  # what it did ask for


def test_an_answer_is_good_for_one_time(cast, provider):
    browser = Client()
    back = way_back(browser)
    browser.get(back)
    again = browser.get(back)
    assert again.status_code == 401
    assert Client().get(back).status_code == 401


@pytest.mark.parametrize(
    ("name", "adapter", "claims"),
    [
        ("github", GitHubOAuth2Adapter, {}),
        ("google", GoogleOAuth2Adapter, {"iss": "https://accounts.google.com"}),
    ],
)
@pytest.mark.parametrize("verified", [True, False])
def test_somebody_new_comes_in_by_github_or_google(
    cast, provider, settings, monkeypatch, name, adapter, claims, verified
):
    monkeypatch.setenv(f"AFTERWORD_{name.upper()}_ID", CLIENT)
    monkeypatch.setenv(f"AFTERWORD_{name.upper()}_SECRET", "a secret")
    settings.SOCIALACCOUNT_PROVIDERS = sign_in_providers()
    for door, at in (("authorize", "authorize"), ("access_token", "token")):
        monkeypatch.setattr(adapter, f"{door}_url", f"{provider.address}/{at}")
    monkeypatch.setattr(GitHubOAuth2Adapter, "profile_url", f"{provider.address}/user")
    monkeypatch.setattr(GitHubOAuth2Adapter, "emails_url", f"{provider.address}/user/emails")
    provider.token, provider.claims["email_verified"] = claims, verified
    browser = Client()
    back = way_back(browser, door=f"/account/{name}/login/")
    (asked,) = [asked for path, asked in provider.asked if path == "/authorize"]
    assert asked["code_challenge_method"] == ["S256"]
    assert 'value="Flo Núñez"' in browser.get(back, follow=True).content.decode()
    signed_up(browser)
    assert who(browser) == FLO["email"]
    assert EmailAddress.objects.get(email=FLO["email"]).verified is verified


@pytest.mark.parametrize("verified", [True, False, None, "false", "true", 1])
def test_nobody_takes_over_an_account_by_naming_its_address(cast, provider, settings, verified):
    settings.MAIL = True
    EmailAddress.objects.create(user=cast.ada, email=cast.ada.email, verified=True, primary=True)
    provider.claims = {"sub": "m-1", "email": "Ada@Example.org", "email_verified": verified}
    browser = Client()
    came_back(browser)
    signed_up(browser, email="ada@example.org", name="Ada")
    assert who(browser) == ""
    assert not SocialAccount.objects.exists()
    assert Person.objects.filter(email__iexact="ada@example.org").get() == cast.ada


def test_where_addresses_alone_sign_in_the_account_is_taken(cast, provider, settings):
    """The attack above, with its defence removed: it is there to be defended against."""
    settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    EmailAddress.objects.create(user=cast.ada, email=cast.ada.email, verified=True, primary=True)
    provider.claims = {"sub": "m-1", "email": cast.ada.email, "email_verified": True}
    browser = Client()
    came_back(browser)
    assert who(browser) == cast.ada.email


@pytest.mark.parametrize(
    ("said", "verified"),
    [(True, True), (False, False), (None, False), ("false", False), ("true", False), (1, False)],
)
def test_an_address_is_verified_only_where_the_provider_says_so(cast, provider, said, verified):
    provider.claims["email_verified"] = said
    browser = Client()
    came_back(browser)
    signed_up(browser)
    assert EmailAddress.objects.get(email=FLO["email"]).verified is verified


def test_an_address_that_github_has_not_verified_is_not_verified_here(rf, provider, monkeypatch):
    monkeypatch.setenv("AFTERWORD_GITHUB_ID", CLIENT)
    told = {"id": 7, "emails": [{"email": FLO["email"], "primary": True, "verified": False}]}
    with override_settings(SOCIALACCOUNT_PROVIDERS=sign_in_providers()):
        asked = rf.get("/")
        login = get_adapter().get_provider(asked, "github").sociallogin_from_response(asked, told)
    assert [one.verified for one in login.email_addresses] == [False]


def test_an_address_changed_on_the_way_is_not_verified(cast, provider):
    browser = Client()
    came_back(browser)
    signed_up(browser, email="somebody.else@example.org")
    assert not EmailAddress.objects.filter(email="somebody.else@example.org", verified=True)


def test_an_account_here_is_connected_by_whoever_shows_it_is_theirs(cast, provider):
    browser = Client()
    browser.post("/account/login/", {"login": cast.ada.email, "password": PASSWORD})
    came_back(browser, how="?process=connect")
    assert not SocialAccount.objects.exists()
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    assert SocialAccount.objects.get().user == cast.ada
    again = Client()
    came_back(again)
    assert who(again) == cast.ada.email


def test_the_second_step_is_asked_for_after_somebody_elses_sign_in_too(cast, provider):
    SocialAccount.objects.create(user=cast.ada, provider="oidc", uid=FLO["sub"])
    TOTP.activate(cast.ada, "JBSWY3DPEHPK3PXP")
    browser = Client()
    page = came_back(browser)
    assert page.redirect_chain[-1][0] == "/account/2fa/authenticate/"
    assert who(browser) == ""


@pytest.mark.parametrize("given", [{"iss": "https://elsewhere.example"}, {"aud": "another"}])
def test_a_token_made_for_somebody_else_lets_nobody_in(cast, provider, given):
    provider.token = given
    browser = Client()
    page = came_back(browser)
    assert (page.status_code, who(browser)) == (401, "")
    assert "That sign-in did not work" in page.content.decode()


def test_whom_nobody_invited_finds_sign_up_closed(cast, provider, settings):
    settings.SIGN_UP_OPEN = False
    browser = Client()
    page = came_back(browser)
    assert "You need an invitation" in page.content.decode()
    assert not Person.objects.filter(email=FLO["email"]).exists()


def test_an_invitation_lets_in_by_the_universitys_sign_in(cast, provider, settings):
    settings.SIGN_UP_OPEN = False
    now = timezone.now()
    invitation = actions.invite_many(cast.program, by=cast.dov, days=7, uses=1, now=now)
    browser = Client()
    browser.get(links.link_of(invitation), follow=True)
    came_back(browser)
    signed_up(browser)
    assert Membership.objects.filter(program=cast.program, person__email=FLO["email"]).exists()


@pytest.mark.parametrize("page", ["/.well-known/openid-configuration", "/token"])
def test_a_provider_that_answers_nonsense_leads_to_a_kind_page(cast, provider, page):
    browser = Client()
    there = browser.post("/account/oidc/oidc/login/").headers["Location"]
    back = urlsplit(requests.get(there, allow_redirects=False, timeout=5).headers["Location"])
    provider.broken.add(page)
    shown = browser.get(f"{back.path}?{back.query}")
    assert shown.status_code == 401
    assert "That sign-in did not work" in shown.content.decode()


def test_a_provider_that_is_away_leads_to_a_kind_page(cast, provider, monkeypatch, settings):
    monkeypatch.setenv("AFTERWORD_OIDC_SERVER", "http://127.0.0.1:9")
    settings.SOCIALACCOUNT_PROVIDERS = sign_in_providers()
    shown = Client().post("/account/oidc/oidc/login/")
    assert shown.status_code == 401
    assert "That sign-in did not work" in shown.content.decode()


def test_accounts_elsewhere_are_listed_and_disconnected_by_their_owner_alone(
    cast, provider, signed_in
):
    of_ada = SocialAccount.objects.create(user=cast.ada, provider="oidc", uid=FLO["sub"])
    place, chosen = "/account/3rdparty/", {"account": of_ada.pk}
    assert Client().get(place).headers["Location"].startswith("/account/login/")
    ben, ada = signed_in(cast.ben), signed_in(cast.ada)
    for browser in (ben, ada):
        browser.post("/account/reauthenticate/", {"password": PASSWORD})
    assert "None is connected." in ben.get(place).content.decode()
    ben.post(place, chosen)
    assert SocialAccount.objects.filter(pk=of_ada.pk).exists()
    ada.post(place, chosen)
    assert not SocialAccount.objects.filter(pk=of_ada.pk).exists()
