"""What the two people and the server say to each other in a room.

Every message is one binary WebSocket frame: one byte that names its kind, then its payload.
A payload has one of these shapes:

- words: a JSON object with exactly the fields that the kind names;
- numbered: a varint (the sender's own count of such messages), then bytes;
- bytes: anything, passed on unread;
- entries: for each entry a varint sequence number, a varint length, that many bytes;
- counts: two varints;
- carets: for each connection a varint number, a byte for the role, a varint length, the bytes.

A varint is little-endian base 128 and at most 2**53 - 1, which is what JavaScript can count.
The bytes of an edit are an update of the shared text (Yjs). The server never decodes them.

`KINDS` is the whole language: who may say a kind and when stands beside its limits, and the
access matrix is made from it. `contracts/room.json` holds samples that the tests of both sides
read. A frame that breaks a rule closes its connection with a code of `Close`; a message that is
merely out of season (an edit before both agreed) is answered with `refused` and a reason.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from afterword.interviews.enums import Phase

VERSION = 1
COUNT_MOST = 2**53 - 1
_TAB = re.compile(r"[0-9a-f]{16}")

Words = Mapping[str, object]


class Who(StrEnum):
    """Who may say a kind."""

    BOTH = "both chairs"
    INTERVIEWER = "interviewer"
    SERVER = "server"


class When(StrEnum):
    """In which season a kind is accepted."""

    ALWAYS = "always"
    BEFORE_END = "until the interview ends"
    AGREED = "once both agreed to the record, until it ends"
    RUNNING = "while the interview runs"
    CLOSING = "while the interview runs and for a moment after"


class Shape(StrEnum):
    WORDS = "words"
    NUMBERED = "numbered"
    BYTES = "bytes"
    ENTRIES = "entries"
    COUNTS = "counts"
    CARETS = "carets"


WAITING, ENDED = "waiting", "ended"
PHASES = (WAITING, *Phase.values, ENDED)
"""Where an interview can stand. The interviewer chooses among `Phase`, in any order."""


class Language(StrEnum):
    PYTHON = "python"
    JAVASCRIPT = "javascript"
    TEXT = "text"


class Close(IntEnum):
    """Why the server closed a connection."""

    MALFORMED = 4400
    NOT_ALLOWED = 4403
    NO_SEAT = 4404
    UNKNOWN_KIND = 4405
    TOO_QUIET = 4408
    REPLACED = 4409
    ENDED = 4410
    TOO_LARGE = 4413
    OTHER_VERSION = 4415
    UNREADABLE = 4422
    ROOM_FULL = 4423
    TOO_FAST = 4429
    TOO_SLOW = 4430
    REVOKED = 4440
    RECORD_UNAVAILABLE = 4503


class Why(StrEnum):
    """Why a message was refused while its connection stays open."""

    NOT_AGREED = "not_agreed"
    NOT_RUNNING = "not_running"
    ENDED = "ended"
    ALREADY_DONE = "already_done"
    NO_SUCH_THING = "no_such_thing"
    NOT_NOW = "not_now"


class Closing(Exception):
    """A frame that costs its sender the connection."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name.lower())
        self.code = code


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message: its rule and its limits."""

    code: int
    name: str
    said_by: Who
    when: When = When.ALWAYS
    shape: Shape = Shape.WORDS
    fields: tuple[str, ...] = ()
    most_bytes: int = 512
    per_second: float = 5
    burst: int = 20
    recorded: bool = False


EDIT_MOST = 512 * 1024

KINDS: tuple[Kind, ...] = (
    Kind(1, "hello", Who.BOTH, fields=("version", "tab", "since"), per_second=1, burst=1),
    Kind(
        2, "edit", Who.BOTH, When.CLOSING, Shape.NUMBERED,
        most_bytes=EDIT_MOST, per_second=60, burst=600, recorded=True,
    ),
    Kind(
        3, "carried", Who.BOTH, When.CLOSING, Shape.NUMBERED,
        most_bytes=EDIT_MOST, per_second=60, burst=600, recorded=True,
    ),
    Kind(
        4, "caret", Who.BOTH, When.RUNNING, Shape.BYTES,
        per_second=30, burst=120, recorded=True,
    ),
    Kind(5, "consent", Who.BOTH, When.BEFORE_END, recorded=True),
    Kind(6, "reveal", Who.INTERVIEWER, When.RUNNING, fields=("number",), recorded=True),
    Kind(7, "hint", Who.INTERVIEWER, When.RUNNING, fields=("number",), recorded=True),
    Kind(8, "follow_up", Who.INTERVIEWER, When.RUNNING, fields=("number",), recorded=True),
    Kind(9, "phase", Who.INTERVIEWER, When.AGREED, fields=("phase",), recorded=True),
    Kind(10, "language", Who.BOTH, When.RUNNING, fields=("language",), recorded=True),
    Kind(
        11, "text_snapshot", Who.BOTH, When.CLOSING, Shape.NUMBERED,
        most_bytes=EDIT_MOST, per_second=0.5, burst=8, recorded=True,
    ),
    Kind(12, "end", Who.BOTH, When.RUNNING, recorded=True),
    Kind(13, "ping", Who.BOTH, fields=("number",)),
    Kind(64, "welcome", Who.SERVER),
    Kind(65, "edits", Who.SERVER, shape=Shape.ENTRIES),
    Kind(66, "caught_up", Who.SERVER),
    Kind(67, "ack", Who.SERVER, shape=Shape.COUNTS),
    Kind(68, "carets", Who.SERVER, shape=Shape.CARETS),
    Kind(69, "people", Who.SERVER),
    Kind(70, "consented", Who.SERVER),
    Kind(71, "shown", Who.SERVER),
    Kind(72, "phase_changed", Who.SERVER),
    Kind(73, "language_changed", Who.SERVER),
    Kind(74, "ended", Who.SERVER),
    Kind(75, "refused", Who.SERVER),
    Kind(76, "pong", Who.SERVER),
    Kind(77, "quarantined", Who.SERVER),
    Kind(78, "second_half", Who.SERVER),
)  # fmt: skip

BY_CODE = {kind.code: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Said:
    """A message from a person, checked for form but not yet for right or season."""

    kind: Kind
    words: Words
    number: int
    body: bytes


def parse(frame: bytes) -> Said:
    """Read a frame that a person sent. Raises Closing with the code that names what is wrong."""
    if not frame:
        raise Closing(Close.MALFORMED)
    kind = BY_CODE.get(frame[0])
    if kind is None or kind.said_by is Who.SERVER:
        raise Closing(Close.UNKNOWN_KIND)
    if len(frame) > kind.most_bytes:
        raise Closing(Close.TOO_LARGE)
    if kind.shape is Shape.WORDS:
        return Said(kind, _words(kind, frame[1:]), 0, frame[1:])
    if kind.shape is Shape.NUMBERED:
        number, start = read_count(frame, 1)
        if number == 0:
            raise Closing(Close.MALFORMED)
        return Said(kind, {}, number, frame[start:])
    return Said(kind, {}, 0, frame[1:])


def _words(kind: Kind, payload: bytes) -> Words:
    try:
        words = json.loads(payload)
    except (ValueError, RecursionError) as unreadable:
        raise Closing(Close.MALFORMED) from unreadable
    if not isinstance(words, dict) or set(words) != set(kind.fields):
        raise Closing(Close.MALFORMED)
    if not all(_FORMS[name](value) for name, value in words.items()):
        raise Closing(Close.MALFORMED)
    return words


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= COUNT_MOST


_FORMS: dict[str, Callable[[object], bool]] = {
    "version": _is_count,
    "since": _is_count,
    "number": _is_count,
    "tab": lambda value: isinstance(value, str) and _TAB.fullmatch(value) is not None,
    "phase": lambda value: value in Phase.values,
    "language": lambda value: isinstance(value, str) and value in set(Language),
}


def count(number: int) -> bytes:
    """A varint."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_count(frame: bytes, start: int) -> tuple[int, int]:
    """The varint at `start`, and where it ends. Raises Closing if it is cut short or too big."""
    number = shift = 0
    for at in range(start, min(start + 8, len(frame))):
        number |= (frame[at] & 127) << shift
        shift += 7
        if frame[at] < 128:
            if number > COUNT_MOST:
                break
            return number, at + 1
    raise Closing(Close.MALFORMED)


def words(name: str, fields: Words) -> bytes:
    """A frame of JSON."""
    text = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
    return bytes([BY_NAME[name].code]) + text.encode()


def edits(entries: Iterable[tuple[int, bytes]]) -> bytes:
    """A frame of edits with their sequence numbers."""
    parts = [bytes([BY_NAME["edits"].code])]
    for seq, update in entries:
        parts += (count(seq), count(len(update)), update)
    return b"".join(parts)


def ack(had: int, durable: int) -> bytes:
    """Your messages up to number `had`, and the room's record up to `durable`, are on disk."""
    return bytes([BY_NAME["ack"].code]) + count(had) + count(durable)


def carets(places: Iterable[tuple[int, int, bytes]]) -> bytes:
    """A frame of (connection, role byte, caret); an empty caret means that it is gone."""
    parts = [bytes([BY_NAME["carets"].code])]
    for connection, role, body in places:
        parts += (count(connection), bytes([role]), count(len(body)), body)
    return b"".join(parts)
