"""Second readings: which notes are read again, by whom, and what of them."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from afterword.interviews.models import Interview
from afterword.notes.document import Document
from afterword.notes.models import HiringNotes, SecondReading
from afterword.notes.reviewing import possible_reviewers
from afterword.people.models import Person, Report

ABOUT = "hiringnotes:"
JUDGED = ("level", "anchor", "would_have_raised")
"""What stands in a dimension of a letter and not on a second reader's desk."""


def is_drawn_again(interview: Interview) -> bool:
    """Whether this interview's notes are among the share that is read again, whoever reads them.

    Drawn from the opaque id, so nobody can choose to be in it, and apart from the draw for review.
    """
    program = interview.program
    if program is None or not program.second_reading_share:
        return False
    drawn = hashlib.sha256(b"second reading" + interview.pk.bytes).digest()
    return int.from_bytes(drawn[:4], "big") % 100 < program.second_reading_share


def may_be_read_again(interview: Interview) -> bool:
    """Whether both were told of second readings before they agreed to the record."""
    program = interview.program
    if program is None or program.second_readings_since is None or interview.example:
        return False
    agreed = [chair.consented_at for chair in interview.chairs.all()]
    since = program.second_readings_since
    return bool(agreed) and all(at is not None and at >= since for at in agreed)


def next_reader(notes: HiringNotes, *, now: datetime) -> Person | None:
    """Whoever has read the fewest again and was not asked this week.

    Nobody who reviewed these notes or wrote them: they have seen the ratings.
    """
    busy = SecondReading.objects.filter(due_at__gt=now).values("reader")
    free = readers_of(notes).exclude(pk__in=busy)
    counted = free.annotate(read=Count("second_readings", distinct=True))
    turn = {one: hashlib.sha256(notes.pk.bytes + one.pk.bytes).digest() for one in counted}
    return min(turn, key=lambda one: (one.read, turn[one]), default=None)


def readers_of(notes: HiringNotes) -> QuerySet[Person]:
    """Who could read these notes without having seen a rating of them."""
    seen = notes.reviews.values("reviewer")
    asked = notes.second_readings.values("reader")
    free = possible_reviewers(notes.interview).exclude(pk__in=seen).exclude(pk__in=asked)
    return free if notes.written_by_id is None else free.exclude(pk=notes.written_by_id)


def reported_notes() -> set[UUID]:
    """Notes that somebody asked an organizer to look at: they are not handed round.

    An organizer who looks sees the ratings, and may be the one who was to read without them.
    """
    abouts = Report.objects.filter(about__startswith=ABOUT).values_list("about", flat=True)
    return {UUID(about.removeprefix(ABOUT)) for about in abouts}


def without_judgement(document: Document) -> Document:
    """What a second reader is handed of a letter: the evidence and the hour, and no rating.

    Left out is also what tells of one: what would have raised it, because, and the next step; and
    when it was, which may tell whose hour.
    """
    return {
        "question": document["interview"]["question"],
        "strengths": document["strengths"],
        "dimensions": [
            {name: value for name, value in one.items() if name not in JUDGED}
            for one in document["dimensions"]
        ],
        "hour": document.get("hour", []),
    }
