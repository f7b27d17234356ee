"""Asking the databases from threads, so that the rooms go on meanwhile."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_DATABASE_THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="room")


async def in_database(
    ask: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs
) -> Answer:
    """Run a read or a write of the databases without holding up the rooms."""
    return await in_threads(_DATABASE_THREADS, partial(ask, *args, **kwargs))


async def in_threads(threads: ThreadPoolExecutor, ask: Callable[[], Answer]) -> Answer:
    """Run what asks the databases in one of these threads."""
    return await asyncio.get_running_loop().run_in_executor(threads, _fresh, ask)


def _fresh(ask: Callable[[], Answer]) -> Answer:
    close_old_connections()
    try:
        return ask()
    finally:
        close_old_connections()
