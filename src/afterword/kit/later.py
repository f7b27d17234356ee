"""Work for later, enqueued by name so that nobody imports another part's doors."""

import importlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks.base import Task

PARTS = "afterword"
SLOW = "slow"  # the queue of what may take minutes: nothing else waits behind it


# Any: a task takes whatever JSON its own signature names.
def enqueue(name: str, *, run_after: datetime | None = None, **arguments: Any) -> None:
    """Run task `part.verb` after this transaction, at `run_after` or as soon as may be."""
    task = find(name)
    if run_after is not None:
        task = task.using(run_after=run_after)
    transaction.on_commit(lambda: task.enqueue(**arguments))


def find(name: str) -> Task[..., Any]:
    """The task called `part.verb`. Raises LookupError where there is none."""
    part, _, verb = name.partition(".")
    try:
        found = getattr(importlib.import_module(f"{PARTS}.{part}.tasks"), verb)
    except (ImportError, AttributeError) as missing:
        raise LookupError(f"no task is called {name}") from missing
    if not isinstance(found, Task):
        raise LookupError(f"{name} is not a task")
    return found
