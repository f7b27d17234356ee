"""`afterword worker`: later work in a process of its own."""

import signal
from argparse import Namespace
from types import FrameType

from django.conf import settings

from afterword.host import upgrading
from afterword.host.working import Worker


def run(options: Namespace) -> None:
    """Work until SIGTERM or SIGINT; the task at hand is finished first."""
    upgrading.refuse_if_behind()
    worker = Worker()

    def stop(number: int, frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"Working on what {settings.DATA} has waiting. Stop it with Ctrl-C.", flush=True)
    worker.run()
