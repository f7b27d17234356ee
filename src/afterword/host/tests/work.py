"""Work for the worker's tests: the killed one leaves a line in a file each time it begins."""

import time
from pathlib import Path

from django_tasks import task


@task()
def note(text: str) -> str:
    return text


@task()
def raise_always(text: str) -> None:
    raise ValueError(text)


@task()
def sleep_the_first_time(file: str) -> None:
    """Begin, and only the second time end."""
    with Path(file).open("a") as lines:
        lines.write("begun\n")
    if Path(file).read_text().count("begun") == 1:
        time.sleep(60)
    with Path(file).open("a") as lines:
        lines.write("done\n")


@task(queue_name="slow")
def wait_for(file: str) -> None:
    """Begin, and end once the other has been done."""
    begun = time.monotonic()
    while not Path(file).exists():
        assert time.monotonic() < begun + 10
        time.sleep(0.05)


@task()
def post(file: str) -> None:
    Path(file).touch()
