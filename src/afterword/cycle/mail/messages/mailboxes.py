"""Files as messages, one after another: mbox, plain or .gz; .eml; a zip of either.

Nothing is held but the message at hand, and of that only its beginning: attachments run past.
"""

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from afterword.cycle.reading.errors import Damaged, NotATable, NothingInside, TooLarge

CHUNK = 1 << 20
MOST_KEPT = 192 * 1024  # of a message; words come first, attachments after them
LONGEST_LINE = 1000  # of a line that parts messages
EDGE = 2 * LONGEST_LINE
MOST_UNPACKED = 8 << 30
MOST_REMARKS = 50
MOST_IN_ZIP = 200_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

_NOT_MAIL = {
    b"%PDF": "This is a PDF, not mail.",
    b"\x89PNG": "This is a picture, not mail.",
    b"\xff\xd8\xff": "This is a picture, not mail.",
    b"!BDN": "This is an Outlook data file. Save the folder from Outlook as .eml files instead.",
    b"\xd0\xcf\x11\xe0": "This is an Outlook message. Save it as .eml instead.",
    b"7z\xbc\xaf": "The file is packed as 7z. Unpack it first.",
    b"Rar!": "The file is packed as RAR. Unpack it first.",
    b"BZh": "The file is packed as bzip2. Unpack it first.",
    b"\xfd7zXZ": "The file is packed as xz. Unpack it first.",
    b"\x7fELF": "This is a program, not mail.",
    b"SQLite format 3": "This is a database, not mail.",
}
_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_USUAL = re.compile(
    rb"(?i)>From |(return-path|received|delivered-to|from|to|subject|date|message-id|mime-version|"
    rb"content-type|status|x-[a-z-]+|reply-to|dkim-signature|arc-seal|authentication-results):"
)
_TIME = re.compile(rb"\d\d?:\d\d")
_LENGTH_FIRST = re.compile(rb"\d{1,12}\s*\n")  # Apple Mail's .emlx


class Raw(NamedTuple):
    """A message as it stands in a file: where, and its first bytes."""

    where: str
    text: bytes


@dataclass
class Progress:
    """How far the reading has come, in bytes of the files as they were sent."""

    total: int
    before: int = 0  # bytes of the files that are read whole
    done: int = 0
    messages: int = 0
    unpacked: int = 0
    remarks: list[str] = field(default_factory=list)

    def remark(self, sentence: str) -> None:
        """What holds for a file rather than for a message; the first fifty are enough."""
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(sentence)


@dataclass(frozen=True)
class _Source:
    """What gives mail chunk by chunk, and the file on the disk it comes from, packed or plain."""

    give: Callable[[int], bytes]
    file: BinaryIO
    progress: Progress

    def read(self) -> bytes:
        """The next chunk; nothing at the end. Raises TooLarge where it never ends."""
        some = self.give(CHUNK)
        self.progress.done = self.progress.before + self.file.tell()
        self.progress.unpacked += len(some)
        if self.progress.unpacked > MOST_UNPACKED:
            raise TooLarge("Unpacked, that is more than 8 GB. Bring it in in parts.")
        return some


def messages_in(files: Sequence[tuple[str, Path]], progress: Progress) -> Iterator[Raw]:
    """Every message of every file. Raises Unreadable where there is one file, and no mail in it."""
    for name, path in files:
        try:
            yield from _of_file(name, path, progress)
        except (NotATable, NothingInside, Damaged) as no:
            if len(files) == 1:
                raise
            progress.remark(f"{name}: {no}")
        progress.before += path.stat().st_size


def _of_file(name: str, path: Path, progress: Progress) -> Iterator[Raw]:
    with path.open("rb") as file:
        begins = file.read(512)
        file.seek(0)
        if begins[:2] == b"PK":
            yield from _of_zip(file, progress)
        elif begins[:2] == b"\x1f\x8b":
            yield from _of_gzip(file, name, progress)
        else:
            _refuse(begins)
            yield from _of_stream(_Source(file.read, file, progress), name)


def _refuse(begins: bytes) -> None:
    for mark, sentence in _NOT_MAIL.items():
        if begins.startswith(mark):
            raise NotATable(sentence)
    if begins[257:262] == b"ustar":
        raise NotATable("This is a tar archive. Unpack it, and bring in the mail inside.")
    if not begins.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise NothingInside("The file is empty.")


def _of_gzip(file: BinaryIO, name: str, progress: Progress) -> Iterator[Raw]:
    before = progress.messages
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            _refuse(unpacked.peek(512)[:512])
            # As far as it goes at each step: what comes before some damage is not lost with it.
            yield from _of_stream(_Source(unpacked.read1, file, progress), name)
    except BROKEN as wrong:
        if progress.messages == before:
            raise Damaged("The file is compressed, and damaged: it cannot be unpacked.") from wrong
        progress.remark(f"{name} is damaged; what comes before the damage was read")


def _of_zip(file: BinaryIO, progress: Progress) -> Iterator[Raw]:
    """What is inside, by its bytes; where its names would lead on a disk concerns nobody here."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as wrong:
        raise Damaged("The zip is damaged: it cannot be opened.") from wrong
    with archive:
        inside = [one for one in archive.infolist() if _is_wanted(one)]
        if len(inside) > MOST_IN_ZIP:
            raise TooLarge(f"The zip holds {len(inside):,} files; {MOST_IN_ZIP:,} are the most.")
        for one in inside:
            shown = one.filename[-120:]
            try:
                with archive.open(one) as member:
                    yield from _of_stream(_Source(member.read, file, progress), shown, inside=True)
            except BROKEN:
                locked = one.flag_bits & 1
                progress.remark(f"{shown} is {'locked with a password' if locked else 'damaged'}")


def _is_wanted(one: zipfile.ZipInfo) -> bool:
    """Neither a folder nor what a Mac leaves beside its files."""
    parts = one.filename.replace("\\", "/").split("/")
    return not one.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith(".")


def _of_stream(source: _Source, name: str, *, inside: bool = False) -> Iterator[Raw]:
    """The messages of an mbox, or the one that a file of its own is."""
    begins = source.read().lstrip(b"\xef\xbb\xbf\r\n")
    if begins.startswith(b"From ") or _is_box(begins):
        for text in _split(begins, source.read):
            source.progress.messages += 1
            yield Raw(f"{name}, message {source.progress.messages}", text)
        return
    if _LENGTH_FIRST.match(begins):
        begins = begins.partition(b"\n")[2]
    elif inside and not _HEADER.match(begins):
        source.progress.remark(f"{name} is no message")
        return
    source.progress.messages += 1
    yield Raw(name, begins[:MOST_KEPT])
    while source.read():  # the rest of a single message is attachments
        pass


def _is_box(begins: bytes) -> bool:
    """Whether something else comes before the first message of an mbox."""
    return not _HEADER.match(begins) and _border(begins, 0, ended=True) >= 0


def _split(data: bytes, more: Callable[[], bytes]) -> Iterator[bytes]:
    """The messages of an mbox, each with its `From ` line and cut to MOST_KEPT."""
    kept, start, look = b"", 0, 0
    while True:
        some = more()
        data += some
        while (at := _border(data, look, ended=not some)) >= 0:
            yield kept or data[start : min(at + 1, start + MOST_KEPT)]
            kept, start, look = b"", at + 1, at + 1
        if not some:
            yield kept or data[start : start + MOST_KEPT]
            return
        if not kept and len(data) - start > MOST_KEPT + EDGE:
            kept = data[start : start + MOST_KEPT]
        data = data[-EDGE:] if kept else data[start:]
        start, look = 0, max(0, len(data) - EDGE)


def _border(data: bytes, look: int, *, ended: bool) -> int:
    """Where the next message begins, less one; -1 where none does, or none can be told yet."""
    while (at := data.find(b"\nFrom ", look)) >= 0:
        line_end = data.find(b"\n", at + 1, at + LONGEST_LINE)
        if not ended and len(data) - (line_end if line_end >= 0 else at + LONGEST_LINE) < 100:
            return -1
        if line_end >= 0 and _is_border(data, at, line_end):
            return at
        look = at + 1
    return -1


def _is_border(data: bytes, at: int, line_end: int) -> bool:
    """Whether this `From ` line parts two messages: what follows looks like a header, and there is
    a time in the line or an empty line before it."""
    follows = data[line_end + 1 : line_end + 80]
    if not _HEADER.match(follows) and not follows.startswith(b">From "):
        return False
    if _TIME.search(data, at, line_end):
        return True
    return data[max(0, at - 2) : at].endswith((b"\n", b"\n\r")) and bool(_USUAL.match(follows))
