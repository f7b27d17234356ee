"""A scorecard file comes back: kept sealed, opened with its word, and then notes like others."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from afterword.interviews.actions.elsewhere import ask_elsewhere, hold_elsewhere
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import NotBooked
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair
from afterword.journal import actions as journal
from afterword.journal.actions import Actor
from afterword.notes import emails
from afterword.notes.actions.writing import begin, save, send
from afterword.notes.content import Content
from afterword.notes.enums import NotesState, ScorecardState
from afterword.notes.errors import AlreadySent, Incomplete, StillSealed
from afterword.notes.models import HiringNotes, SealedScorecard
from afterword.notes.scorecard.access import candidates_half_is_in, may_open
from afterword.notes.scorecard.content import Scorecard, scorecard_from
from afterword.notes.scorecard.errors import (
    AlreadyOpened,
    NotesBegun,
    NotFromHere,
    NotHeld,
    NotSealed,
    OtherInterview,
    TooManyFiles,
    TooManyWords,
)
from afterword.notes.scorecard.file import SavedFile, read
from afterword.notes.scorecard.offer import is_askable
from afterword.notes.scorecard.seal import is_signed, opened, signing_key
from afterword.questions.actions import note_sighting
from afterword.questions.models import QuestionVersion

MOST_WORDS = 10
WORDS_WITHIN = timedelta(hours=1)
MOST_FILES = 5


@transaction.atomic
def fetch(mine: Chair, *, versions: Sequence[QuestionVersion]) -> None:
    """The interviewer takes a scorecard home. A member has now seen the questions in it."""
    if mine.person is not None:
        for version in versions:
            note_sighting(mine.person, version.question)
    journal.record(mine, "scorecard.fetched", mine.interview, {"questions": len(versions)})


def bring_in(raw: bytes, *, by: Chair, now: datetime) -> SealedScorecard:
    """Keep a sealed file as it is. The same file again is the same row.

    Raises FileRefused, NotHeld or TooManyFiles.
    """
    saved = read(raw)
    check_origin(saved, by=by)
    if saved.seal is None:
        raise NotSealed
    with transaction.atomic():
        _check_held(by.interview, by=by, now=now)
        return _kept(raw, by=by, now=now)


def leave_sealed(raw: bytes, *, by: Chair, now: datetime) -> SealedScorecard:
    """Keep a sealed file until somebody says its word. A candidate whose half is in is told."""
    with transaction.atomic():
        before = SealedScorecard.objects.filter(interview=by.interview).count()
        sealed = bring_in(raw, by=by, now=now)
        is_new = SealedScorecard.objects.filter(interview=by.interview).count() > before
        if is_new and by.kind == ChairKind.INTERVIEWER and candidates_half_is_in(by, now=now):
            candidate = chair(by.interview, ChairKind.CANDIDATE)
            emails.tell(candidate, emails.scorecard_waits(candidate))
    return sealed


def check_origin(saved: SavedFile, *, by: Chair) -> None:
    """Whether this chair may bring this file into its interview.

    What the candidate brings must be sealed, and signed by the interviewer's scorecard: nobody
    writes notes in somebody else's name.
    """
    if saved.interview != by.interview_id:
        raise OtherInterview
    if by.kind == ChairKind.INTERVIEWER:
        return
    if saved.seal is None:
        raise NotSealed
    writer = chair(by.interview, ChairKind.INTERVIEWER)
    if not is_signed(saved, key=signing_key(writer.pk, saved.file)):
        raise NotFromHere


def _check_held(interview: Interview, *, by: Chair, now: datetime) -> None:
    """A booked hour that began elsewhere is over when its file comes."""
    if interview.state == InterviewState.ENDED:
        return
    if interview.starts_at is None or interview.starts_at > now:
        raise NotHeld
    try:
        hold_elsewhere(interview, by=by, now=now)
    except NotBooked as other:
        raise NotHeld from other


def _kept(raw: bytes, *, by: Chair, now: datetime) -> SealedScorecard:
    digest = hashlib.sha256(raw).hexdigest()
    here = SealedScorecard.objects.filter(interview=by.interview)
    known = here.filter(digest=digest).first()
    if known is not None:
        return known
    if here.filter(brought_by=by, state=ScorecardState.SEALED).count() >= MOST_FILES:
        raise TooManyFiles
    sealed = SealedScorecard.objects.create(
        interview=by.interview, brought_by=by, digest=digest, body=raw, words_since=now
    )
    journal.record(by, "scorecard.brought_in", sealed, {"digest": digest})
    return sealed


def open_sealed(
    sealed: SealedScorecard, *, word: str, replacing: bool, by: Chair, now: datetime
) -> HiringNotes:
    """Open a sealed file with its word and make its words the interviewer's notes.

    Nothing is changed unless all of it is. Raises StillSealed, TooManyWords, WrongWord,
    FileRefused, AlreadyOpened, AlreadySent or NotesBegun.
    """
    if not may_open(by, now=now):
        raise StillSealed
    if sealed.state != ScorecardState.SEALED:
        raise AlreadyOpened
    _claim_a_word(sealed, now=now)
    words = opened(read(bytes(sealed.body)), word=word)
    scorecard = scorecard_from(words, dimensions=sealed.interview.rubric.dimensions)
    with transaction.atomic():
        if not sealed.moved(
            ScorecardState.SEALED, ScorecardState.OPENED, opened_at=now, opened_by=by, body=b""
        ):
            raise AlreadyOpened
        journal.record(by, "scorecard.opened", sealed)
        return _become_notes(scorecard, by=by, replacing=replacing, now=now)


def _claim_a_word(sealed: SealedScorecard, *, now: datetime) -> None:
    """Count the try before it is made, so that tries made at once count as well."""
    row = SealedScorecard.objects.filter(pk=sealed.pk)
    row.filter(words_since__lte=now - WORDS_WITHIN).update(words_tried=0, words_since=now)
    free = row.filter(words_tried__lt=MOST_WORDS)
    if not free.update(words_tried=F("words_tried") + 1):
        raise TooManyWords


def bring_in_open(raw: bytes, *, replacing: bool, by: Chair, now: datetime) -> HiringNotes:
    """Take in a file that its browser could not seal. Only its writer brings one.

    Raises FileRefused, NotHeld, AlreadySent or NotesBegun.
    """
    saved = read(raw)
    check_origin(saved, by=by)
    scorecard = scorecard_from(saved.words, dimensions=by.interview.rubric.dimensions)
    with transaction.atomic():
        _check_held(by.interview, by=by, now=now)
        return _become_notes(scorecard, by=by, replacing=replacing, now=now)


def _become_notes(
    scorecard: Scorecard, *, by: Chair, replacing: bool, now: datetime
) -> HiringNotes:
    """The interviewer's own notes, sent if nothing is missing, kept as her draft otherwise."""
    interview = Interview.objects.get(pk=by.interview_id)
    author = chair(interview, ChairKind.INTERVIEWER)
    notes = begin(author)
    if notes.state != NotesState.DRAFT:
        raise AlreadySent
    if not replacing and _has_words(notes, scorecard.content):
        raise NotesBegun
    if scorecard.question is not None and is_askable(interview, scorecard.question):
        ask_elsewhere(interview, version=scorecard.question, by=author)
    saved = save(notes, scorecard.content, by=author, revision=notes.revision, now=now)
    return _sent_if_whole(saved, by=author, now=now)


def _has_words(notes: HiringNotes, content: Content) -> bool:
    written = Content.of(notes)
    blank = Content(ratings=tuple(type(line)(line.dimension) for line in written.ratings))
    return written not in (blank, content)


def _sent_if_whole(notes: HiringNotes, *, by: Actor, now: datetime) -> HiringNotes:
    try:
        return send(notes, by=by, now=now)
    except Incomplete:
        return notes
