"""What notes' part does later. Each runs as often as it likes: everything happens once."""

from django.utils import timezone
from django_tasks import task

from afterword.notes import actions
from afterword.notes.behind import code_behind
from afterword.notes.models import HiringNotes


@task()
def release_overdue() -> None:
    """Nobody is left waiting: release what is due."""
    actions.release_overdue(now=timezone.now())


@task()
def read_code(notes_id: str) -> None:
    """The code behind a letter's moments, so that no page has to."""
    for notes in HiringNotes.objects.select_related("interview").filter(pk=notes_id):
        code_behind(notes)


@task()
def ask_stand_ins() -> None:
    """Where notes do not come, somebody writes them from the record, or the candidate is told."""
    now = timezone.now()
    actions.ask_stand_ins(now=now)
    actions.tell_candidates(now=now)


@task()
def ask_second_readers() -> None:
    """What was not read again in its week goes to another; of new notes a share is handed on."""
    now = timezone.now()
    actions.let_late_readings_go(now=now)
    actions.ask_second_readers(now=now)


@task()
def ask_what_changed() -> None:
    """A month later, ask once what the hour changed."""
    actions.ask_what_changed(now=timezone.now())
