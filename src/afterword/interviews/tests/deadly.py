"""A planted fault: a library that cannot bear certain words. Our grammar leaves the real one little
to die of, so how the child's death is dealt with is tried with this."""

import os
import signal
from base64 import b64decode
from collections.abc import Sequence
from time import process_time

from afterword.interviews.edits.fold import Answer, Updates, fold

CRASH, LOOP, SWALLOW = "crash over me", "loop over me", "swallow memory over me"
SLOW, SLOW_SECONDS = "think over me", 0.3


def fold_or_die(rooms: Sequence[tuple[bytes, Updates, Sequence[int]]]) -> list[Answer]:
    """`fold`, by a child that dies of some edits."""
    for _, updates, _ in rooms:
        for _, update in updates:
            _die_of(update)
    return fold(rooms)


def fold_or_die_applying(rooms: Sequence[tuple[bytes, Updates, Sequence[int]]]) -> list[Answer]:
    """`fold`, by a child that some edits kill once they are applied, but not while they wait."""
    answers = fold(rooms)
    for answer in answers:
        _die_of(b64decode(answer["state"]))
    return answers


def _die_of(update: bytes) -> None:
    if CRASH.encode() in update:
        os.kill(os.getpid(), signal.SIGSEGV)
    while LOOP.encode() in update:
        pass
    if SWALLOW.encode() in update:
        bytearray(2**40)
    if SLOW.encode() in update:
        over = process_time() + SLOW_SECONDS
        while process_time() < over:
            pass
