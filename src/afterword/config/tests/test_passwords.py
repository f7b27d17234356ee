"""Passwords: kept so that a small server survives many who sign in at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.module_loading import import_string

from afterword.config import settings as shipped
from afterword.people.passwords import Argon2

PASSWORD, SALT = "a peach ripens slowly", "salt-of-a-test"


def test_twelve_at_once_fit_into_a_small_server():
    preferred = import_string(shipped.PASSWORD_HASHERS[0])
    assert preferred is Argon2
    kept = preferred().encode(PASSWORD, SALT)
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert preferred().verify(PASSWORD, kept)
    assert not preferred().verify("a peach", kept)


def test_what_was_kept_with_more_still_opens_and_is_kept_anew():
    before = Argon2PasswordHasher().encode(PASSWORD, SALT)
    assert Argon2().verify(PASSWORD, before)
    assert Argon2().must_update(before)
