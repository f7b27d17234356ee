"""What the search does later."""

from django.utils import timezone
from django_tasks import task

from afterword.cycle.actions import uploads


@task()
def forget_uploads() -> None:
    """A file that nobody came back for is not kept."""
    uploads.forget_uploads(now=timezone.now())
