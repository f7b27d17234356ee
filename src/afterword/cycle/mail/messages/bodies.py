"""The words of a message: the part that a person reads, as plain text, and nothing quoted.

Small and blunt on purpose. Every loop is bounded by what a message keeps, however it is built.
"""

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from afterword.cycle.mail.messages.heads import Head, as_text, parted, read_head

DEEPEST = 6
MOST_PARTS = 40
MOST_TEXT = 40_000

_PARAMETER = re.compile(
    r"""(?i)\b(boundary|charset)\s*=\s*(?:"([^"]{1,200})"|'?([^\s;"']{1,200}))"""
)
_UNSEEN = re.compile(r"(?i)<(style|script|head|title)\b|<!--")
_UNSEEN_ENDS = {
    name: re.compile(rf"(?i)</{name}\b|\Z") for name in ("style", "script", "head", "title")
}
_COMMENT_ENDS = re.compile(r"-->|\Z")
_BREAKS = re.compile(r"(?i)</?(?:p|div|tr|table|h[1-6]|ul|ol|li|blockquote|td)\b[^<>]*>")
_LINE = re.compile(r"(?i)<br\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
# All that counts as space but a new line, and what nobody sees at all.
_BLANKS = re.compile(r"(?:[^\S\n]|[\u200b-\u200f\ufeff\xad\u034f])+")
_MANY_LINES = re.compile(r"\n[ \t]*\n\s*")

_WROTE = re.compile(
    r"(?i)(?:(?:on|am|le|el|il)\b.{4,200}\b(?:wrote|schrieb|écrit|escribió|scritto)\b.{0,60}:?"
    r"|-{2,9} ?(?:original message|ursprüngliche nachricht|original-nachricht) ?-{2,9}|_{20,99})$"
)
_FORWARDED = ("forwarded message", "begin forwarded message", "weitergeleitete nachricht",
              "anfang der weitergeleiteten nachricht")  # fmt: skip
_INNER_FIELD = re.compile(
    r"(?im)^[ >*]*(from|von|to|an|subject|betreff|date|datum|sent|gesendet)\*?:\*?[ ]*(.{0,300})$"
)
_ENGLISH = {"von": "from", "an": "to", "betreff": "subject", "datum": "date", "sent": "date",
            "gesendet": "date"}  # fmt: skip


class Words(NamedTuple):
    """What a message says: of its own, or, if it hands on another's, of that one."""

    text: str
    forwarded: dict[str, str]  # head of the message handed on, where it is one
    calendar: str = ""  # what a calendar is told


def words_of(head: Head, body: bytes, *, depth: int = 0) -> Words:
    """The words, and the head of the message that was handed on with them, if one was."""
    parts = list(_parts(head, body, depth, [MOST_PARTS]))
    inner = next((one for one in parts if one[0] == "message"), None)
    plain = next((one[2] for one in parts if one[0] == "plain" and one[2].strip()), "")
    rich = next((one[2] for one in parts if one[0] == "html"), "")
    text = plain if len(plain.strip()) > 20 or not rich else text_of_html(rich)
    if not text.strip() and rich:
        text = text_of_html(rich)
    calendar = next((one[2] for one in parts if one[0] == "calendar"), "")
    if inner is not None:
        return Words(tidy(without_quotes(text + "\n\n" + inner[2])), inner[1], calendar)
    return _own_or_forwarded(text)._replace(calendar=calendar)


# What kind of part, the head of a message inside, its text.
_Part = tuple[str, dict[str, str], str]


def _parts(head: Head, body: bytes, depth: int, left: list[int]) -> Iterator[_Part]:
    """The parts that hold words, in their order; never more than MOST_PARTS of them."""
    left[0] -= 1
    if left[0] < 0 or depth > DEEPEST:
        return
    kind = head["content-type"].lower()
    asked = {name.lower(): a or b for name, a, b in _PARAMETER.findall(head["content-type"])}
    if kind.startswith("multipart/") and "boundary" in asked:
        for part in _between(body, asked["boundary"].encode("utf-8", "replace"), left[0]):
            inner, rest = _head_and_rest(part.partition(b"\n")[2])
            yield from _parts(read_head(inner), rest, depth + 1, left)
    elif kind.startswith("message/rfc822"):
        inner, rest = parted(_unpacked(head, body))
        within = read_head(inner)
        said = words_of(within, rest, depth=depth + 1)
        fields = {
            "from": "{} <{}>".format(*within.sender),
            "to": within["to"],
            "subject": within.subject,
        }
        yield "message", {**fields, "date": within["date"]}, said.text
    elif kind.startswith("text/html"):
        yield "html", {}, as_text(_unpacked(head, body), asked.get("charset", ""))[: MOST_TEXT * 4]
    elif kind.startswith(("text/calendar", "application/ics")):
        yield "calendar", {}, as_text(_unpacked(head, body), asked.get("charset", ""))[:MOST_TEXT]
    elif not kind or kind.startswith("text/plain"):
        yield "plain", {}, as_text(_unpacked(head, body), asked.get("charset", ""))[:MOST_TEXT]


def _head_and_rest(part: bytes) -> tuple[bytes, bytes]:
    """A part that begins with an empty line has no head."""
    return (b"", part) if part.startswith((b"\n", b"\r\n")) else parted(part)


def _between(body: bytes, boundary: bytes, most: int) -> list[bytes]:
    return body.split(b"--" + boundary, most + 2)[1:]


def _unpacked(head: Head, body: bytes) -> bytes:
    """The bytes of a part as they were before they were made fit for travel."""
    how = head["content-transfer-encoding"].lower()
    if how.startswith("base64"):
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        letters = letters[: len(letters) // 4 * 4]
        try:
            return base64.b64decode(letters)
        except binascii.Error:
            return b""
    return quopri.decodestring(body) if how.startswith("quoted-printable") else body


def text_of_html(page: str) -> str:
    """What a page says. Not a browser: whatever is between the tags, blocks as paragraphs."""
    page = _BREAKS.sub("\n\n", _LINE.sub("\n", re.sub(r"\s+", " ", _without_unseen(page))))
    return html.unescape(_TAG.sub("", page))[:MOST_TEXT]


def _without_unseen(page: str) -> str:
    """Without comments, styles and scripts. One that does not end goes to the end."""
    kept, at = [], 0
    while (found := _UNSEEN.search(page, at)) is not None:
        kept.append(page[at : found.start()])
        ends = _UNSEEN_ENDS[found[1].lower()] if found[1] else _COMMENT_ENDS
        end = ends.search(page, found.end())
        at = end.end() if end is not None else len(page)
    return "".join(kept) + page[at:]


def without_quotes(text: str) -> str:
    """Only what this message says: nothing of what it answers."""
    kept: list[str] = []
    lines = text.splitlines()
    for line, following in pairwise([*lines, ""]):
        both = f"{line.strip()} {following.strip()}"
        if _quotes_from_here(line.strip()) or _quotes_from_here(both):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return "\n".join(kept)


def _quotes_from_here(line: str) -> bool:
    return len(line) < 400 and _WROTE.match(line) is not None


def _own_or_forwarded(text: str) -> Words:
    """A message that hands on another's says what that one says."""
    lines = text.splitlines()
    border = next((at for at, line in enumerate(lines) if _is_forwarding(line)), None)
    if border is None:
        return Words(tidy(without_quotes(text)), {})
    before, after = "\n".join(lines[:border]), "\n".join(lines[border + 1 :])
    head: dict[str, str] = {}
    end = 0
    for found in _INNER_FIELD.finditer(after[:3000]):
        name = found[1].lower()
        head.setdefault(_ENGLISH.get(name, name), found[2].strip())
        end = found.end()
        if len(head) == 4:
            break
    return Words(tidy(without_quotes(f"{before}\n\n{after[end:]}")), {"from": "", **head})


def _is_forwarding(line: str) -> bool:
    return len(line) < 200 and line.strip(" >-*:\t").lower().startswith(_FORWARDED)


def tidy(text: str) -> str:
    """Lines without the space that nobody sees, paragraphs one empty line apart."""
    return _MANY_LINES.sub("\n\n", _BLANKS.sub(" ", text.replace("\r", ""))).strip()[:MOST_TEXT]
