"""The head of a message: the few fields that matter here, decoded without ever objecting."""

import base64
import binascii
import codecs
import quopri
import re
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

MOST_HEAD = 64 * 1024
MOST_FIELD = 2000
EARLIEST = date(1990, 1, 1)

WANTED = frozenset(
    b"""from to subject date message-id in-reply-to references list-unsubscribe list-id precedence
    delivered-to x-original-to content-type content-transfer-encoding""".split()
)
# The charsets of mail, as Python calls them. What else it could decode is slow, or makes of letters
# what no text may hold: halves of a pair.
_CHARSETS = """
ascii utf-8 utf-16 utf-16-le utf-16-be utf-32 cp437 cp850 cp866 cp874 cp1250 cp1251 cp1252 cp1253
cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6
iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16
koi8-r koi8-u mac-roman mac-cyrillic tis-620 big5 big5hkscs gb2312 gbk gb18030 hz euc_jp euc_kr
cp932 cp949 shift_jis iso2022_jp iso2022_kr
"""
CHARSETS = frozenset(_CHARSETS.split())
_ENCODED = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]{0,1500})\?=(?:\s+(?==\?))?")
_ADDRESS = re.compile(r"[^\s<>,;:\"'()\[\]]{1,100}@[^\s<>,;:\"'()\[\]]{1,200}")
_NAMES = re.compile(r"<([^<>\s]{1,500})>")
_ENDS = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of a head, by their names in small letters, as text."""

    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def subject(self) -> str:
        return " ".join(decoded_words(self["subject"]).split())

    @property
    def sender(self) -> tuple[str, str]:
        """The name and the address that it says it comes from."""
        return name_and_address(decoded_words(self["from"]))

    @property
    def message_id(self) -> str:
        found = _NAMES.search(self["message-id"])
        return found[1] if found else self["message-id"].strip()[:500]

    @property
    def follows(self) -> list[str]:
        """The messages that it answers, the nearest last."""
        return _NAMES.findall(self["references"] + " " + self["in-reply-to"])[-20:]

    @property
    def delivered_to(self) -> list[str]:
        """Into whose mailbox it came, as far as the post says so."""
        return addresses_in(f"{self['delivered-to']} {self['x-original-to']}")

    @property
    def to(self) -> list[str]:
        """Whom it was written to."""
        return addresses_in(self["to"])


def addresses_in(whom: str) -> list[str]:
    """The addresses in a field."""
    return [one.lower() for one in _ADDRESS.findall(whom)[:20]]


def parted(text: bytes) -> tuple[bytes, bytes]:
    """Head and body. A head that does not end is cut."""
    if text.startswith((b"From ", b">From ")):
        text = text.partition(b"\n")[2]
    end = _ENDS.search(text, 0, MOST_HEAD)
    if end is None:
        return text[:MOST_HEAD], b""
    return text[: end.start()], text[end.end() :]


def read_head(head: bytes) -> Head:
    """The wanted fields, the first of each."""
    found: dict[bytes, bytes] = {}
    name = b""
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            if name and len(found[name]) < MOST_FIELD:
                found[name] += b" " + line.strip()
            continue
        before, colon, after = line.partition(b":")
        name = before.lower() if colon and len(before) < 30 else b""
        if name in WANTED and name not in found:
            found[name] = after.strip()[:MOST_FIELD]
        else:
            name = b""
    return Head({name.decode(): as_text(value[:MOST_FIELD]) for name, value in found.items()})


def as_text(value: bytes, charset: str = "") -> str:
    """Bytes as text, in the charset named if it is one; whatever happens, some text."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return value.decode(_charset_of_mail(charset), errors="replace")
    except (ValueError, TypeError):  # a charset that breaks on what it is given
        return value.decode("latin-1")


def _charset_of_mail(named: str) -> str:
    """What Python calls it, if mail is written in it; otherwise the one that most mail is in."""
    try:
        name = codecs.lookup(named).name
    except (LookupError, ValueError):
        return "cp1252"
    return name if name in CHARSETS else "cp1252"


def decoded_words(value: str) -> str:
    """A field with its encoded words read: `=?utf-8?q?Gr=C3=BC=C3=9Fe?=` is Grüße."""
    if "=?" not in value:
        return value
    return _ENCODED.sub(_decoded, value)


def _decoded(word: re.Match[str]) -> str:
    charset, how, text = word[1].split("*")[0], word[2].lower(), word[3]
    try:
        if how == "b":
            return as_text(base64.b64decode(text + "=" * (-len(text) % 4)), charset)
        return as_text(quopri.decodestring(text.replace("_", " ").encode()), charset)
    except (binascii.Error, ValueError):
        return text


def name_and_address(value: str) -> tuple[str, str]:
    """`"Mara Dunn" <mara@x.example>` as its two halves; either may be empty."""
    found = _ADDRESS.findall(value)
    address = found[-1].lower() if found else ""
    name = value.split("<")[0].strip().strip("\"'").strip()
    return ("" if "@" in name and name.lower() == address else name), address


def day_of(head: Head, *, today: date) -> date | None:
    """The day of the message where its sender was. A day that cannot be is none."""
    try:
        day = parsedate_to_datetime(head["date"][:200]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day if EARLIEST <= day <= today + timedelta(days=2) else None
