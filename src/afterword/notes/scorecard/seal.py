"""The seal of a scorecard file: a word opens it, a signature says which scorecard saved it."""

import hashlib
import hmac
import unicodedata
from uuid import UUID

from django.utils.crypto import salted_hmac

from afterword.notes.scorecard.errors import FileRefused, WrongWord
from afterword.notes.scorecard.file import SavedFile, json_value

SALT = "afterword.notes.scorecard"
BLANKS = " \t\r\n"


def signing_key(chair_id: UUID, file: UUID) -> bytes:
    """What a scorecard signs with. Its file holds it, what it saves does not.

    So the word alone lets nobody write notes in the interviewer's name.
    """
    return salted_hmac(SALT, f"{chair_id} {file}", algorithm="sha256").digest()


def is_signed(saved: SavedFile, *, key: bytes) -> bool:
    """Whether the scorecard that holds this key saved this very file."""
    expected = hmac.digest(key, saved.signed, "sha256")
    return hmac.compare_digest(expected, saved.signature)


def plain(word: str) -> str:
    """The word as it is used: capitals, doubled spaces and the ways to type an é do not matter."""
    # Up and down again, as the browser does it: then ß and SS are the same as well.
    lower = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).upper().lower())
    for blank in BLANKS:
        lower = lower.replace(blank, " ")
    return " ".join(part for part in lower.split(" ") if part)


def opened(saved: SavedFile, *, word: str) -> object:
    """The JSON under the seal. Raises WrongWord, or FileRefused if what it opens is not JSON."""
    # Slow to import, and needed on this one page.
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    seal = saved.seal
    assert seal is not None  # noqa: S101  only sealed files are kept
    try:
        secret = plain(word).encode()
        key = hashlib.pbkdf2_hmac("sha256", secret, seal.salt, seal.iterations, dklen=32)
        words = AESGCM(key).decrypt(seal.iv, seal.ciphertext, saved.header)
    except (InvalidTag, UnicodeEncodeError) as wrong:
        raise WrongWord from wrong
    try:
        return json_value(words.decode())
    except ValueError as trouble:
        raise FileRefused(
            "The word is right, but what it opens is not a scorecard. Ask for the file once more."
        ) from trouble
