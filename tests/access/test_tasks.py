"""Every task is the system's own, named here, and is given no words."""

import importlib
import importlib.util
import inspect
import pkgutil

from django_tasks.base import Task

import afterword

# What each is given when it is enqueued: ids alone, never words that somebody wrote.
TASKS: dict[str, tuple[str, ...]] = {
    "calibration.catch_up": (),
    "calibration.refit": ("program_id",),
    "cycle.ask_hindsight": (),
    "cycle.forget_uploads": (),
    "cycle.read_mailbox": ("mailbox_id",),
    "host.erase_whoever_left": (),
    "host.forget_finished_work": (),
    "host.forget_old_sessions": (),
    "host.forget_what_ran_out": (),
    "host.keep_journal_head": (),
    "host.look_at_tables": (),
    "interviews.close_forgotten": (),
    "interviews.remind": (),
    "interviews.seal_records": (),
    "notes.ask_second_readers": (),
    "notes.ask_stand_ins": (),
    "notes.ask_what_changed": (),
    "notes.read_code": ("notes_id",),
    "notes.release_overdue": (),
    "people.post_letter": ("letter_id",),
}


def tasks() -> dict[str, tuple[str, ...]]:
    """Every task there is, and what it takes."""
    found = {}
    for part in pkgutil.iter_modules(afterword.__path__):
        if not part.ispkg or importlib.util.find_spec(f"afterword.{part.name}.tasks") is None:
            continue
        module = importlib.import_module(f"afterword.{part.name}.tasks")
        for name, one in vars(module).items():
            if isinstance(one, Task):
                found[f"{part.name}.{name}"] = tuple(inspect.signature(one.func).parameters)
    return found


def test_every_task_is_named_and_takes_ids_alone():
    assert tasks() == TASKS
    taken = {name for taken in TASKS.values() for name in taken}
    assert taken <= {"letter_id", "mailbox_id", "notes_id", "program_id"}
