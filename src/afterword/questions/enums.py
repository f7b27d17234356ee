"""The words for questions."""

from django.db import models


class Kind(models.TextChoices):
    CODING = "coding", "Coding"
    BEHAVIOURAL = "behavioural", "Behavioural"
    DESIGN = "design", "System design"
    REVERSE = "reverse", "Questions you ask them"


class Difficulty(models.IntegerChoices):
    GENTLE = 1, "gentle"
    STEADY = 2, "steady"
    DEMANDING = 3, "demanding"
    HARD = 4, "hard"
