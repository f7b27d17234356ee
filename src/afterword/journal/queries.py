"""Reading the journal."""

from django.db.models import Model, QuerySet

from afterword.journal import chain
from afterword.journal.errors import ChainBroken
from afterword.journal.models import Entry, Head, subject_of


def entries_about(row: Model) -> QuerySet[Entry]:
    """What was done to a row, oldest first."""
    return Entry.objects.filter(subject=subject_of(row))


def verify() -> int:
    """Check the whole chain and count its entries. Raises ChainBroken."""
    previous, count = "", 0
    for count, entry in enumerate(Entry.objects.order_by("number").iterator(), start=1):
        if entry.number != count:
            raise ChainBroken(f"entry {count} is missing")
        if (
            entry.payload is not None
            and chain.payload_digest(entry.payload) != entry.payload_digest
        ):
            raise ChainBroken(f"the payload of entry {count} was changed")
        previous = chain.entry_digest(
            previous,
            number=entry.number,
            at=entry.at,
            actor=entry.actor,
            verb=entry.verb,
            subject=entry.subject,
            payload=entry.payload_digest,
        )
        if previous != entry.digest:
            raise ChainBroken(f"entry {count} was changed")
    head = Head.objects.first()
    if head is not None and (head.number, head.digest) != (count, previous):
        raise ChainBroken(f"entries after {count} are missing")
    return count
