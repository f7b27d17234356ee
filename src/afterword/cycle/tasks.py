"""What the search does later."""

from django.utils import timezone
from django_tasks import task

from afterword.cycle import actions
from afterword.cycle.actions import uploads


@task()
def forget_uploads() -> None:
    """A file that nobody came back for is not kept."""
    uploads.forget_uploads(now=timezone.now())


@task()
def ask_hindsight() -> None:
    """Whoever wants to be asked how it looks now, is: in one batch, once a month at most."""
    actions.ask_everybody(now=timezone.now())
