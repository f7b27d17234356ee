"""Work in a child, so that somebody is left to say why where a library ends the process.

Under `ulimit -v` a library that is refused memory calls abort() or exit() in the middle of its own
code: no exception reaches us, what was half written stays, and a stranger reads a C++ backtrace.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn


class Ended(Exception):
    """The child was ended in the middle of its work; ``child`` was its number."""

    def __init__(self, child: int) -> None:
        super().__init__(f"The child {child} was ended.")
        self.child = child


def guarded(work: Callable[[], None]) -> None:
    """Do the work in a child and leave as it leaves. Raises Ended where it could not say how."""
    sys.stdout.flush()
    sys.stderr.flush()
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        _worked(work, writes)
    os.close(writes)
    before = _passing_on(child)
    with os.fdopen(reads) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    for one, handler in before.items():
        signal.signal(one, handler)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in before:
        signal.raise_signal(os.WTERMSIG(status))
    if not said:
        raise Ended(child)
    if (code := json.loads(said)) is not None:
        sys.exit(code)


# Any: a handler, as signal.signal gives it back.
def _passing_on(child: int) -> dict[int, Any]:
    """Let the child be asked to stop, and wait for what it says. The terminal asks both."""
    return {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
        signal.SIGTERM: signal.signal(signal.SIGTERM, lambda one, _: os.kill(child, one)),
    }


def _worked(work: Callable[[], None], writes: int) -> NoReturn:
    """In the child: work, say how it ended, be gone."""
    _hide_what_libraries_say()
    code: str | int | None = 1
    try:
        work()
        code = None
    except SystemExit as end:
        code = end.code
    except BaseException:  # the child ends here, whatever it was: nobody above it could say so
        traceback.print_exc()
    with suppress(BrokenPipeError):  # `| head` has seen enough
        sys.stdout.flush()
    with os.fdopen(writes, "w") as pipe:
        json.dump(code, pipe)
    os._exit(0)


def _hide_what_libraries_say() -> None:
    """What they write in their last moment helps nobody; ours goes where it went."""
    ours = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = os.fdopen(ours, "w", buffering=1)
