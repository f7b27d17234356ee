"""What has to be in place before the first page is answered."""

import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils import timezone

from afterword.host import planning, stamps, upgrading
from afterword.host.errors import AlreadyServed, CannotGoOn
from afterword.questions import bank
from afterword.questions.models import Question


def only_server(place: Path) -> IO[str]:
    """Hold the data folder until this process ends. Raises AlreadyServed."""
    lock = (place / "serving.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise AlreadyServed(place) from None
    return lock


def prepare(place: Path) -> None:
    """Databases up to date, the questions that come with Afterword loaded, files for browsers."""
    upgrading.upgrade(place)
    load_bank(place)
    gather_static(place)
    planning.look_at_tables()


def load_bank(place: Path) -> None:
    """Load the questions and rubrics that come with Afterword, where something changed."""
    state = stamps.state_of(file for file in bank.FOLDER.rglob("*") if file.is_file())
    if Question.objects.exists() and stamps.is_fresh(place, "bank", state):
        return
    bank.load(now=timezone.now())
    stamps.keep(place, "bank", state)


def gather_static(place: Path) -> None:
    """Name, compress and collect what browsers fetch, where it changed. Raises CannotGoOn."""
    files = list(_static_files())
    if not any(file.name == "app.css" for file in files):
        raise CannotGoOn("the pages' style and script are not built yet: run `make frontend`.")
    state = stamps.state_of(files)
    if stamps.is_fresh(place, "static", state) and settings.STATIC_ROOT.is_dir():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamps.keep(place, "static", state)


def _static_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list(None):
            yield Path(storage.path(name))
