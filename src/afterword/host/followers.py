"""Parts follow the journal: each entry is handed to each follower once, in order."""

import importlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error

from afterword.journal import actions as journal
from afterword.journal.models import Entry

logger = logging.getLogger(__name__)

MOST = 500
REST = timedelta(seconds=30)


class Followers:
    """The followers of `settings.FOLLOWERS`, and which of them rest after trouble."""

    def __init__(self) -> None:
        self._resting: dict[str, datetime] = {}

    def catch_up(self, *, now: datetime) -> None:
        """Hand every new entry to every follower.

        One that raises keeps its place and is asked again after a rest; the others go on.
        """
        for name, follower in settings.FOLLOWERS.items():
            if self._resting.get(name, now) > now:
                continue
            try:
                while journal.follow(name, find(follower), most=MOST) == MOST:
                    pass
            except Error:
                raise
            except Exception:
                logger.exception("%s could not follow the journal; asked again soon", name)
                self._resting[name] = now + REST


def find(name: str) -> Callable[[Entry], None]:
    """The follower called `part.verb`, kept in the part's following.py. Raises LookupError."""
    part, _, verb = name.partition(".")
    try:
        found: Callable[[Entry], None] = getattr(
            importlib.import_module(f"afterword.{part}.following"), verb
        )
    except (ImportError, AttributeError) as missing:
        raise LookupError(f"nothing follows the journal as {name}") from missing
    return found
