"""Signing in and up. A route that only a half-done sign-in opens is tried in such a browser."""

import time

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.http import SimpleCookie
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from tests.access.matrix import Row
from tests.access.world import ACCOUNTS, EVERYBODY, SIGNED_IN, World

# Somebody with a second step, and a browser in which only their password was typed so far.
SECURED = frozenset({"member"})
HALFWAY = "expired_guest"
# Whoever is signed in is led on from these, whoever has not begun is led back.
BEGUN = SIGNED_IN | {HALFWAY}


def rows(world: World) -> list[Row]:
    key = _second_step(world)
    for subject in ACCOUNTS:
        _typed_again(world, subject)
    _typed_the_password(world, subject=HALFWAY, person="member")
    passkey = {"pk": key.pk}
    return [
        *(Row(name, get=EVERYBODY, post=EVERYBODY) for name in ENTRANCE),
        *(Row(name, get=EVERYBODY) for name in TOLD),
        *(Row(name, get=SIGNED_IN, post=SIGNED_IN) for name in OWN),
        Row("account_confirm_email", {"key": "forged"}, get=EVERYBODY),
        Row(
            "account_reset_password_from_key",
            {"uidb36": "1", "key": "forged"},
            get=EVERYBODY,
            post=EVERYBODY,
        ),
        Row("account_logout", get=EVERYBODY, post=EVERYBODY),
        Row("mfa_login_webauthn", get=BEGUN, post=BEGUN),
        Row("mfa_index", get=SIGNED_IN),
        Row("mfa_list_webauthn", get=SIGNED_IN),
        Row("mfa_authenticate", get=BEGUN, post=BEGUN, body=CODE),
        Row("mfa_deactivate_totp", get=SECURED, post=SECURED),
        Row("mfa_view_recovery_codes", get=SECURED),
        Row("mfa_download_recovery_codes", get=SECURED),
        Row("mfa_edit_webauthn", passkey, get=SECURED, post=SECURED),
        Row("mfa_remove_webauthn", passkey, get=SECURED, post=SECURED),
    ]


SEEN_AND_ATTESTED = 0x45
CODE = {"code": "000000"}
ENTRANCE = ("account_login", "account_signup", "account_reset_password")
TOLD = (
    "account_inactive", "account_reset_password_done", "account_reset_password_from_key_done",
    "account_email_verification_sent",
)  # fmt: skip
OWN = (
    "account_email", "account_change_password", "account_set_password", "account_reauthenticate",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
)  # fmt: skip


def _second_step(world: World) -> Authenticator:
    person = world.people["member"]
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    return Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "This device", "credential": _credential()},
    )


def _typed_again(world: World, subject: str) -> None:
    """The password was typed a moment ago, so that what is asked next is whose thing it is."""
    session = world.clients[subject].session
    record = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = user_id_to_str(world.people[subject])
    session.save()


def _typed_the_password(world: World, *, subject: str, person: str) -> None:
    client = world.browser(subject)
    client.post(
        "/account/login/",
        {"login": world.people[person].email, "password": "a long enough password"},
    )
    world.cookies[subject] = SimpleCookie(client.cookies).output(header="", sep=";")


def _credential() -> dict[str, object]:
    """What a browser sends for a new passkey, with a key that nobody holds."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    held = AttestedCredentialData.create(Aaguid.NONE, b"a passkey's name", key)
    seen = AuthenticatorData.create(b"\0" * 32, SEEN_AND_ATTESTED, 0, held)
    attested = AttestationObject.create("none", seen, {})
    about = b'{"type": "webauthn.create", "challenge": "AA", "origin": "http://localhost"}'
    return {
        "id": websafe_encode(b"a passkey's name"),
        "rawId": websafe_encode(b"a passkey's name"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(about),
            "attestationObject": websafe_encode(bytes(attested)),
        },
        "clientExtensionResults": {},
    }
