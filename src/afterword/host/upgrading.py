"""Bringing the databases up to date without losing what they hold.

SQLite files are copied before they are changed. If the change does not go through, or the machine
stops in the middle of it, the copies are put back. A PostgreSQL server keeps each step whole by
itself; its host makes the copy (docs/host/backup.md).
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from afterword.host.errors import NewerData, NotOurs, NotUpToDate, UpgradeStopped

ALIASES = ("default", "record")


def upgrade(place: Path) -> bool:
    """Bring both databases up to date; whether there was something to do.

    Raises NewerData, NotOurs, UpgradeStopped; the data is then as it was.
    """
    _put_back_unfinished(place)
    behind = [alias for alias in ALIASES if _is_behind(alias)]
    if not behind:
        return False
    print("Bringing the databases up to date; the first time takes some seconds.", flush=True)  # noqa: T201  whoever typed it waits
    _copy_all(place)
    try:
        for alias in behind:
            _TAKE_STEPS[alias]()
    except Exception as reason:
        raise UpgradeStopped(str(reason), restored=_put_back_unfinished(place)) from reason
    _mark(place).unlink(missing_ok=True)
    return True


def _migrate(*app: str, database: str, fake: bool = False) -> None:
    call_command("migrate", *app, database=database, fake=fake, verbosity=0, interactive=False)


def _migrate_record() -> None:
    """The record has tables of one part alone. The steps of the others are noted, not taken."""
    _migrate("interviews", database="record")
    _migrate(database="record", fake=True)


_TAKE_STEPS: dict[str, Callable[[], None]] = {
    "default": partial(_migrate, database="default"),
    "record": _migrate_record,
}


def refuse_if_behind() -> None:
    """Raises NotUpToDate where steps are missing: a worker waits for the server to take them."""
    if any(_is_behind(alias) for alias in ALIASES):
        raise NotUpToDate


def _is_behind(alias: str) -> bool:
    """Whether steps are missing. Raises NewerData where steps are unknown to us."""
    connection = connections[alias]
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as reason:
        raise NotOurs(connection.settings_dict["NAME"], str(reason).strip()) from reason
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("afterword.")}
    known = executor.loader.disk_migrations
    for label, name in executor.loader.applied_migrations:
        if label in ours and (label, name) not in known:
            raise NewerData(connection.settings_dict["NAME"], f"{label}.{name}")
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _files() -> list[Path]:
    """The SQLite files of this installation that exist."""
    settings = [connections[alias].settings_dict for alias in ALIASES]
    files = [Path(one["NAME"]) for one in settings if one["ENGINE"].endswith("sqlite3")]
    return [file for file in files if file.exists() and file.stat().st_size]


def _copies(place: Path) -> Path:
    return place / "before-upgrade"


def _mark(place: Path) -> Path:
    """Present while an upgrade is going on, and after one that did not end."""
    return _copies(place) / "unfinished"


def _copy_all(place: Path) -> None:
    files = _files()
    if not files:
        return
    shutil.rmtree(_copies(place), ignore_errors=True)
    _copies(place).mkdir(mode=0o700)
    for file in files:
        with (
            closing(sqlite3.connect(file)) as source,
            closing(sqlite3.connect(_copies(place) / file.name)) as copy,
        ):
            source.backup(copy)
    _mark(place).touch()


def forget_copies(place: Path) -> None:
    """Delete the copies of the last upgrade, once it has ended: they hold whoever is gone since."""
    if not _mark(place).exists():
        shutil.rmtree(_copies(place), ignore_errors=True)


def _put_back_unfinished(place: Path) -> bool:
    """Undo an upgrade that did not end; whether there was one."""
    if not _mark(place).exists():
        return False
    for alias in ALIASES:
        connections[alias].close()
    for file in _files():
        copy = _copies(place) / file.name
        if not copy.exists():
            continue
        for rest in ("-wal", "-shm"):
            file.with_name(file.name + rest).unlink(missing_ok=True)
        arriving = file.with_name(file.name + ".arriving")
        shutil.copy2(copy, arriving)
        arriving.replace(file)
    _mark(place).unlink()
    return True
