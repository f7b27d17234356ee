"""The loops over millions of ratings, compiled: sorting, threads, passes, solving, spreads.

Plain loops on arrays that release the lock, so that two threads share the work in parts whose
boundaries depend on the data alone: results are the same on every run. Functions here are long
because a kernel that is cut in pieces compiles and runs slower; each does one pass.
"""

from afterword.numerics.kernels.condensing import condense, settle, times
from afterword.numerics.kernels.passing import curvature, surprise
from afterword.numerics.kernels.solving import eliminate, eliminate_one, factor, solve
from afterword.numerics.kernels.sorting import bundle, order_by, scatter, tally
from afterword.numerics.kernels.spreading import echo, spread
from afterword.numerics.kernels.threading import alike, row_likelihoods, thread

__all__ = [
    "alike", "bundle", "condense", "curvature", "echo", "eliminate", "eliminate_one", "factor",
    "order_by", "row_likelihoods", "scatter", "settle", "solve", "spread", "surprise", "tally",
    "thread", "times",
]  # fmt: skip
