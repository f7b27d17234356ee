"""Later work is done when due, again if it raised, by another worker if its own was killed."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from afterword.host import periods, reaping, tasks, working
from afterword.host.followers import Followers
from afterword.host.models import Heartbeat, Turn
from afterword.host.working import Worker
from afterword.journal.actions import SYSTEM, record
from afterword.journal.models import Entry
from afterword.kit import later, remembering
from afterword.people.models import Person

pytestmark = pytest.mark.django_db(databases=["default", "record"])
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "slow"]},
}


@pytest.fixture(autouse=True)
def database_queue(settings: Any) -> None:  # pytest-django's own kind of settings
    settings.TASKS = TASKS
    settings.PERIODIC = {}
    settings.FOLLOWERS = {}


def work(path: str = "afterword.host.tests.work.note", **fields: Any) -> "DBTaskResult[Any, Any]":
    return DBTaskResult.objects.create(
        task_path=path,
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
        **{"args_kwargs": {"args": ["hello"], "kwargs": {}}, **fields},
    )


def one_round() -> None:
    Worker()._round()


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_what_is_due_is_done_and_what_is_not_waits() -> None:
    due, waiting = work(), work()
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=timezone.now() + timedelta(hours=1))
    one_round()
    assert DBTaskResult.objects.get(pk=due.pk).status == TaskResultStatus.SUCCESSFUL
    assert DBTaskResult.objects.get(pk=waiting.pk).status == TaskResultStatus.READY


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_a_letter_does_not_wait_for_a_mailbox(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(working, "PAUSE", 0.05)
    args = {"args": [str(tmp_path / "posted")], "kwargs": {}}
    slow = work("afterword.host.tests.work.wait_for", queue_name="slow", args_kwargs=args)
    work("afterword.host.tests.work.post", args_kwargs=args)
    with Worker().in_background():
        ended_by = time.monotonic() + 15
        while slow.status != TaskResultStatus.SUCCESSFUL and time.monotonic() < ended_by:
            time.sleep(0.05)
            slow.refresh_from_db()
    assert slow.status == TaskResultStatus.SUCCESSFUL  # which it is once the other was done


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
@pytest.mark.parametrize("queue", ["default", "slow"])
def test_work_that_cannot_even_be_begun_keeps_no_other_from_being_done(
    queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PAUSE", 0.05)
    monkeypatch.setattr(working, "PAUSE_AFTER_TROUBLE", 0.05)
    work(queue_name=queue, args_kwargs=["from another version"])
    sound = work(queue_name=queue)
    with Worker().in_background():
        ended_by = time.monotonic() + 15
        while sound.status != TaskResultStatus.SUCCESSFUL and time.monotonic() < ended_by:
            time.sleep(0.05)
            sound.refresh_from_db()
    assert sound.status == TaskResultStatus.SUCCESSFUL


def test_reading_mail_is_slow_work() -> None:
    assert later.find("cycle.read_mailbox").queue_name == later.SLOW


@pytest.mark.django_db(transaction=True, databases=["default", "record"])
def test_work_that_raised_is_tried_again_later() -> None:
    raising = work("afterword.host.tests.work.raise_always")
    one_round()
    raising.refresh_from_db()
    assert raising.status == TaskResultStatus.READY
    assert raising.run_after > timezone.now() + timedelta(seconds=50)


def test_work_that_raised_five_times_is_set_aside() -> None:
    raising = work(status=TaskResultStatus.FAILED, worker_ids=["a"] * working.ATTEMPTS)
    assert not working.try_again(raising, now=NOW)
    raising.refresh_from_db()
    assert raising.status == TaskResultStatus.FAILED


def test_what_a_silent_worker_was_running_goes_back() -> None:
    reaping.beat("gone", now=NOW - timedelta(seconds=61))
    left = work(status=TaskResultStatus.RUNNING, worker_ids=["gone"], started_at=NOW)
    assert reaping.reap(now=NOW) == 1
    left.refresh_from_db()
    assert left.status == TaskResultStatus.READY


def test_what_a_living_worker_runs_is_left_alone() -> None:
    reaping.beat("alive", now=NOW - timedelta(seconds=59))
    work(status=TaskResultStatus.RUNNING, worker_ids=["alive"], started_at=NOW)
    assert reaping.reap(now=NOW) == 0


def test_work_that_ended_three_workers_is_set_aside() -> None:
    left = work(status=TaskResultStatus.RUNNING, worker_ids=["a", "b", "c"], started_at=NOW)
    assert reaping.reap(now=NOW) == 0
    left.refresh_from_db()
    assert left.status == TaskResultStatus.FAILED


def test_work_that_raised_in_one_worker_and_then_outlived_it_is_not_set_aside() -> None:
    left = work(status=TaskResultStatus.RUNNING, worker_ids=["a", "a", "a"], started_at=NOW)
    assert reaping.reap(now=NOW) == 1
    left.refresh_from_db()
    assert left.status == TaskResultStatus.READY


def test_a_sweep_is_enqueued_once_a_turn_by_two_workers(
    settings: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.PERIODIC = {"host.forget_old_sessions": 10}
    with django_capture_on_commit_callbacks(execute=True):
        assert periods.enqueue_due(now=NOW) == ["host.forget_old_sessions"]
        assert periods.enqueue_due(now=NOW + timedelta(minutes=9)) == []
        assert periods.enqueue_due(now=NOW + timedelta(minutes=10)) == ["host.forget_old_sessions"]
    assert DBTaskResult.objects.count() == 2


def test_what_was_counted_and_ran_out_leaves_the_disk(settings: Any, tmp_path: Path) -> None:
    files = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {"default": {"BACKEND": files, "LOCATION": str(tmp_path)}}
    remembering.remembered("search", "1", lambda: "one")
    (kept,) = tmp_path.iterdir()
    then = time.time() - remembering.LONGEST - 1
    os.utime(kept, (then, then))
    tasks.forget_what_ran_out.call()
    assert not kept.exists()


def test_a_turn_that_another_worker_took_is_not_taken_again(settings: Any) -> None:
    settings.PERIODIC = {"host.forget_old_sessions": 10}
    turn = Turn.objects.create(name="host.forget_old_sessions", due_at=NOW)
    quicker = Turn.objects.filter(pk=turn.pk, due_at=NOW)
    quicker.update(due_at=NOW + timedelta(minutes=10))
    assert periods.enqueue_due(now=NOW) == []


def test_each_entry_is_handed_to_a_follower_once(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def follow(entry: Entry) -> None:
        seen.append(entry.verb)

    monkeypatch.setattr("afterword.host.followers.find", lambda name: follow)
    settings.FOLLOWERS = {"host": "host.follow"}
    ada = Person.objects.create_user("ada@example.org")
    record(SYSTEM, "person.joined", ada)
    followers = Followers()
    followers.catch_up(now=NOW)
    record(SYSTEM, "person.changed", ada)
    followers.catch_up(now=NOW)
    assert seen == ["person.joined", "person.changed"]


def test_a_follower_that_raises_keeps_its_place_and_rests(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def follow(entry: Entry) -> None:
        asked.append(entry.number)
        raise ValueError

    monkeypatch.setattr("afterword.host.followers.find", lambda name: follow)
    settings.FOLLOWERS = {"host": "host.follow"}
    record(SYSTEM, "person.joined", Person.objects.create_user("ada@example.org"))
    followers = Followers()
    followers.catch_up(now=NOW)
    followers.catch_up(now=NOW + timedelta(seconds=10))
    followers.catch_up(now=NOW + timedelta(seconds=31))
    assert asked == [1, 1]


def test_a_worker_that_ends_leaves_no_heartbeat() -> None:
    reaping.beat("one", now=NOW)
    reaping.end("one")
    assert not Heartbeat.objects.exists()
