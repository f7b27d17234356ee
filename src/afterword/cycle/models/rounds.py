"""Company interviews, whom one met there, and the papers that were sent."""

from django.db import models

from afterword.cycle.enums import ContactPart, InterviewKind, PaperKind
from afterword.cycle.models.applications import Application, Event
from afterword.cycle.models.cycles import Kept
from afterword.cycle.names import LONGEST
from afterword.kit.models import Opaque
from afterword.people.models import Person


class CompanyInterview(Kept):
    """A real interview, one round of an application: when, with whom, and whom to write to."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="interviews")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="interviews")
    kind = models.CharField(max_length=12, choices=InterviewKind, default=InterviewKind.OTHER)
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    people = models.CharField(max_length=500, blank=True)
    where = models.CharField(max_length=500, blank=True, help_text="a link, an address, a number")
    notes = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True)
    follow_up = models.CharField(max_length=LONGEST, blank=True)
    followed_up = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} of {self.application_id}"


class Contact(Kept):
    """Somebody who has to do with an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="contacts")
    part = models.CharField(max_length=11, choices=ContactPart, default=ContactPart.RECRUITER)
    name = models.CharField(max_length=LONGEST)
    address = models.CharField(max_length=LONGEST, blank=True, help_text="e-mail, phone or a page")
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


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
