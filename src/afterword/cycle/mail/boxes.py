"""Files as messages, one after another: mbox, plain or .gz; .eml; a zip of either.

Nothing is held but the message at hand, and of that only its beginning: attachments run past.
"""

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

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
    done: int = 0
    messages: int = 0
    unpacked: int = 0
    remarks: list[str] = field(default_factory=list)

    def remark(self, sentence: str) -> None:
        """What holds for a file rather than for a message; the first fifty are enough."""
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(sentence)


class _Counted:
    """A file that counts what is read of it."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self.file, self.progress = file, progress

    def read(self, size: int = -1) -> bytes:
        some = self.file.read(size)
        self.progress.done += len(some)
        return some


def messages_in(files: Iterable[tuple[str, Path]], progress: Progress) -> Iterator[Raw]:
    """Every message of every file. Raises Unreadable where a file as a whole is no mail."""
    files = list(files)
    for name, path in files:
        try:
            yield from _of_file(name, path, progress)
        except (NotATable, NothingInside, Damaged) as no:
            if len(files) == 1:
                raise
            progress.remark(f"{name}: {no}")


def _of_file(name: str, path: Path, progress: Progress) -> Iterator[Raw]:
    with path.open("rb") as file:
        begins = file.read(512)
        file.seek(0)
        if begins[:2] == b"PK":
            yield from _of_zip(file, name, progress)
        elif begins[:2] == b"\x1f\x8b":
            yield from _of_gzip(file, name, progress)
        else:
            _refuse(begins)
            yield from _of_stream(_Counted(file, progress), name, progress)


def _refuse(begins: bytes) -> None:
    for mark, sentence in _NOT_MAIL.items():
        if begins.startswith(mark):
            raise NotATable(sentence)
    if not begins.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise NothingInside("The file is empty.")


def _of_gzip(file: IO[bytes], name: str, progress: Progress) -> Iterator[Raw]:
    before = progress.messages
    try:
        with gzip.GzipFile(fileobj=_Counted(file, progress), mode="rb") as unpacked:
            begins = unpacked.peek(512)[:512]
            _refuse(begins)
            if begins[257:262] == b"ustar":
                raise NotATable("This is a tar archive. Unpack it, and bring in the mbox inside.")
            yield from _of_stream(unpacked, name, progress)
    except BROKEN as wrong:
        if progress.messages == before:
            raise Damaged("The file is compressed, and damaged: it cannot be unpacked.") from wrong
        progress.remark(f"{name} is damaged; what comes before the damage was read")


def _of_zip(file: IO[bytes], name: str, progress: Progress) -> Iterator[Raw]:
    """What is inside, by its bytes; where its names would lead on a disk concerns nobody here."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as wrong:
        raise Damaged("The zip is damaged: it cannot be opened.") from wrong
    with archive:
        inside = [
            one for one in archive.infolist() if not one.is_dir() and _is_wanted(one.filename)
        ]
        if len(inside) > MOST_IN_ZIP:
            raise TooLarge(
                f"The zip holds {len(inside):,} files; {MOST_IN_ZIP:,} are read at once."
            )
        for one in inside:
            try:
                with archive.open(one) as member:
                    yield from _of_stream(member, one.filename[-120:], progress, inside=True)
            except BROKEN as wrong:
                why = "is locked with a password" if one.flag_bits & 1 else "is damaged"
                progress.remark(f"{one.filename[-120:]} {why}: {type(wrong).__name__}")
            progress.done += one.compress_size


def _is_wanted(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" not in parts and not parts[-1].startswith(".")


def _of_stream(
    file: IO[bytes] | gzip.GzipFile | _Counted,
    name: str,
    progress: Progress,
    *,
    inside: bool = False,
) -> Iterator[Raw]:
    first = _read(file, progress)
    begins = first.lstrip(b"\xef\xbb\xbf\r\n")
    if begins.startswith(b"From "):
        yield from _of_mbox(begins, file, name, progress)
        return
    if inside and not _HEADER.match(begins) and not _LENGTH_FIRST.match(begins):
        progress.remark(f"{name} is no message")
        return
    if _LENGTH_FIRST.match(begins):
        begins = begins.split(b"\n", 1)[1]
    progress.messages += 1
    yield Raw(name, begins[:MOST_KEPT])
    while _read(file, progress):  # the rest of a single message is attachments
        pass


def _read(file: IO[bytes] | gzip.GzipFile | _Counted, progress: Progress) -> bytes:
    some = file.read(CHUNK)
    progress.unpacked += len(some)
    if progress.unpacked > MOST_UNPACKED:
        raise TooLarge("Unpacked, that is more than 8 GB. Bring it in in parts.")
    return some


def _of_mbox(
    first: bytes, file: IO[bytes] | gzip.GzipFile | _Counted, name: str, progress: Progress
) -> Iterator[Raw]:
    for text in _split(first, lambda: _read(file, progress)):
        progress.messages += 1
        yield Raw(f"{name}, message {progress.messages}", text)


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
