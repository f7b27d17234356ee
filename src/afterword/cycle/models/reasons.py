"""Why it ended, as far as anybody knows, and how that looks later."""

from typing import ClassVar

from django.db import models

from afterword.cycle.enums import Control, Known, Later, ReasonKind, Sureness
from afterword.cycle.models.applications import Application
from afterword.cycle.models.cycles import Kept
from afterword.kit.models import Opaque


class Reason(Kept):
    """Why it ended, or why nothing came, as far as anybody knows, and how it is known.

    A newer reason stands instead of an older one that is known in the same way. What was told
    and what is guessed stand side by side. Without any, they did not say.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="reasons")
    kind = models.CharField(max_length=13, choices=ReasonKind, default=ReasonKind.NOT_SAID)
    control = models.CharField(max_length=7, choices=Control, default=Control.UNCLEAR)
    known = models.CharField(max_length=7, choices=Known, default=Known.GUESSED)
    sureness = models.CharField(max_length=6, choices=Sureness, default=Sureness.LOW)
    words = models.TextField(blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind}, {self.known}"


class AngryLine(Opaque):
    """A line to be angry in. Read by nobody, counted by nothing, exported only when asked."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="angry_lines")
    text = models.TextField()

    def __str__(self) -> str:
        return "an angry line"


class Hindsight(Opaque):
    """That somebody was asked how it looks half a year or a year later, and is done with it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="hindsights")
    later = models.CharField(max_length=9, choices=Later)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, help_text="answered, or left out")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "later"], name="one_hindsight_each")
        ]

    def __str__(self) -> str:
        return f"{self.later} of {self.application_id}"


class HindsightAnswer(Kept):
    """How it looks, as of a day. A newer answer stands instead of an older one of the same time."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="hindsight_answers")
    later = models.CharField(max_length=9, choices=Later)
    words = models.TextField(blank=True)
    glad = models.BooleanField(null=True, help_text="glad that it went as it did")
    control = models.CharField(
        max_length=7, choices=Control, blank=True, help_text="whose hands it was in, as seen now"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["noted_at"]

    def __str__(self) -> str:
        return f"answer {self.later} of {self.application_id}"
