"""What is being done, told on a terminal when it takes more than a second."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from afterword.study.terminal import plain

AFTER = 1.0


@contextmanager
def step(words: str) -> Iterator[Callable[[str], None]]:
    """Say `words` and the seconds while the block runs; take the line away when it ends.

    Nothing is written before a second has gone by, or where nobody looks (no terminal). The block
    may change the words as it comes along.
    """
    said = [words]
    if not sys.stderr.isatty():
        yield said.append
        return
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(said, over), daemon=True)
    teller.start()
    try:
        yield said.append
    finally:
        over.set()
        teller.join()


def _tell(said: list[str], over: threading.Event) -> None:
    began, shown = time.monotonic(), False
    while not over.wait(AFTER):
        shown = True
        sys.stderr.write(f"\r\033[K{plain(said[-1])} … {time.monotonic() - began:.0f} s")
        sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
