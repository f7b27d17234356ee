"""All steps up to 0003 in one, for a database that has none of them yet. What kept rows through a
change is not in it: there are none."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('debriefs', '0001_look_back'), ('debriefs', '0002_tie_points_to_mocks'), ('debriefs', '0003_offer_what_was_asked')]

    initial = True

    dependencies = [
        ('cycle', '0002_find_applications_quickly'),
        ('notes', '0004_tell_candidates_that_none_came'),
        ('questions', '0003_retellings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InterviewDebrief',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('asked', models.TextField(blank=True)),
                ('ratings', models.JSONField(default=dict, help_text='{dimension: level or null}')),
                ('went_well', models.TextField(blank=True)),
                ('could_better', models.TextField(blank=True)),
                ('next_time', models.TextField(blank=True)),
                ('interviewer_was', models.TextField(blank=True)),
                ('wants', models.BooleanField(help_text='would want a next round with them', null=True)),
                ('to_learn', models.TextField(blank=True)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cycle.application')),
                ('interview', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='debrief', to='cycle.companyinterview')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interview_debriefs', to=settings.AUTH_USER_MODEL)),
                ('rubric', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questions.rubric')),
                ('retelling', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questions.retelling')),
            ],
            options={
                'ordering': ['-begun_at', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='CycleDebrief',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('length', models.CharField(choices=[('quarter', 'a quarter of an hour'), ('hour', 'an hour')], default='quarter', max_length=7)),
                ('at', models.CharField(choices=[('well', 'What went well?'), ('better', 'What could go better next time?'), ('funnel', 'Where did your applications go?'), ('time', 'How did the time go?'), ('luck', 'How much of it was luck?'), ('stands-out', 'What stands out?'), ('practice', 'How does practice compare with the real thing?'), ('reasons', 'Why did it end where it ended?'), ('wishes', 'What would make it right for you?'), ('held', 'Did they hold?'), ('repeat', 'What will you repeat?'), ('avoid', 'What will you do differently?'), ('commitments', 'What do you commit to?')], default='well', max_length=11)),
                ('answers', models.JSONField(default=dict)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='debriefs', to='cycle.cycle')),
            ],
            options={
                'ordering': ['-begun_at', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Point',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('repeat', 'to repeat'), ('avoid', 'to do differently')], max_length=6)),
                ('text', models.TextField()),
                ('application', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cycle.application')),
                ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='debriefs.cycledebrief')),
                ('notes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notes.hiringnotes')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='ShareLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('sections', models.JSONField(default=list)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_links', to='debriefs.cycledebrief')),
            ],
            options={
                'abstract': False,
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
