"""The journal's head, kept beside the database and signed, for `afterword check`.

A chain that was computed anew is whole in itself. Whoever can write to the database can change an
entry and all digests after it, or cut the journal short; this file they can neither write nor sign.
"""

import os
from pathlib import Path
from typing import NamedTuple

from django.utils.crypto import constant_time_compare, salted_hmac

from afterword.journal import queries as journal
from afterword.journal.errors import ChainBroken

NAME = "journal_head"
SALT = "afterword.host.kept_head"


class Head(NamedTuple):
    """How many entries there were, and the digest of the last."""

    number: int
    digest: str


def keep(place: Path) -> None:
    """Keep the head as it is now. What was kept before stays where the journal does not hold it any
    more, for `check` to find."""
    try:
        check(place)
    except ChainBroken:
        return
    head = Head(*journal.head())
    written = place / f"{NAME}.{os.getpid()}"
    with written.open("w") as file:
        file.write(f"{head.number} {head.digest} {_signature(head)}")
        file.flush()
        os.fsync(file.fileno())
    written.replace(place / NAME)


def check(place: Path) -> None:
    """Whether the journal still holds the head that was kept. Raises ChainBroken."""
    kept = _kept(place)
    if kept is not None and journal.digest_at(kept.number) != kept.digest:
        raise ChainBroken(
            f"up to entry {kept.number} it is not what it was; if you brought back an older copy of"
            f" the database yourself, delete {NAME} in the data folder"
        )


def _kept(place: Path) -> Head | None:
    try:
        number, digest, signature = (place / NAME).read_text().split(" ")
        head = Head(int(number), digest)
    except FileNotFoundError:
        return None
    except ValueError:
        raise ChainBroken(f"{NAME} in the data folder cannot be read") from None
    if not constant_time_compare(signature, _signature(head)):
        raise ChainBroken(f"{NAME} in the data folder was not signed with this server’s key")
    return head


def _signature(head: Head) -> str:
    return salted_hmac(SALT, f"{head.number} {head.digest}", algorithm="sha256").hexdigest()
