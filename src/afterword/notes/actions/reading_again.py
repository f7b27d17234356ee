"""A second reading: asked for, taken up, written, and never waited for."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from afterword.interviews.queries import candidate_left
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM, Actor
from afterword.kit.saving import keep
from afterword.notes import emails
from afterword.notes.enums import NotesState, ReadingState
from afterword.notes.errors import (
    AlreadyRead,
    AlreadySent,
    NothingSaid,
    NotReadAgain,
    TakenUpEnough,
)
from afterword.notes.models import HiringNotes, NotesVersion, SecondReading
from afterword.notes.second import is_drawn_again, may_be_read_again, next_reader, reported_notes
from afterword.people import post
from afterword.people.enums import MembershipState
from afterword.people.models import Membership, Person
from afterword.questions.actions import note_sighting

DAYS = timedelta(days=7)
STILL_FRESH = timedelta(days=30)
MOST_UNWRITTEN = 3
MOST_ASKED = 2
"""So many are asked about the same notes; after that whoever wants to may take them up."""


def ask_second_readers(*, now: datetime) -> int:
    """Of the share that is drawn, ask one member each. Nobody is asked twice in a week."""
    return sum(_ask(notes, now=now) for notes in _unread(now) if is_drawn_again(notes.interview))


def _unread(now: datetime) -> QuerySet[HiringNotes]:
    taken = SecondReading.objects.filter(~Q(state=ReadingState.LAPSED), notes=OuterRef("pk"))
    return (
        HiringNotes.objects.filter(
            ~Exists(taken), ~candidate_left("interview"),
            state=NotesState.RELEASED, released_at__gte=now - STILL_FRESH,
            interview__example=False, interview__program__second_reading_share__gt=0,
        )
        .exclude(pk__in=reported_notes())
        .annotate(asked=Count("second_readings"))
        .filter(asked__lt=MOST_ASKED)
        .select_related("interview__program")
        .prefetch_related("interview__chairs")
        .order_by("released_at", "pk")
    )  # fmt: skip


def _ask(notes: HiringNotes, *, now: datetime) -> bool:
    if not may_be_read_again(notes.interview):
        return False
    reader = next_reader(notes, now=now)
    if reader is None:
        return False
    try:
        with transaction.atomic():
            reading = _begun(notes, reader, now=now)
            journal.record(SYSTEM, "second_reading.asked", reading)
            post.write_to(reader, emails.asked_to_read_again(reading))
    except IntegrityError:  # somebody took them up meanwhile
        return False
    return True


def take_up_reading(notes: HiringNotes, *, by: Person, now: datetime) -> SecondReading:
    """Read notes again of one's own accord. Raises AlreadyRead where somebody was quicker.

    Raises NotReadAgain beyond the share that the program set, and TakenUpEnough for whoever only
    leafs through the records of others.
    """
    if not is_drawn_again(notes.interview):
        raise NotReadAgain
    unwritten = by.second_readings.filter(state=ReadingState.LAPSED, taken_up=True)
    if unwritten.filter(created_at__gte=now - DAYS).count() >= MOST_UNWRITTEN:
        raise TakenUpEnough
    try:
        with transaction.atomic():
            reading = _begun(notes, by, now=now, taken_up=True)
            journal.record(by, "second_reading.taken_up", reading)
    except IntegrityError as quicker:
        raise AlreadyRead from quicker
    return reading


def _begun(
    notes: HiringNotes, reader: Person, *, now: datetime, taken_up: bool = False
) -> SecondReading:
    newest = NotesVersion.objects.filter(notes=notes).order_by("-number")[:1].get()
    return SecondReading.objects.create(
        notes=notes, version=newest, reader=reader, due_at=now + DAYS, taken_up=taken_up
    )


def save_reading(
    reading: SecondReading, *, by: Actor, ratings: Mapping[str, int | None], recommendation: str,
    because: str, revision: int, now: datetime,
) -> None:  # fmt: skip
    """Keep what a second reader types. Raises Overtaken or NotEditable."""
    with transaction.atomic():
        keep(
            SecondReading.objects.all(), reading, editable=Q(state=ReadingState.ASKED),
            revision=revision, now=now, ratings=dict(ratings), recommendation=recommendation,
            because=because,
        )  # fmt: skip
        journal.record(by, "second_reading.saved", reading, {"revision": reading.revision})


def send_reading(reading: SecondReading, *, by: Actor, now: datetime) -> None:
    """Close the reading; only now are the interviewer's ratings beside it. Once.

    Raises NothingSaid where nothing was rated, AlreadySent where it was closed before, and
    NotReadAgain where the notes were reported meanwhile.
    """
    _check_unreported(reading)
    if not any(reading.ratings.values()) and not reading.recommendation:
        raise NothingSaid("Rate one dimension or choose a recommendation, and it can be sent.")
    with transaction.atomic():
        if not reading.moved(ReadingState.ASKED, ReadingState.SENT, sent_at=now):
            raise AlreadySent
        journal.record(by, "second_reading.sent", reading)
        _note_question_read(reading)


def _check_unreported(reading: SecondReading) -> None:
    if reading.notes_id in reported_notes():
        raise NotReadAgain


def _note_question_read(reading: SecondReading) -> None:
    """Whoever has written of a question has read it, and is not asked it after that."""
    version = reading.notes.interview.question_version
    if version is not None:
        note_sighting(reading.reader, version.question)


def pass_on_reading(reading: SecondReading, *, by: Actor) -> None:
    """Give it back: no reason is asked. Within the hour somebody else is. Raises AlreadySent."""
    with transaction.atomic():
        if not reading.moved(ReadingState.ASKED, ReadingState.LAPSED):
            raise AlreadySent
        journal.record(by, "second_reading.passed_on", reading)
        if reading.revision:
            _note_question_read(reading)


def take_reading_back(reading: SecondReading, *, by: Actor, now: datetime) -> None:
    """Read it after all, while nobody else has it. Raises AlreadyRead or NotReadAgain."""
    _check_unreported(reading)
    try:
        with transaction.atomic():
            due_at = max(reading.due_at, now)
            if not reading.moved(ReadingState.LAPSED, ReadingState.ASKED, due_at=due_at):
                raise AlreadyRead
            journal.record(by, "second_reading.taken_back", reading)
    except IntegrityError as quicker:
        raise AlreadyRead from quicker


def let_late_readings_go(*, now: datetime) -> int:
    """What was not written in its week, is of notes withdrawn or reported, or was asked of somebody
    who is not here any more, waits no longer."""
    here = Membership.objects.filter(
        program=OuterRef("notes__interview__program"), person=OuterRef("reader"),
        state=MembershipState.ACTIVE,
    )  # fmt: skip
    gone = ~Q(notes__state=NotesState.RELEASED) | Q(notes__in=reported_notes()) | ~Exists(here)
    asked = SecondReading.objects.filter(gone | Q(due_at__lte=now), state=ReadingState.ASKED)
    return sum(_let_go(one) for one in asked.select_related("notes__interview__question_version"))


def _let_go(reading: SecondReading) -> bool:
    with transaction.atomic():
        if not reading.moved(ReadingState.ASKED, ReadingState.LAPSED):
            return False
        journal.record(SYSTEM, "second_reading.lapsed", reading)
        if reading.revision:
            _note_question_read(reading)
    return True
