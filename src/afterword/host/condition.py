"""How this installation is: each finding is one sentence, and whether it needs a hand."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from afterword.host import certificate, kept_head, reachable, reaping, upgrading
from afterword.host.errors import CannotGoOn
from afterword.host.models import Heartbeat
from afterword.interviews import record
from afterword.journal import queries as journal
from afterword.journal.errors import ChainBroken
from afterword.kit.words import day_in_words
from afterword.notes.errors import LetterChanged
from afterword.notes.unchanged import verify_letters

ROOM_LEFT = 500 * 1024 * 1024
MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""From these on, two connections that reset a WAL file at once cannot damage it."""


@dataclass(frozen=True)
class Finding:
    """`well` is False where somebody should do something about it."""

    what: str
    sentence: str
    well: bool = True


def findings() -> list[Finding]:
    """What can be said at once; of databases that are not up to date, no more than that."""
    if behind := list(_upgrades()):
        return [*_databases(), *behind, _folder()]
    return [*_databases(), _folder(), _address(), *_certificate(), _mail(), *_work()]


def thorough_findings() -> list[Finding]:
    """The same, and what takes reading everything: the chains and the files, byte by byte."""
    if list(_upgrades()):
        return findings()
    return [*findings(), *_integrity(), _journal(), _records(), _letters()]


def is_mended(version: tuple[int, ...]) -> bool:
    """Whether this SQLite cannot damage a WAL file; older branches got the fix late."""
    return version >= MENDED[0] or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in MENDED
    )


def _databases() -> Iterator[Finding]:
    for alias in upgrading.ALIASES:
        connection = connections[alias]
        name = "Database" if alias == "default" else "Record"
        if connection.vendor != "sqlite":
            version = ".".join(str(part) for part in connection.get_database_version())
            yield Finding(name, f"PostgreSQL {version}")
            continue
        with connection.cursor() as cursor:
            mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            full = cursor.execute("PRAGMA synchronous").fetchone()[0] >= 2
        well = mode == "wal" and full and is_mended(sqlite3.sqlite_version_info)
        kept = "what is acknowledged is on the disk" if full else "acknowledged may still be lost"
        yield Finding(name, f"SQLite {sqlite3.sqlite_version}, {mode} mode; {kept}", well)


def _upgrades() -> Iterator[Finding]:
    try:
        upgrading.refuse_if_behind()
    except CannotGoOn as reason:
        yield Finding("Version", str(reason), well=False)


def _folder() -> Finding:
    place: Path = settings.DATA
    free = shutil.disk_usage(place).free
    is_private = not place.stat().st_mode & 0o077
    sentence = f"{place}, {free / 1e9:.1f} GB free"
    if not is_private:
        sentence += "; other users of this machine can look into it (chmod 700)"
    return Finding("Data folder", sentence, well=is_private and free > ROOM_LEFT)


def _address() -> Finding:
    served = reachable.served()
    if not served.is_beyond:
        return Finding("Address", f"{served.address}: this machine alone")
    if served.is_https:
        return Finding("Address", f"{served.address}: others can reach it, over HTTPS")
    return Finding(
        "Address",
        f"{served.address}: others can reach it without HTTPS, so passwords travel readable and"
        " cameras and passkeys stay off",
        well=False,
    )


def _certificate() -> Iterator[Finding]:
    own = certificate.kept(settings.DATA / "tls")
    if own is not None and settings.LOCAL_ADDRESS.startswith("https:"):
        well = own.expires_at > timezone.now()
        when = day_in_words(own.expires_at)
        yield Finding("Certificate", f"its own, until {when}: {own.fingerprint}", well)


def _mail() -> Finding:
    if settings.MAIL:
        return Finding("Mail", f"letters are posted, from {settings.DEFAULT_FROM_EMAIL}")
    return Finding("Mail", "no mail server is set up: every letter is a link to copy")


def _work() -> Iterator[Finding]:
    now = timezone.now()
    alive = Heartbeat.objects.filter(seen_at__gt=now - reaping.SILENT).count()
    yield Finding("Worker", f"{alive} at work" if alive else "none is at work", well=alive > 0)
    waiting = _waiting_since(now - timedelta(minutes=10))
    if waiting:
        yield Finding("Later work", f"{waiting} tasks wait for more than ten minutes", well=False)
    if stuck := DBTaskResult.objects.failed().count():
        yield Finding("Set aside", f"{stuck} tasks did not work after several tries", well=False)


def _waiting_since(before: datetime) -> int:
    ready = DBTaskResult.objects.ready()
    return ready.filter(enqueued_at__lt=before, run_after__lt=before).count()


def _integrity() -> Iterator[Finding]:
    for alias in upgrading.ALIASES:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            said = str(cursor.execute("PRAGMA integrity_check").fetchone()[0])
        name = Path(connection.settings_dict["NAME"]).name
        yield Finding("File", f"{name}: {'whole' if said == 'ok' else said}", well=said == "ok")


def _journal() -> Finding:
    try:
        entries = journal.verify()
        kept_head.check(settings.DATA)
        return Finding("Journal", f"{entries} entries, and the chain holds")
    except ChainBroken as broken:
        return Finding("Journal", str(broken), well=False)


def _records() -> Finding:
    rooms = record.rooms()
    try:
        entries = sum(record.verify(room) for room in rooms)
    except (record.RecordBroken, Error) as broken:
        return Finding("Records", f"a room's record was changed: {broken}", well=False)
    return Finding("Records", f"{entries} entries in {len(rooms)} rooms, and the chains hold")


def _letters() -> Finding:
    try:
        return Finding("Letters", f"{verify_letters()} versions, and each says what was released")
    except LetterChanged as changed:
        return Finding("Letters", str(changed), well=False)
