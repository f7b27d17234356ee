"""Notes to itself about what was built from which files, so that a warm start skips it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def state_of(files: Iterable[Path]) -> str:
    """A digest that changes when a file is added, removed or written."""
    sums = hashlib.sha256()
    for file in sorted(files):
        seen = file.stat()
        sums.update(f"{file}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return sums.hexdigest()


def is_fresh(place: Path, name: str, state: str) -> bool:
    """Whether `name` was built from files in this state."""
    try:
        return _stamp(place, name).read_text() == state
    except FileNotFoundError:
        return False


def keep(place: Path, name: str, state: str) -> None:
    """`name` is built, from files in this state."""
    stamp = _stamp(place, name)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(state)


def _stamp(place: Path, name: str) -> Path:
    return place / "stamps" / name
