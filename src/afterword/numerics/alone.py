"""Sums that are quicker on one thread."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

Given = ParamSpec("Given")
Found = TypeVar("Found")


def on_one_thread(sums: Callable[Given, Found]) -> Callable[Given, Found]:
    """Keep the linear algebra of these sums on one thread.

    Their matrices are small: a second thread mostly waits, in a loop, and takes the core from
    whoever else has work. On a busy machine that made fits ten times slower.
    """

    @wraps(sums)
    def alone(*given: Given.args, **named: Given.kwargs) -> Found:
        with threadpool_limits(limits=1, user_api="blas"):
            return sums(*given, **named)

    return alone
