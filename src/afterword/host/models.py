"""What the server knows about itself."""

from django.db import models

from afterword.host.enums import Purpose, Reach
from afterword.kit.models import Opaque
from afterword.people.models import Person, Program


class House(models.Model):
    """What the host answered at set-up. One row."""

    purpose = models.CharField(max_length=7, choices=Purpose, blank=True)
    program_name = models.CharField(max_length=120, blank=True)
    reach = models.CharField(max_length=7, choices=Reach, blank=True)
    program = models.ForeignKey(Program, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose or 'not answered'}, {self.reach or 'not answered'}"


class Hello(Opaque):
    """A link to open on a second device, to see whether this server can be reached from there."""

    nonce = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    reached_by = models.CharField(max_length=300, blank=True)
    from_elsewhere = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.reached_by or "not reached yet"


class ReturnLink(Opaque):
    """A link for somebody locked out: it sets a new password, once, for a quarter of an hour."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"for {self.person_id}"


class Turn(models.Model):
    """When periodic work is due next. Whoever moves `due_at` does it, so nobody does it twice."""

    name = models.CharField(max_length=96, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at:%H:%M}"


class Heartbeat(models.Model):
    """A worker's sign of life. What it was doing when it fell silent is done again by another."""

    worker = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.worker} at {self.seen_at:%H:%M:%S}"
