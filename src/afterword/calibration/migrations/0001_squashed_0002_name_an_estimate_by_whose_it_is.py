"""All steps up to 0002 in one, for a database that has none of them yet. What kept rows through a
change is not in it: there are none."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('calibration', '0001_keep_what_was_fitted'), ('calibration', '0002_name_an_estimate_by_whose_it_is')]

    initial = True

    dependencies = [
        ('notes', '0004_tell_candidates_that_none_came'),
        ('people', '0002_whom_a_report_concerns'),
        ('questions', '0003_retellings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Fit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('coding', 'Coding'), ('behavioural', 'Behavioural'), ('design', 'System design'), ('reverse', 'Questions you ask them')], max_length=11)),
                ('state', models.CharField(choices=[('kept', 'kept'), ('too_little', 'too little to say anything'), ('nothing_told', 'the ratings tell nothing apart')], max_length=12)),
                ('model', models.CharField(max_length=20)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('hours', models.PositiveIntegerField(default=0)),
                ('apart', models.PositiveIntegerField(default=0, help_text='interviews that nothing connects with the others')),
                ('candidates', models.PositiveIntegerField(default=0)),
                ('interviewers', models.PositiveIntegerField(default=0)),
                ('questions', models.PositiveIntegerField(default=0)),
                ('ratings', models.PositiveIntegerField(default=0)),
                ('why', models.TextField(blank=True, help_text='why nothing is said, where nothing is')),
                ('found', models.JSONField(default=dict)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fits', to='people.program')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('program', 'kind'), name='one_fit_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Estimate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('facet', models.CharField(choices=[('candidate', 'Candidate'), ('interviewer', 'Interviewer'), ('question', 'Question')], max_length=11)),
                ('value', models.FloatField()),
                ('sd', models.FloatField()),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('moved', models.FloatField()),
                ('moved_low', models.FloatField()),
                ('moved_high', models.FloatField()),
                ('hours', models.PositiveIntegerField()),
                ('others', models.PositiveIntegerField(help_text='how many different people were across')),
                ('information', models.FloatField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questions.question')),
                ('fit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='estimates', to='calibration.fit')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('fit', 'facet', 'person'), name='one_estimate_a_person'), models.UniqueConstraint(fields=('fit', 'question'), name='one_estimate_a_question')],
            },
        ),
        migrations.CreateModel(
            name='AdjustedNotes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('levels', models.JSONField(default=dict)),
                ('other_side', models.FloatField(null=True)),
                ('notes', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='adjusted', to='notes.hiringnotes')),
                ('fit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adjusted', to='calibration.fit')),
            ],
            options={
                'verbose_name_plural': 'adjusted notes',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Wanted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('program', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.program')),
            ],
            options={
                'verbose_name_plural': 'wanted',
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
