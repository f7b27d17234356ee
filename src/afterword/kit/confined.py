"""Work on what strangers wrote, done in a child with little memory and little time.

`confined` gives back plain JSON, or raises one of the named errors. Nothing that the child does to
itself reaches us: it may run out of memory, of time, or be killed.
"""

import contextlib
import gc
import json
import multiprocessing
import os
import resource
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterator
from functools import lru_cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any, NamedTuple

MEGABYTE = 1024 * 1024
MOST_ANSWER = 128 * MEGABYTE


class Limits(NamedTuple):
    """Bytes of memory, seconds of a processor, bytes of the largest file it may write."""

    memory: int
    cpu: int
    files: int = 0


class Confined(Exception):
    """The child gave no answer."""


class TooMuchMemory(Confined):
    """It wanted more memory than it was given."""


class TooMuchTime(Confined):
    """It was not ready in its time."""


class Broke(Confined):
    """It ended in a way that nobody foresaw. The text says how."""


class Refused(Confined):
    """The work itself said no: `kind` is the name of what it raised, `why` its sentence."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind, self.why = kind, why


# Any: JSON, both ways, and the bytes to work on.
def confined(
    work: Callable[..., Any], *given: Any, memory: int = 256 * MEGABYTE, cpu: int = 5,
    wall: float = 20.0, files: int = 0, refuses: type[Exception] = ValueError,
) -> Any:  # fmt: skip
    """What `work(*given)` returns, as JSON would carry it.

    `work` is a function of a module; it may raise `refuses`, which arrives here as Refused. It may
    write files of at most so many bytes: none, where it works on what strangers wrote.
    """
    with _child(_inside, work, given, Limits(memory, cpu, files), refuses) as ours:
        return _answer(ours, wall)


# Any: as above.
def confined_stream(
    work: Callable[..., Iterator[Any]], *given: Any, memory: int = 256 * MEGABYTE, cpu: int = 60,
    pause: float = 20.0, refuses: type[Exception] = ValueError,
) -> Iterator[Any]:  # fmt: skip
    """What `work(*given)` yields, one after another as it comes; no `pause` may be longer.

    Whoever stops listening ends the child.
    """
    with _child(_inside_stream, work, given, Limits(memory, cpu), refuses) as ours:
        while (said := _answer(ours, pause)) is not None:
            yield said


# Any: as above.
@contextlib.contextmanager
def _child(
    inside: Callable[..., None], work: Callable[..., Any], given: tuple[Any, ...],
    limits: Limits, refuses: type[Exception],
) -> Iterator[Connection]:  # fmt: skip
    """A child at work, and our end of its pipe. It does not outlive the block."""
    ours, theirs = _context().Pipe(duplex=False)
    child = _context().Process(
        target=inside, args=(theirs, work, given, limits, refuses), daemon=True
    )
    with _START, _nameless():
        child.start()
    theirs.close()
    try:
        yield ours
    except EOFError:
        child.join(5)
        raise _ended(child.exitcode) from None
    finally:
        ours.close()
        _end(child)


_START = threading.Lock()


@contextlib.contextmanager
def _nameless() -> Iterator[None]:
    """Start a child that does not import our main module again: it needs nothing of it, and under
    a test runner or a benchmark that alone would take longer than the work."""
    ours = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = ours


# Any: JSON.
def _answer(ours: Connection, wall: float) -> Any:
    if not ours.poll(wall):
        raise TooMuchTime
    try:
        kind, said = json.loads(ours.recv_bytes(MOST_ANSWER))
    except OSError as no:  # longer than MOST_ANSWER
        raise Broke(f"its answer cannot be read: {no}") from no
    if kind == "done":
        return said
    if kind == "memory":
        raise TooMuchMemory
    if kind == "refused":
        raise Refused(*said)
    raise Broke(said)


def _ended(code: int | None) -> Confined:
    """What an end without an answer means."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return TooMuchTime()
    if code == -signal.SIGABRT:  # what native code does when it is given no more memory
        return TooMuchMemory()
    return Broke(f"it ended with {code}")


def _end(child: Any) -> None:  # Any: multiprocessing names no common type for its processes
    child.join(0.2)
    if child.is_alive():
        child.kill()
        child.join(5)
    child.close()


@lru_cache(maxsize=1)
def _context() -> ForkServerContext:
    """Children are forked from a small server without threads, not from the process that serves."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


_PRELOADED = ["afterword.kit.confined"]


def preload(*modules: str) -> None:
    """Have the small server import these as well, so that a child need not.

    It counts if said before the first child of all; later, each child imports for itself.
    """
    _PRELOADED.extend(one for one in modules if one not in _PRELOADED)
    _context().set_forkserver_preload(_PRELOADED)


# Any: as in `confined`.
def _inside(
    theirs: Connection, work: Callable[..., Any], given: tuple[Any, ...],
    limits: Limits, refuses: type[Exception],
) -> None:  # fmt: skip
    gc.disable()  # the child lives briefly, and what it leaves goes with it
    _limit(limits)
    _tell(theirs, lambda: _sent(theirs, work(*given)), refuses)


# Any: as in `confined_stream`.
def _inside_stream(
    theirs: Connection, work: Callable[..., Iterator[Any]], given: tuple[Any, ...],
    limits: Limits, refuses: type[Exception],
) -> None:  # fmt: skip
    _limit(limits)

    def all_of_it() -> None:
        for said in work(*given):
            _sent(theirs, said)
        _sent(theirs, None)

    _tell(theirs, all_of_it, refuses)


def _sent(theirs: Connection, said: Any) -> None:  # Any: JSON
    # A half of a pair is no text: one in a thousand rows must not cost the others.
    theirs.send_bytes(json.dumps(("done", said), ensure_ascii=False).encode(errors="replace"))


def _tell(theirs: Connection, work: Callable[[], None], refuses: type[Exception]) -> None:
    """Do the work; where it ends otherwise, say how, as long as anybody listens."""
    try:
        work()
    except MemoryError:
        answer = b'["memory", null]'
    except refuses as no:
        answer = json.dumps(("refused", (type(no).__name__, str(no)))).encode()
    except BaseException as wrong:
        answer = json.dumps(("broke", f"{type(wrong).__name__}: {wrong}"[:500])).encode()
    else:
        answer = b""
    with contextlib.suppress(OSError):  # we may have given up on it
        if answer:
            theirs.send_bytes(answer)
    theirs.close()


def _limit(given: Limits) -> None:
    """From here on: so much data, time and file, no core dump, no words on our screen."""
    limits = {
        resource.RLIMIT_DATA: given.memory,
        resource.RLIMIT_CPU: given.cpu,
        resource.RLIMIT_FSIZE: given.files,
        resource.RLIMIT_CORE: 0,
    }
    for which, most in limits.items():
        _, hard = resource.getrlimit(which)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(which, (most, hard if hard != resource.RLIM_INFINITY else most))
    sys.setrecursionlimit(1000)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
