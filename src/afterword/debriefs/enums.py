"""The words for debriefs: how long one takes, and what it asks, in which order."""

from django.db import models

from afterword.cycle.enums import InterviewKind
from afterword.questions.enums import Kind


class Length(models.TextChoices):
    QUARTER = "quarter", "a quarter of an hour"
    HOUR = "hour", "an hour"


class Step(models.TextChoices):
    """One question a screen, in this order. Its label is the question."""

    WELL = "well", "What went well?"
    BETTER = "better", "What could go better next time?"
    FUNNEL = "funnel", "Where did your applications go?"
    TIME = "time", "How did the time go?"
    LUCK = "luck", "How much of it was luck?"
    STANDS_OUT = "stands-out", "What stands out?"
    PRACTICE = "practice", "How does practice compare with the real thing?"
    REASONS = "reasons", "Why did it end where it ended?"
    WISHES = "wishes", "What would make it right for you?"
    HELD = "held", "Did they hold?"
    REPEAT = "repeat", "What will you repeat?"
    AVOID = "avoid", "What will you do differently?"
    COMMITMENTS = "commitments", "What do you commit to?"


_LONG = frozenset({Step.TIME, Step.LUCK, Step.STANDS_OUT, Step.PRACTICE, Step.REASONS})
STEPS: dict[str, tuple[Step, ...]] = {
    Length.HOUR: tuple(Step),
    Length.QUARTER: tuple(step for step in Step if step not in _LONG),
}

# What is shared of the wishes only where it is chosen beside them.
OFFERS = "offers"


class PointKind(models.TextChoices):
    REPEAT = "repeat", "to repeat"
    AVOID = "avoid", "to do differently"


# The questions that gather points, and of which kind.
POINTS: dict[Step, PointKind] = {Step.REPEAT: PointKind.REPEAT, Step.AVOID: PointKind.AVOID}


# Which rubric a company interview is looked back on with; the others have none.
RUBRICS: dict[str, Kind] = {
    InterviewKind.CODING: Kind.CODING,
    InterviewKind.PROJECT: Kind.CODING,
    InterviewKind.DESIGN: Kind.DESIGN,
    InterviewKind.BEHAVIOURAL: Kind.BEHAVIOURAL,
    InterviewKind.CONVERSATION: Kind.BEHAVIOURAL,
}
