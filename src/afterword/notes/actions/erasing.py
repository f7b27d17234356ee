"""Somebody leaves for good: what they began is given on, what is theirs alone goes."""

from datetime import datetime

from django.db.models import QuerySet

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.notes.actions.reading_again import pass_on_reading
from afterword.notes.actions.reviewing import pass_on
from afterword.notes.actions.standing_in import let_stand_in_go, pass_on_stand_in
from afterword.notes.enums import NotesState, ReadingState, ReviewState, ScorecardState
from afterword.notes.models import (
    HiringNotes,
    NextRound,
    Reply,
    Review,
    SealedScorecard,
    SecondReading,
    SelfAssessment,
)
from afterword.people.models import Person


def erase_words(person: Person, *, now: datetime) -> None:
    """Delete drafts and halves, and have others asked for what they were to write.

    What they sent stays with whoever it was for: hiring notes, replies, reviews, second readings.
    The caller's transaction.
    """
    _give_on(person, now=now)
    erase_words_from(Chair.objects.filter(person=person))


def erase_words_from(mine: QuerySet[Chair]) -> None:
    """The same of what was written from some chairs, a guest's too."""
    SelfAssessment.objects.filter(author__in=mine).delete()
    NextRound.objects.filter(author__in=mine).delete()
    HiringNotes.objects.filter(author__in=mine, from_record=False, state=NotesState.DRAFT).delete()
    about = mine.filter(kind=ChairKind.CANDIDATE).values("interview")
    Reply.objects.filter(notes__interview__in=about, sent_at=None).delete()
    sealed = SealedScorecard.objects.filter(brought_by__in=mine, state=ScorecardState.SEALED)
    sealed.delete()
    _ask_nobody_for(HiringNotes.objects.filter(interview__in=about))


def _ask_nobody_for(notes: QuerySet[HiringNotes]) -> None:
    """Nobody gives an hour to notes whose reader has left. What they wrote is theirs; only what a
    stand-in began is nobody's, since it would be shown to that reader alone."""
    Review.objects.filter(notes__in=notes, state=ReviewState.ASKED).update(state=ReviewState.LAPSED)
    readings = SecondReading.objects.filter(notes__in=notes, state=ReadingState.ASKED)
    readings.update(state=ReadingState.LAPSED)
    for begun in notes.filter(from_record=True, state=NotesState.DRAFT):
        let_stand_in_go(begun)


def _give_on(person: Person, *, now: datetime) -> None:
    for review in Review.objects.filter(reviewer=person, state=ReviewState.ASKED):
        pass_on(review, by=person, now=now)
    for reading in SecondReading.objects.filter(reader=person, state=ReadingState.ASKED):
        pass_on_reading(reading, by=person)
    drafts = HiringNotes.objects.filter(written_by=person, from_record=True, state=NotesState.DRAFT)
    for notes in drafts:
        pass_on_stand_in(notes, by=person)
    SecondReading.objects.filter(reader=person, state=ReadingState.LAPSED).delete()
    Review.objects.filter(reviewer=person, state=ReviewState.LAPSED).delete()
