"""What is being done, told on a terminal when it takes more than a second."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from afterword.study.terminal import plain

AFTER = 1.0


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say `words` and the seconds while the block runs; take the line away when it ends.

    Nothing is written before a second has gone by, or where nobody looks (no terminal).
    """
    if not sys.stderr.isatty():
        yield
        return
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(words, over), daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _tell(words: str, over: threading.Event) -> None:
    began, shown = time.monotonic(), False
    while not over.wait(AFTER):
        shown = True
        sys.stderr.write(f"\r\033[K{plain(words)} … {time.monotonic() - began:.0f} s")
        sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
