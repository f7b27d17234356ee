"""Hiring notes, the candidate's own half, the review between, and what came of it."""

from django.db import models

from afterword.interviews.models import Chair, Interview
from afterword.kit.models import Moves, Opaque
from afterword.notes.enums import (
    NOTES_MOVES,
    REVIEW_MOVES,
    Confidence,
    Level,
    NotesState,
    Recommendation,
    ReviewState,
)
from afterword.people.models import Person


class HiringNotes(Opaque, Moves):
    """What the interviewer tells the committee, and the candidate reads.

    `revision` grows with every save: a second tab that saves an older one is told.
    """

    MOVES = NOTES_MOVES

    interview = models.OneToOneField(Interview, models.CASCADE, related_name="hiring_notes")
    author = models.ForeignKey(Chair, models.CASCADE, related_name="+")
    written_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+",
        help_text="a reviewer who wrote them from the record, where the interviewer did not",
    )  # fmt: skip
    state = models.CharField(max_length=9, choices=NotesState, default=NotesState.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    strengths = models.TextField(blank=True)
    recommendation = models.CharField(max_length=14, choices=Recommendation, blank=True)
    because = models.TextField(blank=True)
    would_have_changed = models.TextField(blank=True)
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    next_step = models.TextField(blank=True)
    checklist = models.JSONField(default=list, help_text="self-review: the points ticked")
    sent_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    unreviewed = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, help_text="the candidate opened the recommendation")

    class Meta:
        verbose_name_plural = "hiring notes"

    def __str__(self) -> str:
        return f"notes on {self.interview_id}: {self.state}"


class Rating(Opaque):
    """A level on one dimension, or *not assessed* (no level), with what would have raised it."""

    notes = models.ForeignKey(HiringNotes, models.CASCADE, related_name="ratings")
    dimension = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(choices=Level, null=True)
    would_have_raised = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notes", "dimension"], name="one_rating_a_dimension"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.level or 'not assessed'}"


class Evidence(Opaque):
    """Something the candidate said or did, at a moment of the record where it has one."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="evidence")
    place = models.PositiveSmallIntegerField(default=0)
    moment = models.BigIntegerField(null=True, help_text="microseconds since the start")
    text = models.TextField()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["place", "created_at"]

    def __str__(self) -> str:
        return self.text[:60]


class NotesVersion(Opaque):
    """The notes as the candidate could read them: the first at release, then each correction."""

    notes = models.ForeignKey(HiringNotes, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="see notes/document.py")
    digest = models.CharField(max_length=64)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["notes", "number"], name="one_notes_version_a_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class SelfAssessment(Opaque):
    """The candidate's half: the same rubric, from the other chair."""

    interview = models.OneToOneField(Interview, models.CASCADE, related_name="self_assessment")
    author = models.ForeignKey(Chair, models.CASCADE, related_name="+")
    ratings = models.JSONField(default=dict, help_text="{dimension: level or null}")
    went_well = models.TextField(blank=True)
    would_change = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"self-assessment of {self.interview_id}"


class NextRound(Opaque):
    """Would you want a next round with them, and to learn what? The why is private."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="next_rounds")
    author = models.ForeignKey(Chair, models.CASCADE, related_name="+")
    wants = models.BooleanField(null=True)
    to_learn = models.TextField(blank=True)
    why = models.TextField(blank=True)
    takeaway = models.TextField(blank=True, help_text="what I saw from this chair and will use")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "author"], name="one_next_round_each"),
        ]

    def __str__(self) -> str:
        return f"next round of {self.interview_id}"


class Review(Opaque, Moves):
    """A third member's reading of notes before the candidate gets them."""

    MOVES = REVIEW_MOVES

    notes = models.ForeignKey(HiringNotes, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Person, models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=9, choices=ReviewState, default=ReviewState.ASKED)
    checklist = models.JSONField(default=list)
    words = models.TextField(blank=True)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notes", "reviewer"], name="one_review_each"),
        ]

    def __str__(self) -> str:
        return f"review of {self.notes_id}: {self.state}"


class ReviewComment(Opaque):
    """A reviewer's words on one line of the notes: `because`, `rating:coding`, `strengths`."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="comments")
    line = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"on {self.line}"


class Reply(Opaque):
    """The candidate's answer to the notes: thanks, one question, what they will do."""

    notes = models.OneToOneField(HiringNotes, models.CASCADE, related_name="reply")
    thanks = models.TextField(blank=True)
    question = models.TextField(blank=True)
    will_do = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    change = models.TextField(blank=True, help_text="a month later: what the hour changed")
    change_told_at = models.DateTimeField(null=True)
    change_asked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"reply to {self.notes_id}"
