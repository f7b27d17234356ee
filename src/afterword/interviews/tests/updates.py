"""Edits without a browser: updates as Yjs writes them, and some that nobody can read."""

from base64 import b64decode
from typing import Any

from pycrdt import Doc, Text

from afterword.interviews.protocol import count


def typed(text: str, *, client: int = 1) -> bytes:
    """Somebody types this at the start of an empty editor.

    One struct of one client: a string without neighbours, in the shared text called "code";
    nothing is deleted.
    """
    return _one_struct(b"\4\1\4code", text, client=client, clock=0)


def typed_on(text: str, *, clock: int, client: int = 1) -> bytes:
    """The same one types on, behind the `clock` characters so far."""
    return _one_struct(b"\x84" + count(client) + count(clock - 1), text, client=client, clock=clock)


def typed_beside(text: str, *, beside: tuple[int, int], client: int) -> bytes:
    """Somebody types their first words behind another's character: that client's, at that clock."""
    return _one_struct(b"\x84" + count(beside[0]) + count(beside[1]), text, client=client, clock=0)


def _one_struct(place: bytes, text: str, *, client: int, clock: int) -> bytes:
    words = text.encode()
    struct = place + count(len(words)) + words
    return b"\1\1" + count(client) + count(clock) + struct + b"\0"


def text_of(*updates: bytes) -> str:
    """The text that updates add up to."""
    doc: Doc[Any] = Doc()
    text = doc.get("code", type=Text)
    for update in updates:
        doc.apply_update(update)
    return str(text)


NO_UPDATE = b"\xff\xff\xff\xff\x0f"

PANICS = b64decode("AQAHBQF4AA==")
"""Found by mutating updates: pycrdt 0.14.13 panics over it."""

CRASHES = b64decode("AQEHhH8CA2FiAA==")
"""Found likewise: dies of SIGSEGV, in a document that has what client 7 typed before."""
