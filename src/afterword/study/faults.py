"""What stopped the work: want of memory, which a person can mend, or a fault of ours."""

import errno
import re
import tempfile
import traceback
from collections.abc import Iterator

from afterword.study.terminal import plain

# As CPython, the loader, polars and llvmlite word it where they raise no MemoryError.
WANTED = re.compile(
    r"cannot allocate memory|can't start new thread|failed to map segment|"
    r"memory allocation|out of memory",
    re.IGNORECASE,
)
LONGEST = 200  # characters of what an exception says


def wants_memory(trouble: BaseException) -> bool:
    """Whether this, or what led to it, is somebody who was refused memory or a thread."""
    return any(_is_refusal(one) for one in _back_from(trouble))


def _back_from(trouble: BaseException | None) -> Iterator[BaseException]:
    while trouble is not None:
        yield trouble
        trouble = trouble.__cause__ or trouble.__context__


def _is_refusal(trouble: BaseException) -> bool:
    if isinstance(trouble, OSError) and trouble.errno == errno.ENOMEM:
        return True
    return isinstance(trouble, MemoryError) or bool(WANTED.search(str(trouble)))


def fault(trouble: BaseException) -> str:
    """One sentence or two on what is wrong with us; the traceback is in a file that they name."""
    said = plain((str(trouble).strip().splitlines() or [""])[0][:LONGEST].rstrip("."))
    kind = type(trouble).__name__ + (f": {said}" if said else "")
    return (
        f"This is a fault of Afterword's ({kind}), and nothing was written. Please open an issue "
        f"at the repository with {_kept(trouble)}; look it through first, it may quote your file."
    )


def _kept(trouble: BaseException) -> str:
    """The name of a file with the traceback; the traceback itself where none can be written."""
    told = "".join(traceback.format_exception(trouble))
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="afterword-calibrate-", suffix=".txt", delete=False
        ) as file:
            file.write(told)
    except OSError:
        return f"this:\n{told}"
    return file.name
