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
from typing import NoReturn

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
GRACE = 5  # seconds in which a child that was asked to stop may clear up


class Stopped(Exception):
    """Somebody asked us to stop, and the child could not say that it had; ``child`` was its
    number."""

    def __init__(self, child: int) -> None:
        super().__init__(f"The child {child} was stopped.")
        self.child = child


class Ended(Exception):
    """The child was ended in the middle of its work; ``child`` was its number.

    ``by`` is the signal that ended it; None where it left by itself without a word.
    """

    def __init__(self, child: int, *, by: signal.Signals | None) -> None:
        super().__init__(f"The child {child} was ended by {by and by.name}.")
        self.child, self.by = child, by


def guarded(work: Callable[[], None]) -> None:
    """Do the work in a child and leave as it leaves. Raises Ended or Stopped where it could not
    say how."""
    sys.stdout.flush()
    sys.stderr.flush()
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        _worked(work, writes)
    os.close(writes)
    asked = _Asked(child)
    with os.fdopen(reads) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    asked.no_more()
    if not said and asked.to_stop:
        raise Stopped(child)
    if not said:
        by = signal.Signals(os.WTERMSIG(status)) if os.WIFSIGNALED(status) else None
        raise Ended(child, by=by)
    if (code := json.loads(said)) is not None:
        sys.exit(code)


class _Asked:
    """Whether we were asked to stop. The child is told, and ended where it does not hear: Python
    drops what it is told while it takes away an object."""

    def __init__(self, child: int) -> None:
        self.child, self.to_stop = child, False
        heard = {signal.SIGINT: self.stop, signal.SIGTERM: self.stop, signal.SIGALRM: self.end}
        self.before = {one: signal.signal(one, to_do) for one, to_do in heard.items()}

    def stop(self, *_: object) -> None:
        self.to_stop = True
        self._send(signal.SIGTERM)
        signal.alarm(GRACE)

    def end(self, *_: object) -> None:
        self._send(signal.SIGKILL)

    def _send(self, one: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.child, one)

    def no_more(self) -> None:
        """Be asked as before."""
        signal.alarm(0)
        for one, handler in self.before.items():
            signal.signal(one, handler)


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
