"""`afterword import`, where it is given mail: what that tells, and, unless told otherwise,
proposing it."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from afterword.cycle.mail.confining import mail_told
from afterword.cycle.mail.report import in_words
from afterword.host.commands.folder import open_folder
from afterword.host.errors import CannotGoOn
from afterword.study.terminal import plain

ENDINGS = frozenset({".mbox", ".mbx", ".eml", ".emlx", ".gz", ".zip"})
MOST_FILES = 200_000


def is_mail(names: list[str]) -> bool:
    """Whether these are a folder, a mailbox or messages, by their names or first letters."""
    return any(_is_mail(Path(name)) for name in names)


def _is_mail(path: Path) -> bool:
    if path.is_dir() or path.suffix.lower() in ENDINGS:
        return True
    try:
        with path.open("rb") as file:
            begins = file.read(200)
    except OSError:
        return False
    return begins.startswith((b"From ", b"Return-Path:", b"Received:", b"Delivered-To:"))


def run(options: Namespace) -> None:
    """Read the mail, say what it tells, and propose it in somebody's search."""
    files = [one for name in options.files for one in _files(Path(name))]
    if not files:
        raise CannotGoOn("there is no file in that folder.")
    report = _read(files)
    if options.json:
        told = json.dumps(report, ensure_ascii=False, indent=1)
    else:
        told = in_words(report, everything=options.all)
    print(plain(told))
    if not options.dry_run:
        name = ", ".join(Path(one).name for one in options.files)
        said = _propose(report, name, options.email)
        print(said, file=sys.stderr if options.json else sys.stdout)


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """A file, or all files of a folder and of those in it, by their names."""
    if not path.is_dir():
        try:
            path.open("rb").close()
        except OSError as wrong:
            raise CannotGoOn(f"{path} cannot be read: {wrong.strerror}.") from wrong
        yield path.name, path
        return
    inside = sorted(one for one in path.rglob("*") if one.is_file() and one.name[0] != ".")
    if len(inside) > MOST_FILES:
        raise CannotGoOn(f"{path} holds {len(inside):,} files; {MOST_FILES:,} are read at once.")
    yield from ((str(one.relative_to(path)), one) for one in inside)


def _read(files: list[tuple[str, Path]]) -> dict[str, Any]:  # Any: JSON
    """The last report; those before it are shown to whoever watches."""
    watched = sys.stderr.isatty()
    report: dict[str, Any] = {}
    try:
        for report in mail_told(files, today=datetime.now(UTC).date()):
            if watched:
                share = report["done"] * 100 // max(1, report["total"])
                print(f"\r{report['messages']:,} messages, {share} %", end="", file=sys.stderr)
    except KeyboardInterrupt:
        raise CannotGoOn("stopped. Nothing was kept.") from None
    if watched:
        print(file=sys.stderr)
    return report


def _propose(report: dict[str, Any], name: str, email: str | None) -> str:  # Any: JSON
    open_folder()
    from afterword.host.bringing_in import propose_for  # has rows, so only now

    return propose_for(report, name=name, email=email)
