"""A search, what was brought into it, and the edits by which it changes."""

from django.db import models

from afterword.kit.models import Opaque
from afterword.people.models import Person


class Cycle(Opaque):
    """One job search, from its beginning to its end. A person has one open at a time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="cycles")
    name = models.CharField(max_length=120)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    asks_hindsight = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0, help_text="counts the writes beneath it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_on=None), name="one_open_cycle"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Import(Opaque):
    """A file that was brought in, so that what came from it can go again, whole."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=255)
    mapping = models.JSONField(default=dict, help_text="how its columns were understood")
    added = models.PositiveIntegerField(default=0, help_text="applications that are new")
    joined = models.PositiveIntegerField(default=0, help_text="rows of applications already there")
    unread = models.JSONField(default=list, help_text="rows that could not be read, and why")
    undone_at = models.DateTimeField(null=True)
    edit = models.ForeignKey(
        "Edit", models.SET_NULL, null=True, related_name="+",
        help_text="all that was added in it; none of a mailbox, whose events are of many",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.file_name


class Edit(Opaque):
    """One thing the person did: `changes` holds, for each row, fields as they were and became.

    `{"application:<id>": {"role": ["before", "after"]}}`
    """

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="edits")
    verb = models.CharField(max_length=40)
    changes = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.verb


class Kept(Opaque):
    """A row that is added in one edit, perhaps taken back in another, and never overwritten."""

    added_in = models.ForeignKey(Edit, models.SET_NULL, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_in = models.ForeignKey(Edit, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
