"""What would make it right, and what was offered."""

from django.db import models

from afterword.cycle.enums import WishKind
from afterword.cycle.models.applications import Application
from afterword.cycle.models.cycles import Kept
from afterword.kit.models import Opaque
from afterword.people.models import Person


class Wish(Opaque):
    """One part of what would make it right for me."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=9, choices=WishKind)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_wish_each")]

    def __str__(self) -> str:
        return self.kind


class Offer(Kept):
    """What an offer says, in the same parts as what would make it right; and what came of it.

    Whether it was accepted is an event. The last three fields look back on that decision.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="offers")
    answer_by = models.DateField(null=True)
    work = models.TextField(blank=True)
    people = models.TextField(blank=True)
    mentoring = models.TextField(blank=True)
    place = models.TextField(blank=True)
    pay = models.TextField(blank=True)
    to_ask = models.TextField(blank=True, help_text="what is still to be found out")
    because = models.TextField(blank=True, help_text="why it was decided so")
    gave_up = models.TextField(blank=True, help_text="what was given up by it")
    next_time = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0, db_default=0)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(taken_back_at=None),
                name="one_offer_each",
            )
        ]

    def __str__(self) -> str:
        return f"offer of {self.application_id}"
