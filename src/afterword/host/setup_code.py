"""The one-time code that makes its reader the host. Only its digest is kept, in the data folder."""

import secrets
from pathlib import Path

from django.utils.crypto import constant_time_compare

from afterword.kit import tokens

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _LENGTH = 3, 4


def new_code(place: Path) -> str:
    """Forget any earlier code and return a new one, such as K7QF-M2XD-9PTR."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    code = "-".join(groups)
    file = _file(place)
    file.touch(mode=0o600)
    file.write_text(tokens.digest(_plain(code)))
    return code


def is_right(place: Path, code: str) -> bool:
    """Whether this is the newest code and nobody has used it."""
    try:
        kept = _file(place).read_text()
    except FileNotFoundError:
        return False
    return constant_time_compare(kept, tokens.digest(_plain(code)))


def forget(place: Path) -> None:
    """The code was used, or there is nothing left to set up."""
    _file(place).unlink(missing_ok=True)


def _file(place: Path) -> Path:
    return place / "setup_code.sha256"


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
