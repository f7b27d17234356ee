"""The data is upgraded whole or stays as it was. Tried on real files, by the real command."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import router
from django.db.migrations import AddField
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.models import CharField, Field

from afterword.cycle.models import Mailbox, Proposal
from conftest import Cast

COMMAND = Path(sys.executable).with_name("afterword")
SLOWEST = 120
ONE_PERSON = (
    "INSERT INTO people_person (id, email, name, time_zone, is_host, is_active, password,"
    " created_at) VALUES ('00000000000000000000000000000001', 'a@example.org', 'A', 'UTC', 0, 1,"
    " '', '2026-01-01 00:00:00')"
)


def on_data_of(place: Path) -> dict[str, str]:
    """The environment of somebody with this data folder: nothing of the tests' own settings."""
    ours = ("AFTERWORD_", "DJANGO_", "MAKE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "AFTERWORD_DATA": str(place)}


def afterword(place: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command on a data folder of its own."""
    return subprocess.run(
        [COMMAND, *words],
        env=on_data_of(place),
        capture_output=True,
        text=True,
        timeout=SLOWEST,
    )


@pytest.fixture
def place(migrated: Path, tmp_path: Path) -> Path:
    """A data folder with a database in it, for one test."""
    return shutil.copytree(migrated, tmp_path / "data")


def run_sql(place: Path, sql: str, *, file: str = "afterword") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(place / f"{file}.sqlite3")) as database, database:
        return database.execute(sql).fetchall()


def test_steps_taken_at_once_come_to_the_same_as_one_by_one() -> None:
    at_once = MigrationLoader(None)
    every = MigrationLoader(None, replace_migrations=False)
    single = [one for one in every.graph.leaf_nodes() if not every.disk_migrations[one].replaces]
    one_by_one = every.project_state(single)
    between = MigrationAutodetector(one_by_one, at_once.project_state())
    assert between.changes(graph=at_once.graph) == {}


def test_migrating_twice_changes_nothing(place: Path) -> None:
    assert "were up to date" in afterword(place, "migrate").stdout


def test_the_record_has_its_own_tables_alone_and_every_step_noted(place: Path) -> None:
    steps = "SELECT app, name FROM django_migrations ORDER BY app, name"
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    record = {str(name) for (name,) in run_sql(place, tables, file="record")}
    kept_there = [one for one in apps.get_models() if router.db_for_write(one) == "record"]
    assert record - {"django_migrations"} == {one._meta.db_table for one in kept_there}
    assert run_sql(place, steps, file="record") == run_sql(place, steps)


def test_data_of_a_newer_version_is_refused_and_left_alone(place: Path) -> None:
    run_sql(place, "INSERT INTO django_migrations (app, name, applied)"
                   " VALUES ('notes', '9999_from_the_future', '2030-01-01')")  # fmt: skip
    before = (place / "afterword.sqlite3").read_bytes()
    refused = afterword(place, "migrate")
    assert refused.returncode == 1
    assert "written by a newer Afterword (it knows notes.9999_from_the_future" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (place / "afterword.sqlite3").read_bytes() == before


def test_a_file_that_is_no_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "afterword.sqlite3").write_text("a letter to my grandmother, quite long" * 50)
    refused = afterword(tmp_path, "migrate")
    assert refused.returncode == 1
    assert "file is not a database" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_upgrade_that_raises_puts_the_old_data_back(place: Path) -> None:
    run_sql(place, "DELETE FROM django_migrations WHERE app = 'host'")  # its tables are there
    run_sql(place, "INSERT INTO host_turn VALUES ('kept', '2030-01-01')")
    refused = afterword(place, "migrate")
    assert refused.returncode == 1
    assert "The data is as it was before" in refused.stderr
    assert run_sql(place, "SELECT name FROM host_turn") == [("kept",)]
    assert not (place / "before-upgrade" / "unfinished").exists()


def test_an_upgrade_that_was_killed_is_undone_by_the_next_start(place: Path) -> None:
    copies = place / "before-upgrade"
    copies.mkdir(exist_ok=True)
    for file in place.glob("*.sqlite3"):
        shutil.copy2(file, copies / file.name)
    (copies / "unfinished").touch()
    run_sql(place, "DROP TABLE host_turn")  # as far as the upgrade came
    done = afterword(place, "migrate")
    assert done.returncode == 0, done.stderr
    assert run_sql(place, "SELECT count(*) FROM host_turn") == [(0,)]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = afterword(tmp_path / "file" / "data", "migrate")
    assert refused.returncode == 1
    assert "cannot write to the data folder" in refused.stderr
    assert "Traceback" not in refused.stderr


def added_columns() -> "Iterator[tuple[str, Field[Any, Any]]]":
    """Every column that was added to a table since the first version, as it is by now."""
    every = MigrationLoader(None, replace_migrations=False)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("afterword.")}
    squashed = {step for one in every.disk_migrations.values() for step in one.replaces}
    for step, migration in every.disk_migrations.items():
        if step[0] not in ours or step in squashed or migration.replaces:
            continue
        for one in migration.operations:
            if isinstance(one, AddField) and not one.field.many_to_many:
                model = apps.get_model(step[0], one.model_name)
                field = model._meta.get_field(one.name)
                assert isinstance(field, Field)
                yield f"{step[0]}.{one.model_name}.{one.name}", field


# Any: what a field takes and gives, as Django types it.
def may_be_missing(field: "Field[Any, Any]") -> bool:
    """Whether code that does not know the column can keep a row."""
    return field.null or field.has_db_default()


def test_older_code_can_keep_rows_in_newer_tables() -> None:
    added = dict(added_columns())
    assert "cycle.proposal.group" in added  # the search finds something
    assert [name for name, field in added.items() if not may_be_missing(field)] == []


def test_a_column_that_older_code_could_not_fill_would_be_noticed() -> None:
    assert not may_be_missing(CharField(max_length=9, default="here, not in the database"))


@pytest.mark.django_db
def test_what_mail_proposes_is_kept_by_code_from_before_groups(cast: Cast) -> None:
    mailbox = Mailbox.objects.create(person=cast.ben, name="mail", files=[])
    before = MigrationLoader(None, replace_migrations=False).project_state(
        ("cycle", "0010_type_over_an_offer")
    )
    older = before.apps.get_model("cycle", "Proposal")
    for key in ("one", "other"):
        older.objects.create(person_id=cast.ben.pk, mailbox_id=mailbox.pk, key=key, stage="applied")
    kept = Proposal.objects.filter(person=cast.ben)
    assert {(one.company_key, one.role_key) for one in kept} == {("", "")}
    assert len({one.group for one in kept}) == 2
