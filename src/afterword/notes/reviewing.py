"""Which notes are reviewed, and who could review them."""

import hashlib

from django.db.models import Count, Q, QuerySet

from afterword.interviews.models import Interview
from afterword.notes.enums import ReviewState
from afterword.notes.models import HiringNotes
from afterword.people.enums import ReviewPolicy
from afterword.people.models import Block, Person
from afterword.people.queries import active_members


def is_reviewed(notes: HiringNotes) -> bool:
    """Whether somebody else reads these notes before the candidate does.

    What a reviewer wrote from the record is not reviewed again, and where nobody could review,
    the writer goes through the checklist alone.
    """
    if notes.from_record or not is_drawn(notes.interview):
        return False
    return possible_reviewers(notes.interview).exists()


def is_drawn(interview: Interview) -> bool:
    """Whether the program's policy asks for a review of this interview's notes.

    A share is drawn from the interview's opaque id, so nobody can choose to be in it or not.
    """
    program = interview.program
    if program is None or program.review_policy == ReviewPolicy.NONE:
        return False
    if program.review_policy == ReviewPolicy.EVERY:
        return True
    drawn = hashlib.sha256(b"review share" + interview.pk.bytes).digest()
    return int.from_bytes(drawn[:4], "big") % 100 < program.review_share


def possible_reviewers(interview: Interview) -> QuerySet[Person]:
    """Active members who did not sit in the interview and keep apart from nobody who did."""
    if interview.program is None:
        return Person.objects.none()
    seated = interview.chairs.filter(person__isnull=False).values("person")
    apart = Block.objects.filter(blocked__in=seated).values("blocker")
    apart_from = Block.objects.filter(blocker__in=seated).values("blocked")
    return (
        active_members(interview.program)
        .exclude(pk__in=seated)
        .exclude(pk__in=apart)
        .exclude(pk__in=apart_from)
    )


def next_reviewer(notes: HiringNotes) -> Person | None:
    """Whoever has the fewest open reviews and was not asked about these notes before."""
    is_open = Q(reviews__state=ReviewState.ASKED)
    asked = notes.reviews.values("reviewer")
    free = possible_reviewers(notes.interview).exclude(pk__in=asked)
    counted = free.annotate(open_reviews=Count("reviews", filter=is_open, distinct=True))
    turn = {person: _turn(notes, person) for person in counted}
    return min(turn, key=lambda person: (person.open_reviews, turn[person]), default=None)


def _turn(notes: HiringNotes, person: Person) -> bytes:
    """Decides among equals: the same for the same notes, another for others."""
    return hashlib.sha256(notes.pk.bytes + person.pk.bytes).digest()
