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


class ReadingState(models.TextChoices):
    """How a second reading stands. Only what is asked waits for somebody."""

    ASKED = "asked"
    SENT = "sent"
    LAPSED = "lapsed", "passed on, or not written in time"


READING_MOVES: dict[str, frozenset[str]] = {
    ReadingState.ASKED: frozenset({ReadingState.SENT, ReadingState.LAPSED}),
    ReadingState.SENT: frozenset(),
    ReadingState.LAPSED: frozenset({ReadingState.ASKED}),
}


class ScorecardState(models.TextChoices):
    SEALED = "sealed"
    OPENED = "opened"


SCORECARD_MOVES: dict[str, frozenset[str]] = {
    ScorecardState.SEALED: frozenset({ScorecardState.OPENED}),
    ScorecardState.OPENED: frozenset(),
}


class Point(models.TextChoices):
    """The points of the review checklist, which is also the writer's own where nobody reviews."""

    SPECIFIC = "specific", "It is specific: a reader who was not there can see what happened."
    DONE = "done", "It is about what was said or done, and each rating shows it."
    NO_PERSONALITY = "no_personality", "It says nothing about what kind of person they are."
    NO_SEEMS = "no_seems", "Nothing “seems”: no “seems smart”, no guess at what they know."
    OWN_WORDS = "own_words", "It does not repeat the rubric in place of evidence."
    PROMPT = "prompt", "It was written within a day, while the hour was fresh."
    USEFUL = "useful", "The reader can do something with it before the next interview."


RECOMMENDED: dict[str, str] = {
    Recommendation.STRONG_HIRE: "I would hire you, and I would argue for it.",
    Recommendation.LEAN_HIRE: "I lean towards hiring you.",
    Recommendation.NO_DECISION: "I did not see enough in this hour to decide.",
    Recommendation.LEAN_NO_HIRE: "I lean towards not hiring you yet, going by this hour alone.",
    Recommendation.STRONG_NO_HIRE: "Going by this hour alone, I would not hire you yet.",
}
"""A recommendation as one person says it to another."""
