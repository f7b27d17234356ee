"""What somebody is about to bring in: files, mail, and what the mail proposes."""

from uuid import uuid4

from django.db import models

from afterword.cycle.enums import GOES_ON, MailState, Stage
from afterword.cycle.models.applications import Event
from afterword.cycle.models.cycles import Import
from afterword.cycle.names import LONGEST
from afterword.kit.models import Opaque, RandomUuid
from afterword.people.models import Person


class Upload(Opaque):
    """Files that somebody is about to bring in, and how they are to be read. Gone afterwards."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    files = models.JSONField(help_text="name and length of each file, in their order")
    body = models.BinaryField()
    mapping = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Mailbox(Opaque):
    """Mail that somebody brought, while it is read and afterwards. The mail itself is not kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mailboxes")
    name = models.CharField(max_length=255)
    files = models.JSONField(help_text="name of each file, in their order")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    total = models.PositiveBigIntegerField(default=0, help_text="bytes")
    done = models.PositiveBigIntegerField(default=0, help_text="bytes read so far")
    messages = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0, help_text="proposals that were new")
    known = models.PositiveIntegerField(default=0, help_text="messages that were proposed before")
    repeats = models.PositiveIntegerField(default=0, help_text="messages that say the same again")
    nothing = models.JSONField(default=dict, help_text="messages that tell nothing, by reason")
    unread = models.JSONField(default=list, help_text="where messages are not readable, and why")
    unread_count = models.PositiveIntegerField(default=0)
    remarks = models.JSONField(default=list)
    why = models.CharField(max_length=500, blank=True, help_text="why it could not be read")
    imported = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="mailboxes")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=sorted(GOES_ON)),
                name="one_mailbox_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Proposal(Opaque):
    """An event that a message tells of. It becomes one only when its owner says so.

    Of the message nothing is kept but its head, the sentence that tells it, and a digest of its
    name, by which it is known again.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="proposals")
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="proposals")
    key = models.CharField(max_length=40)
    stage = models.CharField(max_length=9, choices=Stage)
    group = models.UUIDField(
        default=uuid4, db_default=RandomUuid(), help_text="the same for all of one application"
    )
    company = models.CharField(max_length=LONGEST, blank=True)
    company_key = models.CharField(
        max_length=LONGEST, blank=True, default="", db_default="", help_text="as names compare"
    )
    role = models.CharField(max_length=LONGEST, blank=True)
    role_key = models.CharField(
        max_length=LONGEST, blank=True, default="", db_default="", help_text="as names compare"
    )
    on = models.DateField(null=True)
    subject = models.CharField(max_length=LONGEST, blank=True)
    sender = models.CharField(max_length=LONGEST, blank=True)
    says = models.CharField(max_length=300, blank=True)
    sure = models.BooleanField(default=False)
    dismissed_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="proposals")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_proposal_a_message")
        ]

    def __str__(self) -> str:
        return f"{self.stage} at {self.company}"
