"""Whom one met, or may write to."""

from django.db import models

from afterword.cycle.enums import ContactPart
from afterword.cycle.models.applications import Application
from afterword.cycle.models.cycles import Kept
from afterword.cycle.names import LONGEST


class Contact(Kept):
    """Somebody who has to do with an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="contacts")
    part = models.CharField(max_length=11, choices=ContactPart, default=ContactPart.RECRUITER)
    name = models.CharField(max_length=LONGEST)
    address = models.CharField(max_length=LONGEST, blank=True, help_text="e-mail, phone or a page")
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
