"""Letting the candidate read, once; corrections in the open; and taking back what was unkind."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.interviews.queries import chair
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM, Actor
from afterword.kit import later
from afterword.notes import document, emails
from afterword.notes.content import Content
from afterword.notes.enums import NotesState, ReviewState
from afterword.notes.errors import Incomplete, NothingSaid, NotReleased, NotReviewed, StillSealed
from afterword.notes.missing import missing_in
from afterword.notes.models import HiringNotes, NotesVersion
from afterword.notes.sealing import seal_is_open
from afterword.people import post


def release(notes: HiringNotes, *, by: Actor, now: datetime) -> None:
    """Let the candidate read approved notes. Notes are released once, and not while sealed."""
    if not seal_is_open(notes.interview, now=now):
        raise StillSealed
    with transaction.atomic():
        if not notes.moved(NotesState.APPROVED, NotesState.RELEASED, released_at=now):
            raise NotReviewed
        _publish_first(notes, by=by)


def release_when_ready(notes: HiringNotes, *, now: datetime) -> bool:
    """Release approved notes whose seal is open; False if they wait, or somebody was quicker."""
    try:
        release(notes, by=SYSTEM, now=now)
    except (StillSealed, NotReviewed):
        return False
    return True


def release_unreviewed(notes: HiringNotes, *, now: datetime) -> bool:
    """Release what was sent, marked unreviewed: the candidate has waited long enough."""
    waiting = (NotesState.IN_REVIEW, NotesState.RETURNED)
    with transaction.atomic():
        if not notes.moved(waiting, NotesState.RELEASED, released_at=now, unreviewed=True):
            return False
        _publish_first(notes, by=SYSTEM)
    return True


def release_overdue(*, now: datetime) -> int:
    """Everything that is due: approved notes whose seal has opened, reviews that did not come."""
    approved = Q(state=NotesState.APPROVED)
    late = Q(state__in=(NotesState.IN_REVIEW, NotesState.RETURNED), review_due_at__lte=now)
    due = HiringNotes.objects.filter(approved | late).select_related("interview__program")
    return sum(_release_due(notes, now=now) for notes in due)


def _release_due(notes: HiringNotes, *, now: datetime) -> bool:
    if notes.state == NotesState.APPROVED:
        return release_when_ready(notes, now=now)
    return seal_is_open(notes.interview, now=now) and release_unreviewed(notes, now=now)


def release_of(interview: Interview, *, now: datetime) -> bool:
    """Release the approved notes of an interview whose seal may just have opened."""
    approved = HiringNotes.objects.filter(interview=interview, state=NotesState.APPROVED).first()
    return approved is not None and release_when_ready(approved, now=now)


def _publish_first(notes: HiringNotes, *, by: Actor) -> None:
    undecided = notes.reviews.filter(state=ReviewState.ASKED)
    undecided.update(state=ReviewState.LAPSED)
    version = _publish(notes, Content.sent(notes), number=1)
    journal.record(by, "notes.released", notes, {"version": 1, "digest": version.digest})
    candidate = chair(notes.interview, ChairKind.CANDIDATE)
    emails.tell(candidate, emails.letter_is_here(notes, candidate))


def _publish(notes: HiringNotes, content: Content, *, number: int, why: str = "") -> NotesVersion:
    written = document.build(notes, content, comments=_for_the_candidate(notes))
    later.enqueue("notes.read_code", notes_id=str(notes.pk))
    return NotesVersion.objects.create(
        notes=notes, number=number, content=written, digest=document.digest(written), why=why
    )


def _for_the_candidate(notes: HiringNotes) -> list[tuple[str, str]]:
    """What a reviewer says to the candidate, beside a guest's notes: (line, text)."""
    review = notes.reviews.filter(state=ReviewState.COMMENTED).first()
    if review is None:
        return []
    said = [(comment.line, comment.text) for comment in review.comments.all()]
    return [*said, ("words", review.words.strip())] if review.words.strip() else said


def correct(notes: HiringNotes, *, why: str, by: Actor) -> NotesVersion:
    """Publish the working copy as a new version, with its reason; both see every version."""
    if not why.strip():
        raise NothingSaid("Say why: both of you will see it beside the new version.")
    with transaction.atomic():
        notes = HiringNotes.objects.select_for_update().get(pk=notes.pk)
        if notes.state != NotesState.RELEASED:
            raise NotReleased
        if missing := missing_in(notes):
            raise Incomplete(missing)
        return _corrected(notes, why=why.strip(), by=by)


def _corrected(notes: HiringNotes, *, why: str, by: Actor) -> NotesVersion:
    content, number = Content.of(notes), notes.versions.count() + 1
    version = _publish(notes, content, number=number, why=why)
    HiringNotes.objects.filter(pk=notes.pk).update(sent_content=content.as_json())
    journal.record(by, "notes.corrected", notes, {"version": number, "digest": version.digest})
    candidate = chair(notes.interview, ChairKind.CANDIDATE)
    emails.tell(candidate, emails.corrected(notes, candidate))
    return version


def mark_opened(notes: HiringNotes, *, by: Actor, now: datetime) -> None:
    """The candidate opened the recommendation. Kept for them alone, and only the first time."""
    with transaction.atomic():
        closed = HiringNotes.objects.filter(pk=notes.pk, opened_at=None, state=NotesState.RELEASED)
        if closed.update(opened_at=now):
            journal.record(by, "notes.opened", notes)


def withdraw(notes: HiringNotes, *, because: str, by: Actor, now: datetime) -> None:
    """Take released notes back. Their text leaves the page, the fact stays, and both are told."""
    if not because.strip():
        raise NothingSaid("Say why: both of you will read it.")
    with transaction.atomic():
        reason = {"withdrawn_at": now, "withdrawn_because": because.strip()}
        if not notes.moved(NotesState.RELEASED, NotesState.WITHDRAWN, **reason):
            raise NotReleased
        journal.record(by, "notes.withdrawn", notes)
        _tell_withdrawn(notes)


def _tell_withdrawn(notes: HiringNotes) -> None:
    candidate = chair(notes.interview, ChairKind.CANDIDATE)
    emails.tell(candidate, emails.withdrawn_to_candidate(notes, candidate))
    words = emails.withdrawn_to_writer(notes)
    if notes.written_by is not None:
        post.write_to(notes.written_by, words)
    else:
        emails.tell(notes.author, words)
