import uuid

import django.db.models.deletion
from django.db import migrations, models

CONTROL = [("outside", "outside my control"), ("within", "within my control"), ("unclear", "hard to say")]
LATER = [("half_year", "half a year later"), ("year", "a year later")]


def keep_answers(apps, schema_editor):
    """What came back with a search.json had its answer beside the question."""
    answers = apps.get_model("cycle", "HindsightAnswer").objects
    for one in apps.get_model("cycle", "Hindsight").objects.exclude(settled_at=None).iterator():
        answers.create(
            application_id=one.application_id,
            later=one.later,
            words=one.words,
            glad=one.glad,
            noted_at=one.settled_at,
        )


def put_back(apps, schema_editor):
    """Beside the question again, the last answer that was not taken back."""
    asked = apps.get_model("cycle", "Hindsight").objects
    answers = apps.get_model("cycle", "HindsightAnswer").objects.filter(taken_back_at=None)
    for one in answers.order_by("noted_at").iterator():
        asked.filter(application_id=one.application_id, later=one.later).update(
            words=one.words, glad=one.glad
        )


def kept():
    edit = lambda: models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to="cycle.edit",
    )
    return [
        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
        ("created_at", models.DateTimeField(auto_now_add=True)),
        ("taken_back_at", models.DateTimeField(null=True)),
        ("added_in", edit()),
        ("taken_back_in", edit()),
    ]


class Migration(migrations.Migration):
    dependencies = [("cycle", "0003_know_a_file_again")]

    operations = [
        migrations.AddField(
            model_name="sharing",
            name="guesses",
            field=models.BooleanField(
                default=False,
                help_text="also: how often a guess at oneself turned out otherwise",
            ),
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                *kept(),
                ("application", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="cycle.application")),
                ("answer_by", models.DateField(null=True)),
                ("work", models.TextField(blank=True)),
                ("people", models.TextField(blank=True)),
                ("mentoring", models.TextField(blank=True)),
                ("place", models.TextField(blank=True)),
                ("pay", models.TextField(blank=True)),
                ("to_ask", models.TextField(blank=True, help_text="what is still to be found out")),
                ("because", models.TextField(blank=True, help_text="why it was decided so")),
                ("gave_up", models.TextField(blank=True, help_text="what was given up by it")),
                ("next_time", models.TextField(blank=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("application",),
                name="one_offer_each",
            ),
        ),
        migrations.CreateModel(
            name="HindsightAnswer",
            fields=[
                *kept(),
                ("application", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="hindsight_answers", to="cycle.application")),
                ("later", models.CharField(choices=LATER, max_length=9)),
                ("words", models.TextField(blank=True)),
                ("glad", models.BooleanField(help_text="glad that it went as it did", null=True)),
                ("control", models.CharField(blank=True, choices=CONTROL, help_text="whose hands it was in, as seen now", max_length=7)),
                ("noted_at", models.DateTimeField()),
            ],
            options={"ordering": ["noted_at"]},
        ),
        migrations.RenameField("hindsight", "answered_at", "settled_at"),
        migrations.AlterField(
            model_name="hindsight",
            name="settled_at",
            field=models.DateTimeField(help_text="answered, or left out", null=True),
        ),
        migrations.RunPython(keep_answers, put_back),
        migrations.RemoveField("hindsight", "words"),
        migrations.RemoveField("hindsight", "glad"),
    ]
