"""The lines of a search, and what happened to each."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from afterword.cycle.enums import Outcome, Source, Stage
from afterword.cycle.models.cycles import Cycle, Import, Kept
from afterword.cycle.names import LONGEST, named
from afterword.kit.models import Opaque


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
            models.Index(fields=["id_in_file"], name="origin_id_in_file")
        ]

    def __str__(self) -> str:
        return self.id_in_file


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

    @property
    def noted_later(self) -> bool:
        """Whether it was noted on another day than it happened."""
        return self.on != timezone.localdate(self.noted_at)
