"""People and the programs they belong to."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from afterword.kit import address
from afterword.kit.models import Moves, Opaque
from afterword.people.enums import (
    COMMITMENT_MOVES,
    MEMBERSHIP_MOVES,
    CommitmentState,
    MembershipState,
    ReportState,
    ReviewPolicy,
    Role,
)

NAMELESS = "Someone who left"
"""How others read the name of whoever left for good."""


class People(BaseUserManager["Person"]):
    """Where accounts come from."""

    # Any: further fields of Person, by name.
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who can sign in; without a password, only by a code, a passkey or a link."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC")
    is_host = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    leaves_at = models.DateTimeField(null=True, help_text="when the account is erased")
    former_names = models.JSONField(
        null=True, help_text="what letters that others have here may call this person still"
    )

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_an_email"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def actor(self) -> str:
        """The name that the journal knows this person by."""
        return f"person:{self.pk}"


class Program(Opaque):
    """A club, a pair of friends, a course: people who interview each other under one policy."""

    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    review_policy = models.CharField(max_length=8, choices=ReviewPolicy, default=ReviewPolicy.EVERY)
    review_share = models.PositiveSmallIntegerField(default=50, help_text="percent")
    blind_review = models.BooleanField(default=True)
    review_hours = models.PositiveSmallIntegerField(default=24)
    notes_hours = models.PositiveSmallIntegerField(default=24)
    seal_hours = models.PositiveSmallIntegerField(default=48)
    interview_minutes = models.PositiveSmallIntegerField(default=40)
    second_reading_share = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="percent of notes that are read twice; 0 for none"
    )
    second_readings_since = models.DateTimeField(
        null=True, help_text="what was recorded earlier is not read again: nobody was told so"
    )
    invitation_open = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Membership(Opaque, Moves):
    """A person's place in a program."""

    MOVES = MEMBERSHIP_MOVES

    program = models.ForeignKey(Program, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=9, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=7, choices=MembershipState, default=MembershipState.ACTIVE)
    joined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], name="one_membership_each"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.program}: {self.role}, {self.state}"


class Invitation(Opaque):
    """A link into a program: for one address, or for whoever an organizer hands it to."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=9, choices=Role, default=Role.MEMBER)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    uses_left = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"into {self.program}"


class Block(Opaque):
    """One person wants no interview with another. The other is never told."""

    blocker = models.ForeignKey(Person, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_each"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"


class Report(Opaque):
    """Something that an organizer should look at. `about` names a row: `hiringnotes:<id>`.

    `concerning` is whose doing it is: never shown the report, even as an organizer.
    """

    program = models.ForeignKey(Program, models.CASCADE, null=True, related_name="reports")
    reporter = models.ForeignKey(Person, models.CASCADE, related_name="reports")
    about = models.CharField(max_length=96)
    concerning = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    state = models.CharField(max_length=6, choices=ReportState, default=ReportState.OPEN)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"about {self.about}"


class Letter(Opaque):
    """A letter that Afterword wrote. Without a mail server it waits to be copied.

    `secret` letters (sign-in codes, password links) are never shown to the host. `unlisted` ones
    lie on their reader's desk and not in the host's outbox: that somebody got one says too much.
    """

    to_email = models.EmailField(blank=True)
    to_name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="letters")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=500, blank=True)
    calendar = models.TextField(blank=True, help_text="the iCalendar file that is posted with it")
    secret = models.BooleanField(default=False)
    unlisted = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject

    @property
    def link_now(self) -> str:
        """The link by the address that this server has now."""
        return address.as_reached_now(self.link)

    @property
    def body_now(self) -> str:
        """The words, with the link as it works now."""
        return self.body.replace(self.link, self.link_now) if self.link else self.body


class Commitment(Opaque, Moves):
    """Something a person means to do differently. Theirs alone."""

    MOVES = COMMITMENT_MOVES

    person = models.ForeignKey(Person, models.CASCADE, related_name="commitments")
    text = models.TextField()
    origin = models.CharField(max_length=96, help_text="the row it grew from: `interview:<id>`")
    state = models.CharField(max_length=6, choices=CommitmentState, default=CommitmentState.OPEN)

    def __str__(self) -> str:
        return self.text[:60]


class AccessToken(Opaque):
    """A person's key for the API: shown once, kept as a digest, limited to its scopes."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="access_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
