"""Two worlds that differ only in what somebody may not know, and everything that they show her."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.access import rows
from tests.access.matrix import Row, ask
from tests.access.world import World

CHANGES = re.compile(
    rb"nonce[-=][\"']?[\w+/=-]+|name=\"csrfmiddlewaretoken\" value=\"\w+\""
    rb"|name=\"csrf-token\" content=\"\w+\"|csrf=\w+|session=\w+|expires=[^;]+"
)
"""What differs from one answer to the next in one and the same world."""

Change = Callable[[World], None]


@dataclass(frozen=True)
class Shown:
    """An answer, as far as it can tell anybody anything."""

    status: int
    headers: bytes
    body: bytes
    queries: int


def all_rows(world: World) -> list[Row]:
    parts = sorted(module.name for module in pkgutil.iter_modules(rows.__path__))
    modules = [importlib.import_module(f"tests.access.rows.{part}") for part in parts]
    return [row for module in modules for row in module.rows(world)]


def shown(world: World, row: Row, subject: str, method: str) -> Shown:
    """What one subject is told; whatever it changed is undone."""
    connections["default"].queries_log.clear()
    with CaptureQueriesContext(connections["default"]) as asked:
        cell = ask(world, row, subject, method)
    answer = cell.response
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    headers += answer.cookies.output()
    body = answer.getvalue() if answer.streaming else answer.content
    return Shown(
        answer.status_code,
        CHANGES.sub(b"", headers.encode()),
        CHANGES.sub(b"", body),
        len(asked),
    )


def told(world: World, asked: list[tuple[Row, str]], subject: str) -> dict[str, Shown]:
    """Everything that one subject is told, by what was asked."""
    cache.clear()
    return {
        f"{method} {row.url} [{row.of}] {row.api}": shown(world, row, subject, method)
        for row, method in asked
    }


def differences(one: dict[str, Shown], other: dict[str, Shown]) -> list[str]:
    """What was asked and how the answers differ: by status, headers, body or queries."""
    return [
        f"{asked}: {name}"
        for asked, answer in one.items()
        for name in ("status", "headers", "body", "queries")
        if getattr(answer, name) != getattr(other[asked], name)
    ]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is changed inside never was."""
    with transaction.atomic("default"), transaction.atomic("record"):
        yield
        transaction.set_rollback(True, "default")
        transaction.set_rollback(True, "record")
