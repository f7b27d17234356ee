"""A whole mailbox, read in the limited child: paths in, plain JSON out, a report on the way."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from afterword.cycle.mail.found import Found
from afterword.cycle.mail.gathering import Gathered
from afterword.cycle.mail.messages.mailboxes import Progress, messages_in
from afterword.cycle.mail.repeats import without_repeats
from afterword.cycle.reading.errors import NothingInside

REPORT_EVERY = 500  # messages


# Any: JSON.
def read_mail(files: Sequence[tuple[str, str]], today: str) -> Iterator[dict[str, Any]]:
    """Reports of the way come, and at the end what was found. Raises Unreadable."""
    places = [(name, Path(path)) for name, path in files]
    progress = Progress(total=sum(path.stat().st_size for _, path in places))
    gathered = Gathered(date.fromisoformat(today))
    for raw in messages_in(places, progress):
        gathered.take(raw)
        if progress.messages % REPORT_EVERY == 0:
            yield {"messages": progress.messages, "done": progress.done, "total": progress.total}
    if progress.messages == 0:
        raise NothingInside("There is not a single message in it.")
    if gathered.unread_count == progress.messages:
        raise NothingInside("There is no message in it that can be read.")
    told = gathered.together()
    once = without_repeats(told, gathered.cancelled)
    yield _storable(
        {
            "messages": progress.messages,
            "done": progress.total,
            "total": progress.total,
            "found": [_json(one.found) for one in once],
            "repeats": len(told) - len(once),
            "nothing": {why: count for why, count in gathered.nothing.most_common() if count},
            "unread": gathered.unread,
            "unread_count": gathered.unread_count,
            "remarks": progress.remarks[:50],
        }
    )


# Any: JSON.
def _json(one: Found) -> dict[str, Any]:
    return {
        "key": one.key, "kind": one.kind, "company": one.company, "role": one.role,
        "on": one.on.isoformat() if one.on else None, "subject": one.subject,
        "sender": one.sender, "says": one.says, "sure": one.sure,
    }  # fmt: skip


# Halves of a pair, and signs that steer a terminal: a database or a page may refuse either.
_NOT_TEXT = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")


# Any: JSON.
def _storable(told: Any) -> Any:
    """The same, with nothing in its texts that is no text."""
    if isinstance(told, str):
        return _NOT_TEXT.sub("\ufffd", told)
    if isinstance(told, dict):
        return {name: _storable(value) for name, value in told.items()}
    return [_storable(one) for one in told] if isinstance(told, list | tuple) else told
