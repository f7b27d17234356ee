"""Work that a worker left unfinished when it was killed is done again.

A worker writes a heartbeat. Once that is silent for a minute, what it was running goes back into
the queue: our tasks may run twice. Work that ended three workers is set aside instead.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from afterword.host.models import Heartbeat

logger = logging.getLogger(__name__)

# Any: a task's arguments and result are its own.
Work = DBTaskResult[Any, Any]

SILENT = timedelta(seconds=60)
WORKERS_MOST = 3


class EndedItsWorkers(Exception):
    """The work ended as many workers as we are willing to lose."""


def beat(worker: str, *, now: datetime) -> None:
    """This worker is alive."""
    Heartbeat.objects.update_or_create(
        worker=worker,
        defaults={"seen_at": now},
        create_defaults={"seen_at": now, "started_at": now},
    )


def end(worker: str) -> None:
    """This worker stops, with nothing left running."""
    Heartbeat.objects.filter(worker=worker).delete()


def reap(*, now: datetime) -> int:
    """Put back what silent workers were running; how much that was."""
    Heartbeat.objects.filter(seen_at__lt=now - SILENT).delete()
    alive = set(Heartbeat.objects.values_list("worker", flat=True))
    left = [work for work in DBTaskResult.objects.running() if _worker_of(work) not in alive]
    return sum(_put_back(work, now=now) for work in left)


def _worker_of(work: Work) -> str:
    return str(work.worker_ids[-1]) if work.worker_ids else ""


def _put_back(work: Work, *, now: datetime) -> bool:
    """Back into the queue, unless another worker's reaper was quicker."""
    workers = len(set(work.worker_ids))  # one that it only raised in may be there several times
    if workers >= WORKERS_MOST:
        logger.error("%s ended %d workers and is set aside", work.task_path, workers)
        work.set_failed(EndedItsWorkers(work.task_path))
        return False
    logger.warning("%s was left unfinished and goes back into the queue", work.task_path)
    same = DBTaskResult.objects.filter(
        pk=work.pk, status=TaskResultStatus.RUNNING, started_at=work.started_at
    )
    return bool(same.update(status=TaskResultStatus.READY, run_after=now))
