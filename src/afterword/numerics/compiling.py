"""Where compiled kernels are kept, so that only the very first run waits for them."""

import hashlib
import os
import tempfile
from pathlib import Path


def _kept_in() -> Path:
    """The platform's cache, AFTERWORD_DATA where that cannot be written, else a temporary place."""
    import platformdirs  # here, because only the sums need it

    chosen = os.environ.get("AFTERWORD_DATA")
    folders = [Path(platformdirs.user_cache_dir("afterword")), *([Path(chosen)] if chosen else [])]
    for one in (*folders, Path(tempfile.gettempdir()) / "afterword"):
        if _writable(one / "kernels"):
            return one / "kernels" / _written()
    return Path(tempfile.mkdtemp(prefix="afterword-kernels-"))


def _written() -> str:
    """A name for the kernels as they are written. Kernels call those of other files, and numba asks
    of a kept one only whether its own file has changed."""
    written = hashlib.sha256()
    for one in sorted((Path(__file__).parent / "kernels").glob("*.py")):
        written.update(one.read_bytes())
    return written.hexdigest()[:16]


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
        settings["CACHE_DIR"] = str(_kept_in())
    return Path(settings["CACHE_DIR"])


KERNELS = _kernels()


def compiled_before() -> bool:
    """Whether kernels were compiled by an earlier run: else the first fit waits some seconds."""
    return any(KERNELS.rglob("*.nbi"))
