"""Files on their way in: kept only until they are brought in or dropped."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from afterword.cycle.models import Upload
from afterword.journal.actions import record
from afterword.people.models import Person

KEPT = timedelta(days=1)


@transaction.atomic
def upload(
    person: Person, files: Sequence[tuple[str, bytes]], *, mapping: dict[str, Any]
) -> Upload:
    """Keep the files until it is clear what they say. One upload a person: a new one is all."""
    # Any: a mapping, as JSON.
    Upload.objects.filter(person=person).delete()
    kept = Upload.objects.create(
        person=person,
        name=", ".join(name for name, _ in files)[:255],
        files=[[name, len(body)] for name, body in files],
        body=b"".join(body for _, body in files),
        mapping=mapping,
    )
    record(person, "upload.made", kept)
    return kept


def read_otherwise(kept: Upload, *, mapping: dict[str, Any]) -> None:
    """Read the same files by other rules from now on."""
    # Any: a mapping, as JSON.
    kept.mapping = mapping
    kept.save(update_fields=["mapping"])


def drop(kept: Upload) -> None:
    """Bring nothing in, and keep nothing of the files."""
    kept.delete()


def forget_uploads(*, now: datetime) -> int:
    """Delete what nobody came back for within a day."""
    forgotten, _ = Upload.objects.filter(created_at__lt=now - KEPT).delete()
    return forgotten


def files_of(kept: Upload) -> list[tuple[str, bytes]]:
    """The files as they were sent."""
    found, at, body = [], 0, bytes(kept.body)
    for name, length in kept.files:
        found.append((str(name), body[at : at + length]))
        at += length
    return found
