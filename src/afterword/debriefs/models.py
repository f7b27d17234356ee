"""What a candidate makes of a company interview and of a whole cycle. Theirs alone."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models

from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.debriefs.enums import Length, PointKind, Step
from afterword.kit.models import Opaque
from afterword.kit.words import day_in_words
from afterword.notes.models import HiringNotes
from afterword.people.models import Person
from afterword.questions.models import Retelling, Rubric


class InterviewDebrief(Opaque):
    """A company interview as the candidate saw it, on the same rubric as hiring notes."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="interview_debriefs")
    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    interview = models.OneToOneField(CompanyInterview, models.CASCADE, related_name="debrief")
    rubric = models.ForeignKey(Rubric, models.PROTECT, null=True, related_name="+")
    asked = models.TextField(blank=True)
    ratings = models.JSONField(default=dict, help_text="{dimension: level or null}")
    went_well = models.TextField(blank=True)
    could_better = models.TextField(blank=True)
    next_time = models.TextField(blank=True)
    interviewer_was = models.TextField(blank=True)
    wants = models.BooleanField(null=True, help_text="would want a next round with them")
    to_learn = models.TextField(blank=True)
    retelling = models.ForeignKey(Retelling, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-begun_at", "pk"]

    def __str__(self) -> str:
        return f"debrief of {self.interview_id}"

    @property
    def origin(self) -> str:
        """What the commitments that grow from it are marked with."""
        return f"interviewdebrief:{self.pk}"


class CycleDebrief(Opaque):
    """A guided look back on a cycle, at any time, pausable. `at` is where it was left.

    `answers` holds the words of each step: `{step: words}`. `unrevoked` are, where a debrief was
    read for a page of its own, the links to it that were not revoked, expired ones among them.
    """

    unrevoked: Sequence["ShareLink"] = ()

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="debriefs")
    length = models.CharField(max_length=7, choices=Length, default=Length.QUARTER)
    at = models.CharField(max_length=11, choices=Step, default=Step.WELL)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-begun_at", "pk"]

    def __str__(self) -> str:
        return f"debrief of {self.cycle_id}"

    @property
    def origin(self) -> str:
        """What the commitments that grow from it are marked with."""
        return f"cycledebrief:{self.pk}"


class Point(Opaque):
    """Something to repeat, or to do differently. Tied to nothing yet, it is a thought."""

    debrief = models.ForeignKey(CycleDebrief, models.CASCADE, related_name="points")
    kind = models.CharField(max_length=6, choices=PointKind)
    text = models.TextField()
    taken_back_at = models.DateTimeField(null=True)
    # Where code from before ties looks, which may be at work while the tables are newer.
    application = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="+")
    notes = models.ForeignKey(HiringNotes, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Tie(Opaque):
    """What a point rests on: an application, a company interview, a mock's notes, or a day."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="ties")
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="+")
    interview = models.ForeignKey(CompanyInterview, models.CASCADE, null=True, related_name="+")
    notes = models.ForeignKey(HiringNotes, models.CASCADE, null=True, related_name="+")
    on = models.DateField(null=True)
    words = models.CharField(max_length=200, blank=True, help_text="what happened on that day")

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"tie of {self.point_id}"


class ShareLink(Opaque):
    """A link by which a mentor reads chosen sections of a debrief, until it is revoked."""

    debrief = models.ForeignKey(CycleDebrief, models.CASCADE, related_name="share_links")
    digest = models.CharField(max_length=64, unique=True)
    sections = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link to {self.debrief_id}"

    @property
    def steps(self) -> list[str]:
        """The chosen steps, without what was chosen beside one."""
        return [one for one in self.sections if one in Step]


class DebriefImport(Opaque):
    """A debriefs.json that was brought back, so that what came from it can go again.

    `brought` are the names of the rows that came: `{"interviews": [...], "cycles": [...], ...}`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="debrief_imports")
    brought = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "pk"]

    def __str__(self) -> str:
        return f"debriefs.json of {day_in_words(self.created_at)}"

    @property
    def count(self) -> int:
        """How many debriefs came."""
        return len(self.brought.get("interviews", ())) + len(self.brought.get("cycles", ()))
