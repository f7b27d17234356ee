"""What was learnt from a program's ratings, as it was last fitted. Everything here can be made
again from the released notes."""

from django.db import models

from afterword.calibration.enums import Facet, FitState
from afterword.kit.models import Opaque
from afterword.notes.models import HiringNotes
from afterword.people.models import Person, Program
from afterword.questions.enums import Kind
from afterword.questions.models import Question


class Fit(Opaque):
    """The last fit of one kind of interview in one program.

    `digest` is of the model and of every rating that went in: the same digest, the same numbers.
    `found` is what concerns the program as a whole; see calibration/found.py. `began` is where the
    climb began, with the digest of the fit that had ended there; `ended` is where the next may.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="fits")
    kind = models.CharField(max_length=11, choices=Kind)
    state = models.CharField(max_length=12, choices=FitState)
    model = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    hours = models.PositiveIntegerField(default=0)
    apart = models.PositiveIntegerField(
        default=0, help_text="interviews that nothing connects with the others"
    )
    candidates = models.PositiveIntegerField(default=0)
    interviewers = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)
    ratings = models.PositiveIntegerField(default=0)
    why = models.TextField(blank=True, help_text="why nothing is said, where nothing is")
    found = models.JSONField(default=dict)
    began = models.JSONField(null=True, help_text="σ and thresholds; nothing for a guess")
    ended = models.JSONField(null=True, help_text="σ and thresholds; see study/starting.py")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "kind"], name="one_fit_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.program_id}: {self.state}"


class Estimate(Opaque):
    """How able, strict or hard one of them is, against the mean of all in the same fit.

    `value`, `low` and `high` are on the scale of the model, `moved…` the same in levels of a
    rating. Kept only of whoever is in the program now.
    """

    fit = models.ForeignKey(Fit, models.CASCADE, related_name="estimates")
    facet = models.CharField(max_length=11, choices=Facet)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="+")
    value = models.FloatField()
    sd = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    moved = models.FloatField()
    moved_low = models.FloatField()
    moved_high = models.FloatField()
    hours = models.PositiveIntegerField()
    others = models.PositiveIntegerField(help_text="how many different people were across")
    information = models.FloatField(null=True)
    information_low = models.FloatField(null=True)
    information_high = models.FloatField(null=True)
    grown = models.JSONField(
        null=True, help_text="how a candidate moved over their hours; see calibration/found.py"
    )

    habits = models.JSONField(
        null=True, help_text="how an interviewer's ratings hang together; see calibration/found.py"
    )
    profile = models.JSONField(
        null=True, help_text="what a candidate is better and less good at; see calibration/found.py"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fit", "facet", "person"], name="one_estimate_a_person"
            ),
            models.UniqueConstraint(fields=["fit", "question"], name="one_estimate_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.facet} in {self.fit_id}"


class AdjustedNotes(Opaque):
    """What the fit says beside one interview's notes. For its candidate alone.

    `levels`: {dimension: [level, low, high]} as an interviewer and a question of mean strictness
    would have it; `other_side`: the chance that a second opinion crosses the hire line, with its
    bounds.
    """

    fit = models.ForeignKey(Fit, models.CASCADE, related_name="adjusted")
    notes = models.OneToOneField(HiringNotes, models.CASCADE, related_name="adjusted")
    levels = models.JSONField(default=dict)
    other_side = models.FloatField(null=True)
    other_side_low = models.FloatField(null=True)
    other_side_high = models.FloatField(null=True)

    class Meta:
        verbose_name_plural = "adjusted notes"

    def __str__(self) -> str:
        return f"beside {self.notes_id}"


class Wanted(models.Model):
    """A program whose ratings have changed since they were fitted; many changes, one row."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wanted"

    def __str__(self) -> str:
        return f"{self.program_id} since {self.since:%Y-%m-%d %H:%M}"
