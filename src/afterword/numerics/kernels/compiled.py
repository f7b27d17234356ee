"""How a kernel is compiled: at its first call, and kept for later runs."""

from collections.abc import Callable
from typing import Any

from numba import njit

from afterword.numerics import compiling

__all__ = ["KERNELS", "compiled"]
KERNELS = compiling.KERNELS  # numba must know the folder before the first kernel is declared

# Any: numba compiles for whatever arrays come; the callers' types say which.
Kernel = Callable[..., Any]


def compiled(kernel: Kernel) -> Kernel:
    """The kernel compiled at its first call, kept for later runs, and run without the lock."""
    ready: Kernel = njit(nogil=True, cache=True)(kernel)
    return ready
