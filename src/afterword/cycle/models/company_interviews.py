"""Company interviews."""

from django.db import models

from afterword.cycle.enums import InterviewKind
from afterword.cycle.models.applications import Application, Event
from afterword.cycle.models.cycles import Kept
from afterword.cycle.names import LONGEST


class CompanyInterview(Kept):
    """A real interview about an application: when, with whom, and whom to write to."""

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
