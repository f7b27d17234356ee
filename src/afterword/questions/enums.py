"""The words for questions."""

from django.db import models


class Kind(models.TextChoices):
    CODING = "coding", "Coding"
    BEHAVIOURAL = "behavioural", "Behavioural"
    DESIGN = "design", "System design"
    REVERSE = "reverse", "Questions you ask them"


# What an hour can be about and has a rubric for; questions you ask them belong into every hour.
ASKED = (Kind.CODING, Kind.BEHAVIOURAL, Kind.DESIGN)


class Difficulty(models.IntegerChoices):
    GENTLE = 1, "gentle"
    STEADY = 2, "steady"
    DEMANDING = 3, "demanding"
    HARD = 4, "hard"


class Level(models.IntegerChoices):
    """Of a rating: 1 to 4, and only that."""

    NOT_YET = 1, "not yet"
    MIXED = 2, "mixed"
    GOOD = 3, "good"
    EXCELLENT = 4, "excellent"


class RetellingState(models.TextChoices):
    """Of a question that somebody was asked elsewhere and retells in their own words."""

    OFFERED = "offered", "offered"
    DRAFTED = "drafted", "a draft for the bank"
    DECLINED = "declined", "not for this bank"
    WITHDRAWN = "withdrawn", "taken back"


RETELLING_MOVES: dict[str, frozenset[str]] = {
    RetellingState.OFFERED: frozenset(
        {RetellingState.DRAFTED, RetellingState.DECLINED, RetellingState.WITHDRAWN}
    ),
}
