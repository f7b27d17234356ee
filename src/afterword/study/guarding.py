"""Work in a child, so that somebody is left to say why where a library or the machine ends it.

A library that is refused memory calls abort() or exit() in the middle of its own code, and a
machine whose memory is full ends whoever holds most: no exception reaches us, what was half written
stays, and a stranger reads a C++ backtrace or nothing at all.
"""

import ctypes
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Ended(Exception):
    """The child was ended in the middle of its work; ``child`` was its number.

    ``by`` is the signal that ended it; None where it left by itself without a word.
    """

    def __init__(self, child: int, *, by: signal.Signals | None) -> None:
        super().__init__(f"The child {child} was ended by {by and by.name}.")
        self.child, self.by = child, by


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
    by = signal.Signals(os.WTERMSIG(status)) if os.WIFSIGNALED(status) else None
    if by in before:
        signal.raise_signal(by)
    if not said:
        raise Ended(child, by=by)
    if (code := json.loads(said)) is not None:
        sys.exit(code)


# Any: a handler, as signal.signal gives it back.
def _passing_on(child: int) -> dict[int, Any]:
    """Ask the child to stop where we are asked to, and wait for what it says."""

    def pass_on(*_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)

    return {one: signal.signal(one, pass_on) for one in (signal.SIGINT, signal.SIGTERM)}


def _worked(work: Callable[[], None], writes: int) -> NoReturn:
    """In the child: work, say how it ended, be gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal asks both of us, and once is enough
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _end_with_parent()
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


def _end_with_parent() -> None:
    """Do not work on for somebody who was killed, where the kernel can see to it (Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def _hide_what_libraries_say() -> None:
    """What they write in their last moment helps nobody; ours goes where it went."""
    ours = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = os.fdopen(ours, "w", buffering=1)
