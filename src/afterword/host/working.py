"""The worker: does what was enqueued, what is due, and what parts follow the journal for."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TasksWorker
from django_tasks_db.models import DBTaskResult

from afterword.host import periods, reaping
from afterword.host.followers import Followers
from afterword.host.reaping import Work
from afterword.kit import later

logger = logging.getLogger(__name__)

PAUSE = 1.0
PAUSE_AFTER_TROUBLE = 5.0
BEAT = 10.0
SLOW_ENDS = 15.0
ATTEMPTS = 5


class OneByOne(TasksWorker):
    """django-tasks-db's worker, which tries again what raised: our tasks are idempotent."""

    def run_task(self, db_task_result: Work) -> None:
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            logger.error("%s raised\n%s", db_task_result.task_path, db_task_result.traceback)
            try_again(db_task_result, now=timezone.now())


def try_again(work: Work, *, now: datetime) -> bool:
    """Put work that raised back, later each time: 1, 4, 16, 64 minutes. False after the last."""
    attempts = len(work.worker_ids)
    if attempts >= ATTEMPTS:
        return False
    again = now + timedelta(minutes=4 ** (attempts - 1))
    raised = DBTaskResult.objects.filter(pk=work.pk, status=TaskResultStatus.FAILED)
    return bool(raised.update(status=TaskResultStatus.READY, run_after=again))


def _tasks_of(name: str, *, slow: bool) -> OneByOne:
    """Whatever is ready and slow, or whatever is ready and is not, until nothing is."""
    return OneByOne(
        queue_names=[later.SLOW] if slow else ["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[] if slow else [later.SLOW],
    )


class Worker:
    """One worker: a loop and, beside it, one for what is slow, and a heartbeat.

    A letter with a code to sign in never waits for somebody's mailbox.
    """

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:40]}-{get_random_string(16)}"
        self._stopping = threading.Event()
        self._followers = Followers()
        self._tasks = _tasks_of(self.name, slow=False)
        self._slow_tasks = _tasks_of(self.name, slow=True)

    def stop(self) -> None:
        """End after the task at hand."""
        self._stopping.set()
        self._tasks.running = False
        self._slow_tasks.running = False

    def run(self) -> None:
        """Work until stopped."""
        beating = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        reaping.beat(self.name, now=timezone.now())
        beating.start()
        slow = threading.Thread(target=self._do_slow, name="slow tasks", daemon=True)
        slow.start()
        while not self._stopping.wait(PAUSE if self._round() else PAUSE_AFTER_TROUBLE):
            pass
        slow.join(timeout=SLOW_ENDS)  # what it has not done by then, another worker does again
        beating.join(timeout=1)
        reaping.end(self.name)
        connections.close_all()

    @contextmanager
    def in_background(self, *, wanted: bool = True) -> Iterator[None]:
        """Work in a thread for as long as the block runs."""
        thread = threading.Thread(target=self.run, name="worker", daemon=True)
        if wanted:
            thread.start()
        try:
            yield
        finally:
            self.stop()
            if wanted:
                thread.join(timeout=20)

    def _round(self) -> bool:
        """Everything there is to do now; False if it came to an end before that."""
        close_old_connections()
        try:
            now = timezone.now()
            periods.enqueue_due(now=now)
            reaping.reap(now=now)
            if DBTaskResult.objects.ready().exclude(queue_name=later.SLOW).exists():
                self._tasks.run()
            self._followers.catch_up(now=now)
        except Exception:  # whatever it was: a worker that ended here would post no more letters
            logger.exception("the round was cut short; trying again")
            return False
        return True

    def _do_slow(self) -> None:
        """What is slow, one after another, while everything else goes on."""
        while not self._stopping.wait(PAUSE):
            close_old_connections()
            try:
                if DBTaskResult.objects.ready().filter(queue_name=later.SLOW).exists():
                    self._slow_tasks.run()
            except Exception:  # the same: mail would be read no more, and nothing fitted
                logger.exception("slow work was cut short; trying again")
        connections.close_all()

    def _beat(self) -> None:
        while not self._stopping.wait(BEAT):
            try:
                reaping.beat(self.name, now=timezone.now())
            except Error:
                logger.exception("the heartbeat was not written; trying again")
        connections.close_all()
