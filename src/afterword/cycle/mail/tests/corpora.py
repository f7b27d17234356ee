"""The labelled corpus as mail, in its parts, put together as real messages are: in several
charsets and encodings, as pages, in parts, handed on. And paraphrases, a line each."""

import base64
import quopri
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

FIRST_DAY = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TO = "Ben Okafor <ben@okafor.example>"


@dataclass(frozen=True)
class Labelled:
    """A message, and what it says: a kind, or `none`; whose, and for what."""

    kind: str
    company: str
    role: str
    message: bytes
    day: date


# The rules were written against it; written before the rules by their author; by somebody else; by
# somebody else, twice, by the author of how companies are named, and by whoever changed rules next.
# Nobody looked at what is missed in the third of these; what was missed in the last is mended.
PARTS = (
    "tuned", "same_hand", "other_hand", "wider", "wider_held", "wider_last", "unseen", "unseen_two",
    "unseen_three", "unseen_four",
)  # fmt: skip


def corpus(part: str) -> list[Labelled]:
    """All of one part, a message a day."""
    text = _file(part)
    blocks = text.split("\n== ")[1:]
    return [_labelled(block, number) for number, block in enumerate(blocks)]


def paraphrases() -> list[tuple[str, str]]:
    """(kind, words) of every line."""
    return _lines("paraphrases")


def brief() -> list[tuple[str, str]]:
    """(kind, words) of every line that the weights learn from."""
    return _lines("brief")


def _lines(name: str) -> list[tuple[str, str]]:
    found, kind = [], ""
    for line in _file(name).splitlines():
        if line.startswith("  "):
            found.append((kind, line.strip()))
        elif line.endswith(":") and not line.startswith("#"):
            kind = line.removesuffix(":")
    return found


def turns(part: str) -> list[tuple[str, str]]:
    """(kind, words) of every message that turns, of one half."""
    found = []
    for block in _file("turns").split("\n== ")[1:]:
        label, _, words = block.partition("\n")
        kind, of = label.split()
        found += [(kind, words)] if of == part else []
    return found


def _file(name: str) -> str:
    return Path(__file__).with_name("corpus").joinpath(f"{name}.txt").read_text("utf-8")


def _labelled(block: str, number: int) -> Labelled:
    label, _, rest = block.partition("\n")
    kind, company, role = (one.strip() for one in label.split("|"))
    head, _, body = rest.partition("\n\n")
    fields = [line for line in head.splitlines() if not line.startswith("Shape: ")]
    shape = next((line[7:] for line in head.splitlines() if line.startswith("Shape: ")), "plain")
    day = FIRST_DAY + timedelta(days=number)
    fields += [
        f"To: {TO}",
        f"Date: {format_datetime(day)}",
        f"Message-ID: <{number}@corpus.example>",
    ]
    return Labelled(
        kind, company.strip("-").strip(), role if role != "-" else "",
        SHAPES[shape]([one.encode() for one in fields], body.strip() + "\n"), day.date(),
    )  # fmt: skip


def _whole(fields: list[bytes], body: bytes) -> bytes:
    return b"\r\n".join(fields) + b"\r\n\r\n" + body.replace(b"\n", b"\r\n")


def _plain(fields: list[bytes], body: str) -> bytes:
    return _whole([*fields, b"Content-Type: text/plain; charset=utf-8"], body.encode())


def _latin(fields: list[bytes], body: str) -> bytes:
    kind = b"Content-Type: text/plain; charset=iso-8859-1"
    packed = quopri.encodestring(body.encode("latin-1", "replace"))
    return _whole([*fields, kind, b"Content-Transfer-Encoding: quoted-printable"], packed)


def _quoted(fields: list[bytes], body: str) -> bytes:
    kind = b'Content-Type: text/plain; charset="utf-8"'
    packed = quopri.encodestring(body.encode())
    return _whole([*fields, kind, b"Content-Transfer-Encoding: quoted-printable"], packed)


def _base64(fields: list[bytes], body: str) -> bytes:
    kind = b"Content-Type: text/plain; charset=utf-8"
    packed = base64.encodebytes(body.encode())
    return _whole([*fields, kind, b"Content-Transfer-Encoding: base64"], packed)


def _page(fields: list[bytes], body: str) -> bytes:
    page = f"<html><head><style>p {{ color: #333 }}</style></head><body>{body}</body></html>"
    return _whole([*fields, b"Content-Type: text/html; charset=utf-8"], page.encode())


def _both(fields: list[bytes], body: str) -> bytes:
    page = "".join(f"<p>{one}</p>" for one in body.split("\n\n"))
    parts = (
        f"--edge\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
        f"--edge\nContent-Type: text/html; charset=utf-8\n\n{page}\n--edge--\n"
    )
    kind = b'Content-Type: multipart/alternative; boundary="edge"'
    return _whole([*fields, kind], parts.encode())


def _handed_on(fields: list[bytes], body: str) -> bytes:
    """Sent on to Ben as an attachment, by himself from another mailbox."""
    own = [one for one in fields if not one.startswith((b"From", b"Message-ID"))]
    outer = [
        b"From: Ben Okafor <ben.okafor@elsewhere.example>",
        b"Message-ID: <on@corpus.example>",
        *own,
    ]
    inner = _plain(fields, body).decode().replace("\r\n", "\n")
    parts = (
        "--edge\nContent-Type: text/plain\n\nfor the search\n"
        f"--edge\nContent-Type: message/rfc822\n\n{inner}\n--edge--\n"
    )
    return _whole([*outer, b"Content-Type: multipart/mixed; boundary=edge"], parts.encode())


SHAPES = {
    "plain": _plain, "latin1": _latin, "qp": _quoted, "base64": _base64, "html": _page,
    "both": _both, "forwarded": _handed_on,
}  # fmt: skip
