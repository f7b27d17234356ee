"""What interviews do by themselves, every few minutes. Each may run twice without harm."""

from django.utils import timezone
from django_tasks import task

from afterword.interviews import actions


@task()
def remind() -> None:
    """Reminders a day and an hour before."""
    actions.remind_all(now=timezone.now())


@task()
def close_forgotten() -> None:
    """Interviews that nobody began or ended, and links that have run out."""
    now = timezone.now()
    actions.close_forgotten(now=now)
    actions.retire_expired(now=now)


@task()
def seal_records() -> None:
    """Records of rooms whose server died before it could."""
    actions.seal_forgotten(now=timezone.now())
