"""How much memory a file may take: what is free, within what this process is allowed."""

import os
import resource
from collections.abc import Iterator
from pathlib import Path

from afterword.study.errors import CannotRead

# What libraries map without using it, for each byte that they use, under `ulimit -v`.
MAPPED = 2.5
Names = tuple[str, str, str, str]  # the limit, what is used, statistics and what is kept of files
GROUPS, GROUPS_OF_THIS = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")
V2: Names = ("memory.max", "memory.current", "memory.stat", "inactive_file")
V1: Names = (
    "memory.limit_in_bytes", "memory.usage_in_bytes", "memory.stat", "total_inactive_file",
)  # fmt: skip
ASIDE = 256 << 20
# What they map before the first row is read, numba and polars being the largest; with less they end
# in the middle of their own code, where nobody can say why.
LEAST_ADDRESSES = 3 << 29


def addresses_are_limited() -> bool:
    """Whether the shell limits them: then libraries end in ways that do not say so."""
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


def more_memory() -> str:
    """What somebody can do who has too little of it."""
    return "ulimit -v unlimited" if addresses_are_limited() else "a larger machine"


def require_addresses() -> None:
    """Raise CannotRead where the shell allows fewer addresses than the libraries map."""
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if addresses_are_limited() and limit < LEAST_ADDRESSES:
        raise CannotRead(
            f"This shell allows a program {limit / 2**30:.1f} GiB of addresses (ulimit -v). The "
            f"sums map {LEAST_ADDRESSES / 2**30:.1f} GiB before they read a row, and use far less: "
            "lift the limit with ulimit -v unlimited."
        )


def memory_free() -> int:
    """Bytes that may still be used: of the machine, of its container, of the limit on addresses."""
    return max(min(_of_machine(), _of_container(), _of_addresses()), 0)


def _of_machine() -> int:
    """What the machine says is free; where it does not say, what it has."""
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _of_container() -> int:
    """What the control groups of this process leave it; pages kept of files are free to take."""
    return min((_of_group(*one) for one in _groups()), default=_of_machine())


def _groups() -> Iterator[tuple[Path, Names]]:
    """The folders of the groups this process is in, with those around them."""
    for line in _lines(str(GROUPS_OF_THIS)):
        _, controllers, path = line.split(":", 2)
        root, names = (GROUPS / "memory", V1) if controllers else (GROUPS, V2)
        if not controllers or "memory" in controllers.split(","):
            inner = root / path.lstrip("/")
            yield from (
                (one, names) for one in (inner, *inner.parents) if root in (one, *one.parents)
            )


def _of_group(folder: Path, names: Names) -> int:
    most, used, stat = (_lines(str(folder / name)) for name in names[:3])
    if not most or not used or most[0] == "max":
        return _of_machine()
    kept = [int(line.split()[1]) for line in stat if line.startswith(f"{names[3]} ")]
    return int(most[0]) - int(used[0]) + sum(kept)


def _of_addresses() -> int:
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return _of_machine()
    pages = _lines("/proc/self/statm")
    taken = int(pages[0].split()[0]) * os.sysconf("SC_PAGE_SIZE") if pages else 0
    return int((limit - taken - ASIDE) / MAPPED)


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
