"""What a person lets others count, and what a calendar may read."""

from django.db import models

from afterword.cycle.enums import Pooled
from afterword.kit.models import Opaque
from afterword.people.models import Person, Program


class Sharing(Opaque):
    """A person lets a program pool how long answers took: days and outcomes, nothing else.

    Apart from that, and only where it is asked for: two counts of guesses.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="sharings")
    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    guesses = models.BooleanField(
        default=False, help_text="also: how often a guess at oneself turned out otherwise"
    )
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "program"],
                condition=models.Q(stopped_at=None),
                name="one_open_sharing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} with {self.program_id}"


class Seat(Opaque):
    """The place of one who shares in a circle of a pool, which counts while nobody is missing."""

    sharing = models.ForeignKey(Sharing, models.CASCADE, related_name="seats")
    pool = models.CharField(max_length=7, choices=Pooled)
    circle = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField(help_text="seats of its circle")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sharing", "pool"], name="one_seat_a_pool")]

    def __str__(self) -> str:
        return f"{self.sharing_id} in circle {self.circle} of {self.pool}"


class Feed(Opaque):
    """A secret address from which a calendar reads a person's search. Kept as a digest."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"feed of {self.person_id}"
