"""The question bank, the rubrics, and who has seen which question."""

from django.db import models

from afterword.kit.models import Moves, Opaque
from afterword.people.models import Person, Program
from afterword.questions.enums import RETELLING_MOVES, Difficulty, Kind, RetellingState


class Question(Opaque):
    """A question of the shared bank, or of one program's own."""

    slug = models.SlugField(max_length=80)
    program = models.ForeignKey(Program, models.CASCADE, null=True, related_name="questions")
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=120)
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty)
    current = models.ForeignKey("QuestionVersion", models.SET_NULL, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "slug"], name="one_slug_a_program"),
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(program=None), name="one_slug_in_the_bank"
            ),
        ]
        ordering = ["kind", "difficulty", "title"]

    def __str__(self) -> str:
        return self.title


class QuestionVersion(Opaque):
    """A question as it stood. Interviews keep the version that they used."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    source = models.TextField(help_text="the Markdown file, byte for byte")
    digest = models.CharField(max_length=64)
    content = models.JSONField(help_text="the parsed file; see questions/source.py")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="one_version_a_number"),
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.question} v{self.number}"


class Rubric(Opaque):
    """Dimensions with their anchors. A row is never changed: an edit is a new row."""

    kind = models.CharField(max_length=11, choices=Kind)
    program = models.ForeignKey(Program, models.CASCADE, null=True, related_name="rubrics")
    title = models.CharField(max_length=120)
    dimensions = models.JSONField(
        help_text="[{key, name, question, anchors: {'1': …, '2': …, '3': …, '4': …}}]"
    )
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Sighting(Opaque):
    """A person has seen a question: as candidate, as interviewer, or by saying so."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sightings")
    question = models.ForeignKey(Question, models.CASCADE, related_name="sightings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "question"], name="one_sighting_each"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} has seen {self.question_id}"


class Practice(Opaque):
    """One question worked through alone, then looked back on against the anchors.

    It is its person's own. The reference is laid open once they have said how it went.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="practices")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    parts_shown = models.PositiveSmallIntegerField(default=1)
    work = models.TextField(blank=True)
    worked_until = models.DateTimeField(null=True)
    ratings = models.JSONField(default=dict, help_text="{dimension: level or null}")
    went_well = models.TextField(blank=True)
    would_change = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at", "pk"]

    def __str__(self) -> str:
        return f"practice of {self.version_id}"


class Retelling(Opaque, Moves):
    """A question that somebody was asked elsewhere, in their own words, offered to a bank.

    Whoever looks after the bank reads these words, and not whose they are. `program` None is this
    server's own bank, which the host looks after.
    """

    MOVES = RETELLING_MOVES

    person = models.ForeignKey(Person, models.CASCADE, related_name="retellings")
    program = models.ForeignKey(Program, models.CASCADE, null=True, related_name="retellings")
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=120)
    text = models.TextField()
    state = models.CharField(max_length=9, choices=RetellingState, default=RetellingState.OFFERED)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"retelling {self.pk}, {self.state}"
