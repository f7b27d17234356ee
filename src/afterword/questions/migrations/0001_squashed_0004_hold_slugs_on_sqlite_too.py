"""All steps up to 0004 in one, for a database that has none of them yet. What kept rows through a
change is not in it: there are none."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('questions', '0001_initial'), ('questions', '0002_practise_alone'), ('questions', '0003_retellings'), ('questions', '0004_hold_slugs_on_sqlite_too')]

    initial = True

    dependencies = [
        ('people', '0002_whom_a_report_concerns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Rubric',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('coding', 'Coding'), ('behavioural', 'Behavioural'), ('design', 'System design'), ('reverse', 'Questions you ask them')], max_length=11)),
                ('title', models.CharField(max_length=120)),
                ('dimensions', models.JSONField(help_text="[{key, name, question, anchors: {'1': …, '2': …, '3': …, '4': …}}]")),
                ('retired_at', models.DateTimeField(null=True)),
                ('program', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rubrics', to='people.program')),
            ],
            options={
                'abstract': False,
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('slug', models.SlugField(max_length=80)),
                ('kind', models.CharField(choices=[('coding', 'Coding'), ('behavioural', 'Behavioural'), ('design', 'System design'), ('reverse', 'Questions you ask them')], max_length=11)),
                ('title', models.CharField(max_length=120)),
                ('difficulty', models.PositiveSmallIntegerField(choices=[(1, 'gentle'), (2, 'steady'), (3, 'demanding'), (4, 'hard')])),
                ('retired_at', models.DateTimeField(null=True)),
                ('program', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='people.program')),
            ],
            options={
                'ordering': ['kind', 'difficulty', 'title'],
                'indexes': [],
                'constraints': [models.UniqueConstraint(condition=models.Q(('program', None)), fields=('slug',), name='one_slug_in_the_bank'), models.UniqueConstraint(fields=('program', 'slug'), name='one_slug_a_program')],
            },
        ),
        migrations.CreateModel(
            name='QuestionVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveIntegerField()),
                ('source', models.TextField(help_text='the Markdown file, byte for byte')),
                ('digest', models.CharField(max_length=64)),
                ('content', models.JSONField(help_text='the parsed file; see questions/source.py')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='questions.question')),
            ],
            options={
                'ordering': ['-number'],
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('question', 'number'), name='one_version_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to='questions.question')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('person', 'question'), name='one_sighting_each')],
            },
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('begun_at', models.DateTimeField()),
                ('parts_shown', models.PositiveSmallIntegerField(default=1)),
                ('work', models.TextField(blank=True)),
                ('worked_until', models.DateTimeField(null=True)),
                ('ratings', models.JSONField(default=dict, help_text='{dimension: level or null}')),
                ('went_well', models.TextField(blank=True)),
                ('would_change', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='practices', to=settings.AUTH_USER_MODEL)),
                ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questions.rubric')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questions.questionversion')),
            ],
            options={
                'ordering': ['-begun_at', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Retelling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('coding', 'Coding'), ('behavioural', 'Behavioural'), ('design', 'System design'), ('reverse', 'Questions you ask them')], max_length=11)),
                ('title', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('state', models.CharField(choices=[('offered', 'offered'), ('drafted', 'a draft for the bank'), ('declined', 'not for this bank'), ('withdrawn', 'taken back')], default='offered', max_length=9)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retellings', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='retellings', to='people.program')),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questions.question')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.AddField(
            model_name='question',
            name='current',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questions.questionversion'),
        ),
    ]
