"""Where compiled kernels are kept, so that only the very first run waits for them."""

import hashlib
import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

UNUSED = 7 * 86_400  # seconds after which kernels of another version are taken away
OURS = re.compile(r"[0-9a-f]{16}|numerics_[0-9a-f]{40}")  # as earlier versions named theirs too


def kept_in() -> Path:
    """The platform's cache, AFTERWORD_DATA where that cannot be written, else a temporary place."""
    import platformdirs  # here, because only the sums need it

    chosen = os.environ.get("AFTERWORD_DATA")
    folders = [Path(platformdirs.user_cache_dir("afterword")), *([Path(chosen)] if chosen else [])]
    for one in (*folders, Path(tempfile.gettempdir()) / "afterword"):
        if _writable(one / "kernels"):
            return _used(one / "kernels" / _written())
    return Path(tempfile.mkdtemp(prefix="afterword-kernels-"))


def _written() -> str:
    """A name for the kernels as they are written. Kernels call those of other files, and numba asks
    of a kept one only whether its own file has changed."""
    written = hashlib.sha256()
    for one in sorted((Path(__file__).parent / "kernels").glob("*.py")):
        written.update(one.read_bytes())
    return written.hexdigest()[:16]


def _used(kept: Path) -> Path:
    """The folder, marked as used now; others that nobody has used for a week go.

    Two versions that take turns on one machine keep theirs. Who still reads one that goes has read
    all of it when it began, or compiles again.
    """
    with suppress(OSError):
        kept.mkdir(exist_ok=True, mode=0o700)
        os.utime(kept)
        for other in kept.parent.iterdir():
            if OURS.fullmatch(other.name) and other.stat().st_mtime < time.time() - UNUSED:
                shutil.rmtree(other, ignore_errors=True)
    return kept


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return os.access(folder, os.W_OK) and folder.stat().st_uid == os.getuid()


def _kernels() -> Path:
    """The folder numba keeps kernels in; must be asked before the first kernel is declared."""
    import numba  # slow to import: only where something is computed

    settings = vars(numba.config)
    if not settings["CACHE_DIR"]:
        settings["CACHE_DIR"] = str(kept_in())
    return Path(settings["CACHE_DIR"])


KERNELS = _kernels()


def compiled_before() -> bool:
    """Whether kernels were compiled by an earlier run: else the first fit waits some seconds."""
    return any(KERNELS.rglob("*.nbi"))
