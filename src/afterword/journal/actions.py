"""Adding to the journal, and following it."""

from collections.abc import Callable
from typing import Protocol

from django.db import models, transaction
from django.utils import timezone

from afterword.journal import chain
from afterword.journal.models import Cursor, Entry, Head, subject_of


class Actor(Protocol):
    """Whoever can do something: a person, a chair, the system."""

    @property
    def actor(self) -> str: ...


class _System:
    actor = "system"


SYSTEM: Actor = _System()


def record(
    by: Actor, verb: str, subject: models.Model, payload: dict[str, object] | None = None
) -> Entry:
    """Add one entry. Part of the caller's transaction: if the write is undone, so is this."""
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1)
        at = timezone.now()
        entry = Entry(
            number=head.number + 1,
            at=at,
            actor=by.actor,
            verb=verb,
            subject=subject_of(subject),
            payload=payload,
            payload_digest=chain.payload_digest(payload),
        )
        entry.digest = chain.entry_digest(
            head.digest,
            number=entry.number,
            at=at,
            actor=entry.actor,
            verb=verb,
            subject=entry.subject,
            payload=entry.payload_digest,
        )
        entry.save(force_insert=True)
        Head.objects.filter(pk=head.pk).update(number=entry.number, digest=entry.digest)
    return entry


def forget_words(subject: models.Model) -> None:
    """Erase what was said of a row beside what was done; the chain holds. The caller's
    transaction."""
    Entry.objects.filter(subject=subject_of(subject)).update(payload=None)


def follow(follower: str, handler: Callable[[Entry], None], *, most: int = 500) -> int:
    """Hand the entries that `follower` has not seen to `handler`, in order; how many.

    The handler and the cursor's step are one transaction, so an entry that was handled is not
    handed over again, and one that raised is.
    """
    cursor, _ = Cursor.objects.get_or_create(follower=follower)
    waiting = Entry.objects.filter(number__gt=cursor.number).order_by("number")[:most]
    seen = 0
    for entry in waiting:
        with transaction.atomic():
            step = Cursor.objects.filter(follower=follower, number=entry.number - 1)
            if not step.update(number=entry.number):
                return seen
            handler(entry)
        seen += 1
    return seen
