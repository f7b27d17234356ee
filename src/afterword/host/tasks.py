"""What the server does for itself, now and then."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from afterword.host import erasing, kept_head, planning
from afterword.kit import later, remembering

KEPT = timedelta(days=7)


@task()
def forget_finished_work() -> None:
    """Forget tasks that ended a week ago."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()


@task()
def forget_old_sessions() -> None:
    """Forget sessions that have run out."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


@task()
def forget_what_ran_out() -> None:
    """What was counted and is good no longer goes from the disk too."""
    remembering.sweep()


@task(queue_name=later.SLOW)
def erase_whoever_left() -> None:
    """Erase the accounts whose owners asked for it a week ago."""
    erasing.erase_due(now=timezone.now())


@task()
def keep_journal_head() -> None:
    """Remember beside the database how the journal ends."""
    kept_head.keep(settings.DATA)


@task()
def look_at_tables() -> None:
    """Let SQLite know how many rows there are by now."""
    planning.look_at_tables()
