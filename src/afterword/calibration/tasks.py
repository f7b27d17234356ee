"""What calibration does later."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from afterword.calibration import actions
from afterword.kit import later
from afterword.people.models import Program


@task(queue_name=later.SLOW)
def refit(program_id: str) -> None:
    """Fit a program's ratings, where they have changed."""
    program = Program.objects.filter(pk=UUID(program_id)).first()
    if program is not None:
        actions.refit(program, now=timezone.now())


@task()
def catch_up() -> None:
    """Have fitted by the present model what an earlier one had fitted: an upgrade changed it."""
    actions.want_this_model(now=timezone.now())
