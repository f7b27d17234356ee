"""A third member's reading before the candidate's."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from afterword.interviews.enums import ChairKind
from afterword.interviews.queries import chair
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM, Actor
from afterword.kit.saving import keep
from afterword.notes import emails
from afterword.notes.actions.releasing import release_when_ready
from afterword.notes.enums import NotesState, ReviewState
from afterword.notes.errors import AlreadyDecided, NothingSaid
from afterword.notes.models import HiringNotes, Review, ReviewComment
from afterword.notes.reviewing import next_reviewer
from afterword.people import post
from afterword.people.models import Person

TIME_TO_CHANGE = timedelta(hours=12)


def ask_reviewer(notes: HiringNotes, *, now: datetime) -> Review | None:
    """Ask whoever returned these notes to look again, or somebody who has not been asked yet."""
    before = notes.reviews.filter(state=ReviewState.RETURNED).order_by("-decided_at").first()
    if before is not None and before.moved(ReviewState.RETURNED, ReviewState.ASKED):
        return _asked(before)
    reviewer = next_reviewer(notes)
    if reviewer is None:
        return None
    due_at = notes.review_due_at or now
    return _asked(Review.objects.create(notes=notes, reviewer=reviewer, due_at=due_at))


def _asked(review: Review) -> Review:
    post.write_to(review.reviewer, emails.asked_to_review(review))
    journal.record(SYSTEM, "review.asked", review)
    return review


def pick_up(review: Review, *, by: Person) -> Review:
    """Review notes that somebody else was asked to review; whoever decides first decides."""
    with transaction.atomic():
        if review.notes.state != NotesState.IN_REVIEW:
            raise AlreadyDecided
        mine, is_new = Review.objects.get_or_create(
            notes=review.notes, reviewer=by, defaults={"due_at": review.due_at, "picked_up": True}
        )
        if is_new:
            journal.record(by, "review.picked_up", mine)
    return mine


def pass_on(review: Review, *, by: Actor, now: datetime) -> Review | None:
    """Give a review back; somebody else is asked. The next review, if anybody is left."""
    with transaction.atomic():
        if not review.moved(ReviewState.ASKED, ReviewState.LAPSED, decided_at=now):
            raise AlreadyDecided
        journal.record(by, "review.passed_on", review)
        others = review.notes.reviews.filter(state=ReviewState.ASKED)
        return None if others.exists() else ask_reviewer(review.notes, now=now)


def save_review(
    review: Review, *, by: Actor, words: str, comments: Mapping[str, str],
    checklist: Sequence[str], revision: int, now: datetime,
) -> None:  # fmt: skip
    """Keep what a reviewer types. Raises Overtaken or NotEditable."""
    with transaction.atomic():
        keep(
            Review.objects.all(), review, editable=Q(state=ReviewState.ASKED),
            revision=revision, now=now, words=words, checklist=list(checklist),
        )  # fmt: skip
        review.comments.all().delete()
        said = {line: text.strip() for line, text in comments.items() if text.strip()}
        for line, text in said.items():
            ReviewComment.objects.create(review=review, line=line, text=text)
        journal.record(by, "review.saved", review, {"revision": review.revision})


def approve(review: Review, *, by: Actor, now: datetime) -> None:
    """The notes may go to the candidate. Raises AlreadyDecided."""
    with transaction.atomic():
        _decide(review, ReviewState.APPROVED, NotesState.APPROVED, by=by, now=now)
        release_when_ready(review.notes, now=now)


def comment_for_candidate(review: Review, *, by: Actor, now: datetime) -> None:
    """A guest's notes go on as they are; the comments stand beside them for the candidate."""
    with transaction.atomic():
        _decide(review, ReviewState.COMMENTED, NotesState.APPROVED, by=by, now=now)
        release_when_ready(review.notes, now=now)


def return_to_writer(review: Review, *, by: Actor, now: datetime) -> None:
    """Ask the writer to look again. Needs words or a comment; never a guest's notes."""
    if review.notes.author.is_guest:
        raise NothingSaid("A guest gave one hour: comment for the candidate instead.")
    if not review.words.strip() and not review.comments.exists():
        raise NothingSaid("Say what should change: a comment on a line, or a few words below.")
    with transaction.atomic():
        changing = _time_to_change(review.notes, now=now)
        _decide(
            review, ReviewState.RETURNED, NotesState.RETURNED,
            by=by, now=now, returned_at=now, review_due_at=changing,
        )  # fmt: skip
        writer = chair(review.notes.interview, ChairKind.INTERVIEWER)
        emails.tell(writer, emails.returned(review.notes))


def _time_to_change(notes: HiringNotes, *, now: datetime) -> datetime:
    """The writer gets half a day, and the candidate never waits for more than twice the time."""
    due_at, sent_at = notes.review_due_at or now, notes.sent_at or now
    return min(max(due_at, now + TIME_TO_CHANGE), max(due_at, sent_at + 2 * (due_at - sent_at)))


def _decide(
    review: Review, state: ReviewState, notes_state: NotesState,
    *, by: Actor, now: datetime, **fields: datetime,
) -> None:  # fmt: skip
    if not review.moved(ReviewState.ASKED, state, decided_at=now):
        raise AlreadyDecided
    if not review.notes.moved(NotesState.IN_REVIEW, notes_state, **fields):
        raise AlreadyDecided
    waiting = review.notes.reviews.filter(state=ReviewState.ASKED)
    waiting.update(state=ReviewState.LAPSED, decided_at=now)
    journal.record(by, f"review.{state}", review)
