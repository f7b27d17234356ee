"""A planted fault: a library that cannot bear certain words. Our grammar leaves the real one little
to die of, so how the child's death is dealt with is tried with this."""

import os
import signal
from collections.abc import Sequence

from afterword.interviews.edits.fold import Answer, Updates, fold

CRASH, LOOP, SWALLOW = "crash over me", "loop over me", "swallow memory over me"


def fold_or_die(rooms: Sequence[tuple[bytes, Updates, Sequence[int]]]) -> list[Answer]:
    """`fold`, by a child that dies of some edits."""
    for _, updates, _ in rooms:
        for _, update in updates:
            _die_of(update)
    return fold(rooms)


def _die_of(update: bytes) -> None:
    if CRASH.encode() in update:
        os.kill(os.getpid(), signal.SIGSEGV)
    while LOOP.encode() in update:
        pass
    if SWALLOW.encode() in update:
        bytearray(2**40)
