"""SQLite ignores `nulls_distinct`: there nothing held that the shared bank has each slug once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0003_retellings'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('program', None)), fields=('slug',), name='one_slug_in_the_bank'),
        ),
        migrations.RemoveConstraint(
            model_name='question',
            name='one_slug_a_program',
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('program', 'slug'), name='one_slug_a_program'),
        ),
    ]
