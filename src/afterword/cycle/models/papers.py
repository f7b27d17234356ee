"""The papers that were sent."""

from django.db import models

from afterword.cycle.enums import PaperKind
from afterword.cycle.models.applications import Application
from afterword.cycle.models.cycles import Kept
from afterword.cycle.names import LONGEST
from afterword.kit.models import Opaque
from afterword.people.models import Person


class Paper(Opaque):
    """A CV or a letter as it was sent. One file is kept once, however often it went out."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=6, choices=PaperKind, default=PaperKind.CV)
    name = models.CharField(max_length=LONGEST)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "digest"], name="one_row_a_paper")
        ]

    def __str__(self) -> str:
        return self.name


class Enclosure(Kept):
    """A paper that went out with an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="enclosures")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="enclosures")

    def __str__(self) -> str:
        return f"{self.paper_id} with {self.application_id}"
