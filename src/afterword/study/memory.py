"""How much memory a file may take: what is free, within what this process is allowed."""

import os
import resource
from pathlib import Path

from afterword.study.errors import CannotRead

# What libraries map without using it, for each byte that they use, under `ulimit -v`.
MAPPED = 2.5
ASIDE = 256 << 20
# What they map before the first row is read, numba and polars being the largest; with less they end
# in the middle of their own code, where nobody can say why.
LEAST_ADDRESSES = 3 << 29


def addresses_are_limited() -> bool:
    """Whether the shell limits them: then libraries fail in ways that do not say so."""
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


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
    most, used = _lines("/sys/fs/cgroup/memory.max"), _lines("/sys/fs/cgroup/memory.current")
    if not most or not used or most[0] == "max":
        return _of_machine()
    return int(most[0]) - int(used[0])


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
