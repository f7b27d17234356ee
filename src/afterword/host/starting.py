"""What has to be in place before the first page is answered."""

import fcntl
import multiprocessing
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils import timezone

from afterword.host import planning, stamps, upgrading
from afterword.host.errors import AlreadyServed, CannotGoOn, NotPrepared
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


def prepare_apart(place: Path) -> None:
    """Prepare in a child, which takes with it the memory that is needed only this once.

    Raises CannotGoOn with the child's sentence. Our hold on the folder is also the child's: should
    it outlive us, nobody else serves what it still writes to.
    """
    # Forked: no thread runs yet, no database is open, and nothing need be imported again.
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe(duplex=False)
    child = forking.Process(target=_prepare_and_tell, args=(place, theirs))
    child.start()
    theirs.close()
    try:
        sentence = str(ours.recv())
    except EOFError:
        raise NotPrepared from None
    except (KeyboardInterrupt, SystemExit):
        child.kill()
        raise
    finally:
        child.join()
    if sentence:
        raise CannotGoOn(sentence)


def _prepare_and_tell(place: Path, theirs: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us both, and one of us answers it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        prepare(place)
    except CannotGoOn as sentence:
        theirs.send(str(sentence))
    else:
        theirs.send("")


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
