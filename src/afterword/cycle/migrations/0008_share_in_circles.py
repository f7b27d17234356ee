import uuid

import django.db.models.deletion
from django.db import migrations, models

SIX = 6


def seat_those_who_share(apps, schema_editor):
    """Six at a time, in the order in which they began; the last of them wait for others."""
    sharings, seats = apps.get_model("cycle", "Sharing"), apps.get_model("cycle", "Seat")
    memberships = apps.get_model("people", "Membership").objects.filter(state="active")
    members = set(memberships.values_list("program", "person"))
    waiting = {}
    for one in sharings.objects.filter(stopped_at=None).order_by("created_at", "pk"):
        for pool in ("days", "guesses") if one.guesses else ("days",):
            if (one.program_id, one.person_id) in members:
                waiting.setdefault((one.program_id, pool), []).append(one)
    for (_, pool), some in waiting.items():
        for place, one in enumerate(some[: len(some) // SIX * SIX]):
            seats.objects.create(sharing=one, pool=pool, circle=place // SIX + 1, size=SIX)


class Migration(migrations.Migration):

    dependencies = [
        ('cycle', '0007_keep_the_files_of_a_search'),
        ('people', '0004_a_letter_may_be_unlisted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('pool', models.CharField(choices=[('days', 'days and outcomes'), ('guesses', 'two counts of guesses')], max_length=7)),
                ('circle', models.PositiveIntegerField()),
                ('size', models.PositiveSmallIntegerField(help_text='seats of its circle')),
                ('sharing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='cycle.sharing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sharing', 'pool'), name='one_seat_a_pool')],
            },
        ),
        migrations.RunPython(seat_those_who_share, migrations.RunPython.noop, elidable=True),
    ]
