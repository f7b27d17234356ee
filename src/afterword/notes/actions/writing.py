"""Writing hiring notes, and sending them."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from afterword.interviews.models import Chair
from afterword.journal import actions as journal
from afterword.journal.actions import Actor
from afterword.kit.saving import keep
from afterword.notes.actions.releasing import release_when_ready
from afterword.notes.actions.reviewing import ask_reviewer
from afterword.notes.content import CHOICES, TEXTS, Content, RatingLine, dimension_keys
from afterword.notes.enums import NotesState, Point
from afterword.notes.errors import AlreadySent, Incomplete
from afterword.notes.missing import missing_in
from afterword.notes.models import Evidence, HiringNotes, Rating
from afterword.notes.reviewing import is_reviewed
from afterword.questions.actions import note_sighting

EDITABLE = (NotesState.DRAFT, NotesState.RETURNED, NotesState.RELEASED)
"""While notes are with the candidate, the working copy is where a correction is written."""


def begin(chair: Chair) -> HiringNotes:
    """The interviewer's notes of an interview: hers from the first time she opens the page."""
    notes, _ = HiringNotes.objects.get_or_create(
        interview=chair.interview, from_record=False, defaults={"author": chair}
    )
    return notes


def save(
    notes: HiringNotes, content: Content, *, by: Actor, revision: int, now: datetime
) -> HiringNotes:
    """Keep what is typed. Raises Overtaken or NotEditable; the same words again change nothing."""
    with transaction.atomic():
        current = HiringNotes.objects.select_for_update().get(pk=notes.pk)
        content = content.over(dimension_keys(current.interview.rubric.dimensions))
        if current.state in EDITABLE and content == Content.of(current):
            return current
        words = {name: getattr(content, name) for name in (*TEXTS, *CHOICES)}
        editable = Q(state__in=EDITABLE)
        keep(
            HiringNotes.objects.all(), current,
            editable=editable, revision=revision, now=now, **words,
        )  # fmt: skip
        for line in content.ratings:
            _save_rating(current, line)
        journal.record(by, "notes.saved", current, {"revision": current.revision})
    return current


def _save_rating(notes: HiringNotes, line: RatingLine) -> None:
    rating, _ = Rating.objects.update_or_create(
        notes=notes,
        dimension=line.dimension,
        defaults={"level": line.level, "would_have_raised": line.would_have_raised},
    )
    rating.evidence.all().delete()
    Evidence.objects.bulk_create(
        Evidence(rating=rating, place=place, moment=one.moment, text=one.text)
        for place, one in enumerate(line.evidence)
    )


@transaction.atomic
def tick(notes: HiringNotes, points: list[str], *, by: Actor) -> None:
    """The points of the checklist that the writer went through. The same again changes nothing."""
    known = [point for point in Point.values if point in points]
    others = HiringNotes.objects.filter(pk=notes.pk, state__in=EDITABLE).exclude(checklist=known)
    if others.update(checklist=known):
        journal.record(by, "notes.ticked", notes, {"points": len(known)})


def send(notes: HiringNotes, *, by: Actor, now: datetime) -> HiringNotes:
    """Hand the notes on: to a reviewer where there is one, otherwise to the seal.

    Raises Incomplete with what is missing, AlreadySent where somebody was quicker.
    """
    try:
        with transaction.atomic():
            return _send(notes, by=by, now=now)
    except IntegrityError as quicker:  # the other row of the interview was sent meanwhile
        raise AlreadySent from quicker


def _send(notes: HiringNotes, *, by: Actor, now: datetime) -> HiringNotes:
    notes = HiringNotes.objects.select_for_update().get(pk=notes.pk)
    if missing := missing_in(notes):
        raise Incomplete(missing)
    again, reviewed = notes.state == NotesState.RETURNED, is_reviewed(notes)
    reviewed = reviewed or again
    sent = {"sent_content": Content.of(notes).as_json(), "sent_at": notes.sent_at or now}
    if reviewed and not again:
        sent["review_due_at"] = now + timedelta(hours=_review_hours(notes))
    state = NotesState.IN_REVIEW if reviewed else NotesState.APPROVED
    before = (NotesState.DRAFT, NotesState.RETURNED) if reviewed else (NotesState.DRAFT,)
    if not notes.moved(before, state, **sent):
        raise AlreadySent
    journal.record(by, "notes.sent", notes)
    note_question_read(notes)
    if reviewed:
        ask_reviewer(notes, now=now)
    else:
        release_when_ready(notes, now=now)
    return notes


def note_question_read(notes: HiringNotes) -> None:
    """Whoever writes from the record has read the question, and is not asked it after that."""
    version = notes.interview.question_version
    if notes.written_by is not None and version is not None:
        note_sighting(notes.written_by, version.question)


def _review_hours(notes: HiringNotes) -> int:
    program = notes.interview.program
    return program.review_hours if program is not None else 0
