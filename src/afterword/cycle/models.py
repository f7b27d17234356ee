"""The rows of a job search. All of them are their person's alone.

An `Edit` is one thing that the person did. Rows that say what happened are added in an edit and
taken back in one, never overwritten; so an edit can be undone exactly, and history stays.
"""

from typing import ClassVar

from django.db import models

from afterword.cycle.enums import (
    GOES_ON,
    ContactPart,
    Control,
    InterviewKind,
    Known,
    Later,
    MailState,
    Outcome,
    PaperKind,
    Pooled,
    ReasonKind,
    Source,
    Stage,
    Sureness,
    WishKind,
)
from afterword.cycle.names import LONGEST, named
from afterword.kit.models import Opaque
from afterword.people.models import Person, Program


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
            ),
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
        help_text="of a search that was brought back whole: everything that was added in it",
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


class Application(Kept):
    """One application: what it is for, and, folded from its events, how it stands."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="applications")
    company = models.CharField(max_length=LONGEST)
    company_key = models.CharField(max_length=LONGEST, help_text="as names compare")
    role = models.CharField(max_length=LONGEST, blank=True)
    links = models.TextField(blank=True, help_text="one a line")
    where = models.CharField(max_length=LONGEST, blank=True)
    pay = models.CharField(max_length=LONGEST, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.OUTBOUND)
    source_words = models.CharField(max_length=LONGEST, blank=True, help_text="a site, a fair")
    referrer = models.CharField(max_length=LONGEST, blank=True)
    notes = models.TextField(blank=True)
    put_away = models.BooleanField(default=False)
    imported = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="applications")

    # Folded from the events by `actions.folding.fold`, and by nothing else.
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.NOTED)
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.OPEN)
    applied_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=9, choices=Stage, blank=True)
    last_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    interested = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["cycle", "outcome", "stage", "-last_on"], name="application_standing"
            ),
            models.Index(fields=["cycle", "company_key"], name="application_company"),
            models.Index(fields=["cycle", "-last_on"], name="application_last"),
            # The table as it opens: its first page without sorting all that go on.
            models.Index(
                fields=["cycle", "outcome", "-last_on", "company_key"], name="application_news"
            ),
        ]

    def __str__(self) -> str:
        return named(self.company, self.role)


class Origin(Opaque):
    """The name that an application had in the file it came from: the file is known again by it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="origins")
    id_in_file = models.CharField(max_length=LONGEST)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id_in_file"], name="origin_id_in_file"),
        ]

    def __str__(self) -> str:
        return self.id_in_file


class Upload(Opaque):
    """Files that somebody is about to bring in, and how they are to be read. Gone afterwards."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    files = models.JSONField(help_text="name and length of each file, in their order")
    body = models.BinaryField()
    mapping = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Event(Kept):
    """Something that happened to an application, and when; `created_at` is when it was noted.

    `words` name a stage of the person's own. An event that corrects another replaces it.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="events")
    stage = models.CharField(max_length=9, choices=Stage)
    words = models.CharField(max_length=LONGEST, blank=True)
    on = models.DateField(null=True)
    noted_at = models.DateTimeField()
    place = models.SmallIntegerField(default=0, help_text="its place among those of one day")
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replaced_by")
    imported = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="events")

    class Meta:
        ordering: ClassVar[list[str]] = ["noted_at"]

    def __str__(self) -> str:
        return f"{self.stage} on {self.on}"

    @property
    def title(self) -> str:
        """The stage in words: the person's own, where they have some."""
        return self.words or str(self.get_stage_display())


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
            ),
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
    company = models.CharField(max_length=LONGEST, blank=True)
    role = models.CharField(max_length=LONGEST, blank=True)
    on = models.DateField(null=True)
    subject = models.CharField(max_length=LONGEST, blank=True)
    sender = models.CharField(max_length=LONGEST, blank=True)
    says = models.CharField(max_length=300, blank=True)
    sure = models.BooleanField(default=False)
    dismissed_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="proposals")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_proposal_a_message"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} at {self.company}"


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
            models.UniqueConstraint(fields=["person", "kind", "digest"], name="one_row_a_paper"),
        ]

    def __str__(self) -> str:
        return self.name


class Enclosure(Kept):
    """A paper that went out with an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="enclosures")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="enclosures")

    def __str__(self) -> str:
        return f"{self.paper_id} with {self.application_id}"


class Reason(Kept):
    """Why it ended, or why nothing came, as far as anybody knows, and how it is known.

    A newer reason stands instead of an older one that is known in the same way. What was told
    and what is guessed stand side by side. Without any, they did not say.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="reasons")
    kind = models.CharField(max_length=13, choices=ReasonKind, default=ReasonKind.NOT_SAID)
    control = models.CharField(max_length=7, choices=Control, default=Control.UNCLEAR)
    known = models.CharField(max_length=7, choices=Known, default=Known.GUESSED)
    sureness = models.CharField(max_length=6, choices=Sureness, default=Sureness.LOW)
    words = models.TextField(blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind}, {self.known}"


class AngryLine(Opaque):
    """A line to be angry in. Read by nobody, counted by nothing, exported only when asked."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="angry_lines")
    text = models.TextField()

    def __str__(self) -> str:
        return "an angry line"


class Wish(Opaque):
    """One part of what would make it right for me."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=9, choices=WishKind)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_wish_each"),
        ]

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
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(taken_back_at=None),
                name="one_offer_each",
            ),
        ]

    def __str__(self) -> str:
        return f"offer of {self.application_id}"


class Hindsight(Opaque):
    """That somebody was asked how it looks half a year or a year later, and is done with it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="hindsights")
    later = models.CharField(max_length=9, choices=Later)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, help_text="answered, or left out")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "later"], name="one_hindsight_each"),
        ]

    def __str__(self) -> str:
        return f"{self.later} of {self.application_id}"


class HindsightAnswer(Kept):
    """How it looks, as of a day. A newer answer stands instead of an older one of the same time."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="hindsight_answers")
    later = models.CharField(max_length=9, choices=Later)
    words = models.TextField(blank=True)
    glad = models.BooleanField(null=True, help_text="glad that it went as it did")
    control = models.CharField(
        max_length=7, choices=Control, blank=True, help_text="whose hands it was in, as seen now"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["noted_at"]

    def __str__(self) -> str:
        return f"answer {self.later} of {self.application_id}"


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
            ),
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
        constraints = [
            models.UniqueConstraint(fields=["sharing", "pool"], name="one_seat_a_pool"),
        ]

    def __str__(self) -> str:
        return f"{self.sharing_id} in circle {self.circle} of {self.pool}"


class Feed(Opaque):
    """A secret address from which a calendar reads a person's search. Kept as a digest."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"feed of {self.person_id}"
