"""Hiring notes, the candidate's own half, the review between, and what came of it."""

from django.db import models

from afterword.interviews.models import Chair, Interview
from afterword.kit.models import Moves, Opaque
from afterword.notes.enums import (
    NOTES_MOVES,
    READING_MOVES,
    REVIEW_MOVES,
    SCORECARD_MOVES,
    Confidence,
    NotesState,
    ReadingState,
    Recommendation,
    ReviewState,
    ScorecardState,
)
from afterword.people.models import Person
from afterword.questions.enums import Level


class HiringNotes(Opaque, Moves):
    """What the interviewer tells the committee, and the candidate reads.

    The row and its ratings are the writer's working copy. What was sent stands in `sent_content`,
    what the candidate reads in the versions; both stay as they are while the writer types on.
    `revision` grows with every save: a second tab that saves an older one is told.
    An interview has one row by its interviewer, and one more where a reviewer was asked to write
    from the record; whichever is sent first is the interview's.
    """

    MOVES = NOTES_MOVES

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="hiring_notes")
    author = models.ForeignKey(Chair, models.CASCADE, related_name="+")
    from_record = models.BooleanField(default=False)
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
    sent_content = models.JSONField(null=True, help_text="see notes/content.py")
    review_due_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    late_told_at = models.DateTimeField(null=True, help_text="the writer heard that it is late")
    candidate_told_at = models.DateTimeField(
        null=True, help_text="the candidate heard that none have come"
    )
    asked_again_at = models.DateTimeField(null=True, help_text="the candidate asked once more")
    released_at = models.DateTimeField(null=True)
    unreviewed = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, help_text="the candidate opened the recommendation")

    class Meta:
        verbose_name_plural = "hiring notes"
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "from_record"], name="one_draft_from_each_place"
            ),
            models.UniqueConstraint(
                fields=["interview"],
                condition=~models.Q(state=NotesState.DRAFT),
                name="an_interviews_notes_are_sent_once",
            ),
        ]

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
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
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
    picked_up = models.BooleanField(default=False, help_text="came of their own accord")
    checklist = models.JSONField(default=list)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notes", "reviewer"], name="one_review_each"),
        ]
        # Few wait, many are read.
        indexes = [models.Index(fields=["state"], name="reviews_by_state")]

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


class SecondReading(Opaque, Moves):
    """What a third member makes of the same record, written before she sees the ratings.

    It is of the version that stood when she was asked: a correction comes after, and the two no
    longer are two readings of one thing.
    """

    MOVES = READING_MOVES

    notes = models.ForeignKey(HiringNotes, models.CASCADE, related_name="second_readings")
    version = models.ForeignKey(NotesVersion, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="second_readings")
    state = models.CharField(max_length=6, choices=ReadingState, default=ReadingState.ASKED)
    taken_up = models.BooleanField(default=False, help_text="came of their own accord")
    ratings = models.JSONField(default=dict, help_text="{dimension: level or null}")
    recommendation = models.CharField(max_length=14, choices=Recommendation, blank=True)
    because = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notes", "reader"], name="one_second_reading_each"),
            models.UniqueConstraint(
                fields=["notes"],
                condition=~models.Q(state=ReadingState.LAPSED),
                name="notes_are_read_again_once",
            ),
        ]
        # Few wait, many are read.
        indexes = [models.Index(fields=["state"], name="second_readings_by_state")]

    def __str__(self) -> str:
        return f"second reading of {self.notes_id}: {self.state}"


class Reply(Opaque):
    """The candidate's answer to the notes: thanks, one question, what they will do."""

    notes = models.OneToOneField(HiringNotes, models.CASCADE, related_name="reply")
    thanks = models.TextField(blank=True)
    question = models.TextField(blank=True)
    will_do = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
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


class SealedScorecard(Opaque, Moves):
    """A scorecard file as it came: nobody here can read it before its word is said.

    Once it is open its words are hiring notes, and the file itself is no longer kept; the digest
    stays, so that the same file brought in again is known.
    """

    MOVES = SCORECARD_MOVES

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="sealed_scorecards")
    brought_by = models.ForeignKey(Chair, models.CASCADE, related_name="+")
    state = models.CharField(max_length=6, choices=ScorecardState, default=ScorecardState.SEALED)
    digest = models.CharField(max_length=64)
    body = models.BinaryField()
    words_tried = models.PositiveSmallIntegerField(default=0)
    words_since = models.DateTimeField(help_text="when the tries began to be counted")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Chair, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "digest"], name="one_row_a_file"),
        ]

    def __str__(self) -> str:
        return f"scorecard of {self.interview_id}: {self.state}"
