"""The matrix again where letters are posted and people sign in elsewhere: more doors, one rule.

The provider is ours, on loopback. What GitHub and Google say is beyond this machine: of their
doors only the way there is tried, and that nobody comes back by them uninvited.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.http import SimpleCookie
from django.test import override_settings

from afterword.config.sign_in import sign_in_providers
from afterword.config.tests.provider import CLIENT, SECRET, answering
from tests.access import matrix, world
from tests.access.matrix import Row
from tests.access.rows import account
from tests.access.test_matrix import PARTS, REFUSED_TO_ALL, rows_of
from tests.access.world import ASKER_ELSEWHERE, EVERYBODY, SIGNED_IN, World

pytestmark = pytest.mark.django_db(databases=["default", "record"])

POSTING = {
    "MAIL": True,
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
    "MFA_ALLOW_UNVERIFIED_EMAIL": False,
}
"""As settings.py has them with AFTERWORD_SMTP."""

# Browsers that have come halfway: asked for a code; signed up; came back from the provider, without
# an account so far, and went there once more.
ASKED, SIGNED_UP, CAME_BACK = "revoked_guest", ASKER_ELSEWHERE, "guest"
FLO = {"sub": "f-1", "email": "flo@example.org", "email_verified": True, "name": "Flo"}
THEIR_LOGIN = "/account/oidc/oidc/login/"
# An address is verified by a code on a form, not by a link; and more browsers have begun.
OTHERWISE = {"account_confirm_email", "account_email_verification_sent", "mfa_login_webauthn"}


@pytest.fixture
def place(monkeypatch) -> Iterator[World]:
    made = world.build()
    for person in made.people.values():
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    with answering() as provider:
        provider.claims = dict(FLO)
        provider.once = False  # every cell asks with the same code, and undoes what it changed
        given = {
            **provider.environment,
            **{f"AFTERWORD_{one}_ID": CLIENT for one in ("GITHUB", "GOOGLE")},
            **{f"AFTERWORD_{one}_SECRET": SECRET for one in ("GITHUB", "GOOGLE")},
        }
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        with override_settings(
            **POSTING,
            SIGN_UP_OPEN=True,
            SOCIALACCOUNT_PROVIDERS=sign_in_providers(),
            ROOT_URLCONF="tests.access.every_door",
        ):
            yield made


def rows(place: World) -> list[Row]:
    """Those of signing in everywhere, and those of the doors that are here alone."""
    usual = [one for one in account.rows(place) if one.route not in OTHERWISE]
    return [*usual, *_by_letter(place), *_by_provider(place)]


def _by_letter(place: World) -> list[Row]:
    _asked_for_a_code(place)
    _signed_up(place)
    to_come_in, to_begin = SIGNED_IN | {ASKED}, SIGNED_IN | {SIGNED_UP}
    led_on = account.BEGUN | {ASKED, SIGNED_UP}
    code = {"code": "AAAA-BBBB"}
    return [
        Row("mfa_login_webauthn", get=led_on, post=led_on),
        Row("account_request_login_code", get=EVERYBODY, post=EVERYBODY),
        Row("account_confirm_login_code", get=to_come_in, post=to_come_in, body=code),
        Row("account_email_verification_sent", get=to_begin, post=to_begin, body=code),
    ]


def _by_provider(place: World) -> list[Row]:
    _came_back(place)
    answer = _asked_the_provider(place, subject=CAME_BACK)
    back, theirs = {"provider_id": "oidc"}, frozenset({CAME_BACK})
    callback = "openid_connect_callback"
    doors = [
        Row("openid_connect_login", back, get=EVERYBODY, post=EVERYBODY),
        Row(callback, back, of="theirs", query=f"?{answer}", get=theirs, post=theirs),
        Row(callback, back, of="nothing"),
        Row("socialaccount_signup", get=theirs, post=theirs),
        Row("socialaccount_login_cancelled", get=EVERYBODY),
        Row("socialaccount_login_error", of="nothing"),  # a page that is 401 for everybody
        Row("socialaccount_connections", get=SIGNED_IN, post=SIGNED_IN),
    ]
    for name in ("github", "google"):
        doors.append(Row(f"{name}_login", get=EVERYBODY, post=EVERYBODY))
        doors.append(Row(f"{name}_callback", of="nothing"))
    return doors


def _asked_for_a_code(place: World) -> None:
    browser = place.browser(ASKED)
    browser.post("/account/login/code/", {"email": place.people["candidate"].email})
    _keep(place, ASKED)


def _signed_up(place: World) -> None:
    """Somebody new, whose address is not verified yet."""
    told = {"email": "ivy@example.org", "password1": "a peach ripens slowly"}
    browser = place.browser(SIGNED_UP)
    browser.post("/account/signup/", {**told, "name": "Ivy", "time_zone": "UTC"})
    _keep(place, SIGNED_UP)


def _asked_the_provider(place: World, *, subject: str) -> str:
    """What the provider sends a browser back with; it has not come back yet."""
    there = place.browser(subject).post(THEIR_LOGIN).headers["Location"]
    _keep(place, subject)
    back = requests.get(there, allow_redirects=False, timeout=5).headers["Location"]
    return urlsplit(back).query


def _came_back(place: World) -> None:
    """Somebody new, who has not yet said what to be called."""
    answer = _asked_the_provider(place, subject=CAME_BACK)
    place.browser(CAME_BACK).get(f"{THEIR_LOGIN}callback/?{answer}")
    _keep(place, CAME_BACK)


def _keep(place: World, subject: str) -> None:
    cookies = SimpleCookie(place.clients[subject].cookies)
    place.cookies[subject] = cookies.output(header="", sep=";")
    cache.clear()


def test_only_the_named_are_let_in_where_every_door_is(place, capsys):
    found = matrix.walk_all(place, rows(place), refused_to_all=REFUSED_TO_ALL)
    with capsys.disabled():
        print(f"\naccess matrix, every door: {found}")
    assert found.faults == []
    assert found.leaked == []
    assert dict(found.bare) == {}
    assert found.silent == []


def test_every_door_has_a_row(place):
    elsewhere = [part for part in PARTS if part != "account"]
    have = {row.route for part in elsewhere for row in rows_of(part, place)}
    here = {row.route for row in rows(place)}
    assert sorted(set(matrix.routes()) - have - here) == []
    assert sorted(here - set(matrix.routes())) == []


def test_a_planted_letter_with_a_code_is_found(place):
    planted = Row("planted_letter", get=frozenset({"candidate"}))
    with override_settings(ROOT_URLCONF="tests.access.every_door_planted"):
        assert "planted_letter" in set(matrix.routes())
        cells = list(matrix.walk(place, planted, Counter()))
    let_in = {cell.subject for cell in cells if matrix.wrong(cell) == "let in"}
    assert let_in == EVERYBODY - {"candidate"}
    assert {cell.subject for cell in cells if matrix.leaks(cell)} == let_in
