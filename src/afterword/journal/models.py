"""Who did what, when. Entries are added, never changed."""

from django.db import models


class Entry(models.Model):
    """One write. The chain runs over digests, so erasing a payload leaves it verifiable."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=96, db_index=True)
    payload = models.JSONField(null=True)
    payload_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"


class Head(models.Model):
    """The newest entry's number and digest: one row, locked while an entry is added."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.number}"


class Cursor(models.Model):
    """How far a follower has read."""

    follower = models.CharField(max_length=64, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.follower} at {self.number}"


def subject_of(row: models.Model) -> str:
    """How the journal names a row: `interview:<id>`."""
    return f"{row._meta.model_name}:{row.pk}"
