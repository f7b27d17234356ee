"""Reading the journal."""

from afterword.journal import chain
from afterword.journal.errors import ChainBroken
from afterword.journal.models import Entry, Head


def verify() -> int:
    """Check the whole chain and count its entries; others may add to it meanwhile.

    Raises ChainBroken.
    """
    head, previous, count = _head(), "", 0
    for count, entry in enumerate(Entry.objects.order_by("number").iterator(), start=1):
        previous = _checked(entry, number=count, after=previous)
        if count == head.number and previous != head.digest:
            raise ChainBroken(f"entry {count} was written anew")
    if count < head.number:
        raise ChainBroken(f"entries after {count} are missing")
    if count > _head().number:  # as it is by now: what came meanwhile has moved it
        raise ChainBroken(f"entry {count} was not added by Afterword")
    return count


def head() -> tuple[int, str]:
    """How many entries there are, and the digest of the last."""
    newest = _head()
    return newest.number, newest.digest


def digest_at(number: int) -> str | None:
    """The digest of an entry; None where there is none of this number."""
    found = Entry.objects.filter(number=number).values_list("digest", flat=True)
    return found.first() if number else ""


def _head() -> Head:
    return Head.objects.first() or Head()


def _checked(entry: Entry, *, number: int, after: str) -> str:
    """The digest of an entry that follows the one before. Raises ChainBroken."""
    if entry.number != number:
        raise ChainBroken(f"entry {number} is missing")
    if entry.payload is not None and chain.payload_digest(entry.payload) != entry.payload_digest:
        raise ChainBroken(f"the payload of entry {number} was changed")
    digest = chain.entry_digest(
        after,
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        verb=entry.verb,
        subject=entry.subject,
        payload=entry.payload_digest,
    )
    if digest != entry.digest:
        raise ChainBroken(f"entry {number} was changed")
    return digest
