"""Asking the databases from threads, so that the rooms go on meanwhile."""

import asyncio
import threading
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
    loop, asked = asyncio.get_running_loop(), partial(ask, *args, **kwargs)
    return await loop.run_in_executor(_DATABASE_THREADS, _fresh, asked)


async def in_passing(ask: Callable[[], Answer]) -> Answer:
    """Run what may take its time in a thread of its own, for which nobody waits at the end."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Answer] = loop.create_future()

    def answered() -> None:
        tell = _settling(answer, ask)
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell)

    threading.Thread(target=answered, name="edits", daemon=True).start()
    return await answer


def _settling(answer: "asyncio.Future[Answer]", ask: Callable[[], Answer]) -> Callable[[], None]:
    """Ask, and say on the event loop what came of it, unless nobody waits any more."""
    try:
        found = _fresh(ask)
    except Exception as trouble:
        why = trouble
        return lambda: None if answer.done() else answer.set_exception(why)
    return lambda: None if answer.done() else answer.set_result(found)


def _fresh(ask: Callable[[], Answer]) -> Answer:
    close_old_connections()
    try:
        return ask()
    finally:
        close_old_connections()
