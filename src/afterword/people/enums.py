"""The words for people and programs, and which moves are allowed."""

from django.db import models


class Role(models.TextChoices):
    MEMBER = "member"
    ORGANIZER = "organizer"


class MembershipState(models.TextChoices):
    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"
    REMOVED = "removed"


MEMBERSHIP_MOVES: dict[str, frozenset[str]] = {
    MembershipState.INVITED: frozenset(
        {MembershipState.ACTIVE, MembershipState.LEFT, MembershipState.REMOVED}
    ),
    MembershipState.ACTIVE: frozenset(
        {MembershipState.PAUSED, MembershipState.LEFT, MembershipState.REMOVED}
    ),
    MembershipState.PAUSED: frozenset(
        {MembershipState.ACTIVE, MembershipState.LEFT, MembershipState.REMOVED}
    ),
    MembershipState.LEFT: frozenset({MembershipState.ACTIVE, MembershipState.INVITED}),
    MembershipState.REMOVED: frozenset({MembershipState.INVITED}),
}


class ReviewPolicy(models.TextChoices):
    EVERY = "every", "every note is reviewed"
    SHARE = "share", "a share of the notes is reviewed"
    NONE = "none", "nobody reviews; the writer goes through the checklist alone"


class Scope(models.TextChoices):
    """What a personal token may do."""

    READ = "read", "read what you can see"
    INTERVIEWS_WRITE = "interviews:write", "create and change interviews"
    NOTES_WRITE = "notes:write", "write hiring notes"


class ReportState(models.TextChoices):
    OPEN = "open"
    CLOSED = "closed"


class CommitmentState(models.TextChoices):
    OPEN = "open"
    KEPT = "kept"
    LET_GO = "let_go", "let go"


COMMITMENT_MOVES: dict[str, frozenset[str]] = {
    CommitmentState.OPEN: frozenset({CommitmentState.KEPT, CommitmentState.LET_GO}),
    CommitmentState.KEPT: frozenset({CommitmentState.OPEN}),
    CommitmentState.LET_GO: frozenset({CommitmentState.OPEN}),
}
