"""The words for hiring notes, and which moves are allowed."""

from django.db import models


class NotesState(models.TextChoices):
    DRAFT = "draft"
    IN_REVIEW = "in_review", "in review"
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


NOTES_MOVES: dict[str, frozenset[str]] = {
    NotesState.DRAFT: frozenset({NotesState.IN_REVIEW, NotesState.APPROVED}),
    NotesState.IN_REVIEW: frozenset(
        {NotesState.RETURNED, NotesState.APPROVED, NotesState.RELEASED}
    ),
    NotesState.RETURNED: frozenset({NotesState.IN_REVIEW, NotesState.RELEASED}),
    NotesState.APPROVED: frozenset({NotesState.RELEASED}),
    NotesState.RELEASED: frozenset({NotesState.WITHDRAWN}),
    NotesState.WITHDRAWN: frozenset(),
}


class Level(models.IntegerChoices):
    NOT_YET = 1, "not yet"
    MIXED = 2, "mixed"
    GOOD = 3, "good"
    EXCELLENT = 4, "excellent"


class Recommendation(models.TextChoices):
    STRONG_NO_HIRE = "strong_no_hire", "strong no hire"
    LEAN_NO_HIRE = "lean_no_hire", "lean no hire"
    LEAN_HIRE = "lean_hire", "lean hire"
    STRONG_HIRE = "strong_hire", "strong hire"
    NO_DECISION = "no_decision", "no decision"


class Confidence(models.TextChoices):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ReviewState(models.TextChoices):
    ASKED = "asked"
    RETURNED = "returned"
    APPROVED = "approved"
    LAPSED = "lapsed", "not written in time"
    COMMENTED = "commented", "commented for the candidate"


REVIEW_MOVES: dict[str, frozenset[str]] = {
    ReviewState.ASKED: frozenset(
        {
            ReviewState.RETURNED,
            ReviewState.APPROVED,
            ReviewState.LAPSED,
            ReviewState.COMMENTED,
        }
    ),
    ReviewState.RETURNED: frozenset({ReviewState.ASKED, ReviewState.APPROVED, ReviewState.LAPSED}),
}
