"""A booked mock interview, its two chairs, and the record of its room."""

from django.db import models

from afterword.interviews.enums import INTERVIEW_MOVES, ChairKind, InterviewState, Seniority
from afterword.kit.models import Moves, Opaque
from afterword.people.models import Person, Program
from afterword.questions.enums import Kind
from afterword.questions.models import QuestionVersion, Rubric


class Interview(Opaque, Moves):
    """An hour for two."""

    MOVES = INTERVIEW_MOVES

    program = models.ForeignKey(Program, models.CASCADE, null=True, related_name="interviews")
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.CODING)
    seniority = models.CharField(max_length=8, choices=Seniority, default=Seniority.INTERN)
    state = models.CharField(max_length=9, choices=InterviewState, default=InterviewState.PROPOSED)
    question_version = models.ForeignKey(
        QuestionVersion, models.PROTECT, null=True, related_name="interviews"
    )
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="interviews")
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=40)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    first_half = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="second_half"
    )
    booked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    calendar_sequence = models.PositiveIntegerField(default=0)
    focus = models.CharField(max_length=200, blank=True, help_text="what it should train")
    cancelled_because = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey("Chair", models.SET_NULL, null=True, related_name="+")
    reminders = models.PositiveSmallIntegerField(
        default=0, help_text="0 none yet, 1 the day before, 2 the hour before as well"
    )
    example = models.BooleanField(default=False, help_text="came with Afterword, to learn from")

    class Meta:
        indexes = [models.Index(fields=["program", "state", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} interview, {self.state}"

    @property
    def asked(self) -> str | None:
        """The title of its question, where it has one."""
        version = self.question_version
        return version.question.title if version else None


class Chair(Opaque):
    """One of the two places in an interview: a member's, or a guest's."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="chairs")
    kind = models.CharField(max_length=11, choices=ChairKind)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="chairs")
    guest_name = models.CharField(max_length=120, blank=True)
    guest_email = models.EmailField(blank=True)
    guest_time_zone = models.CharField(max_length=64, blank=True)
    consented_at = models.DateTimeField(null=True)
    leaves_at = models.DateTimeField(null=True, help_text="when what a guest left here goes")
    left_at = models.DateTimeField(null=True, help_text="when it went")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "kind"], name="one_chair_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"

    @property
    def is_guest(self) -> bool:
        return self.person_id is None

    @property
    def name(self) -> str:
        """How the other side knows whoever sits here."""
        if self.person is not None:
            return self.person.name
        return self.guest_name or "A guest"

    @property
    def name_within(self) -> str:
        """The same inside a sentence."""
        return self.name if self.person_id or self.guest_name else "a guest"

    @property
    def email(self) -> str:
        return self.person.email if self.person is not None else self.guest_email

    @property
    def time_zone(self) -> str:
        """The zone of whoever sits here; empty while a guest has not said it."""
        return self.person.time_zone if self.person is not None else self.guest_time_zone

    @property
    def actor(self) -> str:
        """The name that the journal knows whoever sits here by."""
        return self.person.actor if self.person is not None else f"chair:{self.pk}"


class ProposedTime(Opaque):
    """A time that one chair proposes and the other may take."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="proposed_times")
    proposed_by = models.ForeignKey(Chair, models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "starts_at"], name="propose_a_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class BusyCell(models.Model):
    """A quarter of an hour that is taken: what keeps a person from being booked twice.

    SQLite has no exclusion constraints, so the cells of one booking are rows with one constraint.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    interview = models.ForeignKey(Interview, models.CASCADE, related_name="busy_cells")
    cell = models.PositiveIntegerField(help_text="quarter hours since 1970")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "cell"], name="never_booked_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.cell}"


class GuestLink(Opaque):
    """A signed link for one chair of one interview: no account, limited in time, revocable.

    An *ask* is handed out by whoever asks, and lets somebody take the chair, once. Who took it
    gets a link of her *own*, which nobody else is ever shown: only that one opens the chair.
    """

    chair = models.ForeignKey(Chair, models.CASCADE, related_name="guest_links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    first_used_at = models.DateTimeField(null=True)
    own = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chair"], condition=models.Q(own=True), name="a_chair_is_taken_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{'of' if self.own else 'to'} {self.chair_id}"


class PrivateNote(Opaque):
    """A line that the interviewer wrote to herself during the hour. Hers alone.

    `moment` is microseconds since the interview started; `line` is the browser's own name for it,
    so that a line sent twice is kept once.
    """

    chair = models.ForeignKey(Chair, models.CASCADE, related_name="private_notes")
    line = models.UUIDField()
    moment = models.BigIntegerField()
    text = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["moment", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["chair", "line"], name="a_line_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"at {self.moment / 1e6:.0f} s"


class Entry(models.Model):
    """One entry of a room's record: opaque bytes that the web process never decodes.

    Lives in the record's own database; `room` is the interview's id, not a foreign key.
    """

    room = models.UUIDField()
    seq = models.BigIntegerField()
    at_us = models.BigIntegerField(help_text="server time, microseconds since 1970")
    author = models.CharField(max_length=64, help_text="the authenticated connection's chair")
    connection = models.CharField(max_length=32)
    kind = models.CharField(max_length=24)
    body = models.BinaryField()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["room", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_entry_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.seq} {self.kind}"


class Batch(models.Model):
    """Entries that became durable together, chained by their digest."""

    room = models.UUIDField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["room", "last_seq"]
        constraints = [
            models.UniqueConstraint(fields=["room", "last_seq"], name="one_batch_an_end"),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.first_seq}-{self.last_seq}"


class Snapshot(models.Model):
    """What a room's edits up to `seq` add up to, as a child read them; made anew at any time.

    Also in the record's database. `left_out` are the numbers of edits that nobody could read,
    `waiting` those of edits that hang on others which are not here yet.
    """

    room = models.UUIDField(unique=True)
    seq = models.BigIntegerField()
    state = models.BinaryField()
    left_out = models.JSONField(default=list)
    waiting = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.room} up to {self.seq}"


class StoodText(models.Model):
    """The editor's text as it stood at a moment that somebody's notes cite.

    Also in the record's database, and made anew at any time. `us` counts from the start.
    """

    room = models.UUIDField()
    us = models.BigIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "us"], name="one_text_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.room} at {self.us / 1e6:.0f} s"


class TextReading(models.Model):
    """A reading of a room's texts that is under way, or that came to nothing.

    Also in the record's database. While it is fresh, nobody has the room read again.
    """

    room = models.UUIDField(unique=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.room}, begun {self.begun_at:%d %b %H:%M}"
