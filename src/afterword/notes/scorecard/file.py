"""The file that a scorecard saves: untrusted bytes, read into what they claim to be.

docs/use/scorecard-file.md describes it; island/src/scorecard/seal.ts writes it.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from afterword.notes.scorecard.errors import FileRefused

FORMAT = "afterword.scorecard/1"
FAMILY = "afterword.scorecard/"
COPY = "afterword.scorecard-copy/"
LARGEST = 1_000_000
SEALED_WITH = "PBKDF2-SHA-256 AES-256-GCM"
ITERATIONS = range(600_000, 2_000_001)
SALT, IV, TAG = 16, 12, 16
FIELDS = frozenset({"format", "interview", "file", "saved_at", "sealed", "signature", "open"})


@dataclass(frozen=True, slots=True)
class Seal:
    """What is needed beside the word to open the sealed part."""

    iterations: int
    salt: bytes
    iv: bytes
    ciphertext: bytes


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file in the right shape. Nothing in it has been believed yet.

    `seal` holds the words, or `words` does where the browser could not seal them.
    """

    interview: UUID
    file: UUID
    saved_at: str
    seal: Seal | None
    words: object
    signature: bytes

    @property
    def header(self) -> bytes:
        """What is bound to the sealed part: changing any of it makes the file unreadable."""
        assert self.seal is not None  # noqa: S101  asked of sealed files only
        lines = (
            FORMAT,
            str(self.interview),
            str(self.file),
            self.saved_at,
            str(self.seal.iterations),
            encoded(self.seal.salt),
            encoded(self.seal.iv),
        )
        return "\n".join(lines).encode()

    @property
    def signed(self) -> bytes:
        """What the signature is about: the header and the sealed part."""
        assert self.seal is not None  # noqa: S101  asked of sealed files only
        return self.header + b"\n" + encoded(self.seal.ciphertext).encode()


def read(raw: bytes) -> SavedFile:
    """The file in these bytes. Raises FileRefused with what to do."""
    if len(raw) > LARGEST:
        raise FileRefused("This file is larger than a scorecard ever is. Look at which one it is.")
    saved = _json(raw)
    _check_format(saved)
    if unknown := set(saved) - FIELDS:
        raise _wrong(min(unknown), "is not part of this format")
    return SavedFile(
        interview=_uuid(saved, "interview"),
        file=_uuid(saved, "file"),
        saved_at=_text(saved, "saved_at", most=40),
        seal=_seal(saved.get("sealed")) if "sealed" in saved else None,
        words=_open_words(saved),
        signature=_bytes(saved, "signature", least=32, most=32) if "signature" in saved else b"",
    )


def encoded(raw: bytes) -> str:
    """Base64 as the file writes it."""
    return base64.b64encode(raw).decode()


def shown(name: str) -> str:
    """A name out of a file, short and safe to put into a sentence."""
    return name[:60].encode("utf-8", "replace").decode()


def json_value(text: str | bytes) -> object:
    """JSON without its traps. Raises ValueError."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError as deep:
        raise ValueError("nested too deeply") from deep


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _json(raw: bytes) -> Mapping[str, object]:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower().startswith((b"<!doctype", b"<html")):
        raise FileRefused(
            "This is the scorecard itself. Open it in a browser, seal and save it there, and "
            "bring in the file that it saves."
        )
    try:
        saved = json_value(raw.decode("utf-8-sig"))
    except ValueError as trouble:
        raise FileRefused(
            "This is not a saved scorecard, or only a part of one. Its name begins with "
            "“scorecard” and ends in “.json”; save it again if it was cut off."
        ) from trouble
    if not isinstance(saved, dict):
        raise FileRefused("This JSON is not a saved scorecard. Look at which file you chose.")
    return saved


def _check_format(saved: Mapping[str, object]) -> None:
    claimed = saved.get("format")
    if claimed == FORMAT:
        return
    if isinstance(claimed, str) and claimed.startswith(COPY):
        raise FileRefused(
            "This is a working copy. Load it in the scorecard, seal and save it there, and bring "
            "in the file that it saves.",
            field="format",
        )
    if isinstance(claimed, str) and claimed.startswith(FAMILY):
        raise FileRefused(
            "This file was saved by another version of the scorecard than this server reads. "
            "Bring the server up to date, and try again.",
            field="format",
        )
    raise FileRefused(
        "This JSON is not a saved scorecard. Look at which file you chose.", field="format"
    )


def _open_words(saved: Mapping[str, object]) -> object:
    if ("open" in saved) == ("sealed" in saved):
        raise _wrong("sealed", "is missing, or stands beside open words")
    return saved.get("open")


def _seal(given: object) -> Seal:
    if not isinstance(given, dict):
        raise _wrong("sealed", "is not an object")
    if given.get("with") != SEALED_WITH:
        raise _wrong("sealed.with", f"is not “{SEALED_WITH}”")
    iterations = given.get("iterations")
    if type(iterations) is not int or iterations not in ITERATIONS:
        raise _wrong("sealed.iterations", "is not a whole number from 600,000 to 2,000,000")
    return Seal(
        iterations=iterations,
        salt=_bytes(given, "salt", least=SALT, most=SALT, inside="sealed."),
        iv=_bytes(given, "iv", least=IV, most=IV, inside="sealed."),
        ciphertext=_bytes(given, "ciphertext", least=TAG + 1, most=LARGEST, inside="sealed."),
    )


def _bytes(
    given: Mapping[str, object], name: str, *, least: int, most: int, inside: str = ""
) -> bytes:
    value = given.get(name)
    try:
        raw = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        raw = b""
    if not least <= len(raw) <= most or encoded(raw) != value:
        raise _wrong(inside + name, "is not base64 of the right length")
    return raw


def _uuid(given: Mapping[str, object], name: str) -> UUID:
    value = given.get(name)
    try:
        found = UUID(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or str(found) != value:
        raise _wrong(name, "is not an id")
    return found


def _text(given: Mapping[str, object], name: str, *, most: int) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= most:
        raise _wrong(name, f"is not a text of up to {most} characters")
    return value


def _wrong(field: str, what: str) -> FileRefused:
    return FileRefused(
        f"The file cannot be read: “{shown(field)}” {what}. Save it once more from the scorecard, "
        "and bring in that one.",
        field=shown(field),
    )
