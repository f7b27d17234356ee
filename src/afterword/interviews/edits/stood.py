"""The editor's text as it stood at a moment: not what a browser claimed, but what the edits say."""

import logging
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from afterword.interviews import record
from afterword.interviews.edits import snapshots
from afterword.interviews.edits.reading import NotReadable, texts
from afterword.interviews.edits.waiting import Edit
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Entry, Interview, StoodText, TextReading
from afterword.interviews.room.standing import CLOSING_US

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(days=1)
"""So long the texts of a record that could not be read are not asked for again."""

WHOLE_MOST = 16 * 1024 * 1024
"""So many bytes of edits are read from the first one on; an hour has a twentieth of it."""


def texts_at(interview: Interview, moments: Collection[int]) -> dict[int, str]:
    """The text at each of these moments, in microseconds since the start of a finished interview.

    What was asked before is known; the rest is read by a child, all together, in some hundredths
    of a second, and kept. A moment that cannot be told is not in the answer. Ask only for moments
    that somebody's notes cite: each is kept for good. The worker asks ahead of whoever looks.
    """
    kept = StoodText.objects.using(record.DATABASE).filter(room=interview.pk, us__in=moments)
    known = dict(kept.values_list("us", "text"))
    missing = sorted(set(moments) - set(known))
    if missing and interview.state == InterviewState.ENDED and interview.started_at is not None:
        known |= _read(interview, missing)
    return known


def final_text(interview: Interview) -> str | None:
    """The text as the room left it, or None where it cannot be told."""
    if interview.started_at is None or interview.ended_at is None:
        return None
    hour = interview.ended_at - interview.started_at + timedelta(microseconds=CLOSING_US)
    last = round(hour.total_seconds() * 1_000_000)
    return texts_at(interview, [last]).get(last)


@dataclass(frozen=True, slots=True)
class LastText:
    """The text at the end. `claimed_by` is the side whose browser said so, where that is all there
    is: empty where the edits themselves say it."""

    text: str
    claimed_by: str = ""


def last_text(interview: Interview) -> LastText | None:
    """What stood in the editor at the end, as surely as anybody can tell; None for an empty one."""
    text = final_text(interview)
    if text or (text is not None and _has_edits(interview)):
        return LastText(text) if text else None
    claimed = record.claimed_text(interview)
    return LastText(claimed.text, claimed.by) if claimed is not None and claimed.text else None


def _has_edits(interview: Interview) -> bool:
    entries = Entry.objects.using(record.DATABASE).filter(room=interview.pk)
    return entries.filter(kind__in=record.EDITS).exists()


def _read(interview: Interview, moments: Sequence[int]) -> dict[int, str]:
    if not _is_ours(interview, now=timezone.now()):
        return {}
    begins = record.beginning(interview.pk)
    try:
        found = _texts(interview, moments)
    except NotReadable:
        log.exception("the text of interview %s cannot be told", interview.pk)
        return {}
    _readings(interview).delete()
    return _keep(interview, dict(zip(moments, found, strict=True)), begins)


def _is_ours(interview: Interview, *, now: datetime) -> bool:
    """Begin a reading, unless one is under way, or came to nothing not long ago."""
    _, is_new = TextReading.objects.using(record.DATABASE).get_or_create(
        room=interview.pk, defaults={"begun_at": now}
    )
    stale = _readings(interview).filter(begun_at__lte=now - AGAIN_AFTER)
    return is_new or bool(stale.update(begun_at=now))


def _readings(interview: Interview) -> QuerySet[TextReading]:
    return TextReading.objects.using(record.DATABASE).filter(room=interview.pk)


def _texts(interview: Interview, moments: Sequence[int]) -> list[str]:
    edits, times = _readable(interview)
    if sum(len(one.update) for one in edits) > WHOLE_MOST:
        raise NotReadable("it is too large")
    begun = record.micros(interview.started_at) if interview.started_at else 0
    places = [bisect_right(times, begun + us) for us in moments]
    return texts(edits, after=[edits[at - 1].seq if at else 0 for at in places])


def unreadable(room: UUID) -> frozenset[int]:
    """The edits of a room that nobody can read; a child has then read them all."""
    while snapshots.compact([room]):
        pass
    return frozenset(snapshots.newest(room).left_out)


def _readable(interview: Interview) -> tuple[list[Edit], list[int]]:
    """Every edit that somebody can read, and when each came."""
    left_out = unreadable(interview.pk)
    rows = snapshots.edits_of(interview.pk).values_list("seq", "body", "at_us")
    rows_read = [row for row in rows.iterator(chunk_size=500) if row[0] not in left_out]
    edits = [Edit(seq, "", record.unnumbered(bytes(body))) for seq, body, _ in rows_read]
    return edits, [at_us for _, _, at_us in rows_read]


def _keep(interview: Interview, found: dict[int, str], begins: int | None) -> dict[int, str]:
    """Keep the texts; of a record that was written anew meanwhile none is kept, nor told."""
    clean = {us: text.replace("\x00", "\ufffd") for us, text in found.items()}
    rows = [StoodText(room=interview.pk, us=us, text=text) for us, text in clean.items()]
    with transaction.atomic(using=record.DATABASE):
        if not record.still_begins(interview.pk, begins):
            return {}
        StoodText.objects.using(record.DATABASE).bulk_create(rows, ignore_conflicts=True)
    return clean
