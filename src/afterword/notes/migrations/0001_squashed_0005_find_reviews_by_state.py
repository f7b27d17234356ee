"""All steps up to 0005 in one, for a database that has none of them yet. What kept rows through a
change is not in it: there are none."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notes', '0001_initial'), ('notes', '0002_keep_what_was_sent_beside_the_working_copy'), ('notes', '0003_keep_sealed_scorecards'), ('notes', '0004_tell_candidates_that_none_came'), ('notes', '0005_find_reviews_by_state')]

    initial = True

    dependencies = [
        ('interviews', '0002_say_where_guests_live_and_who_cancelled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HiringNotes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'in review'), ('returned', 'Returned'), ('approved', 'Approved'), ('released', 'Released'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
                ('strengths', models.TextField(blank=True)),
                ('recommendation', models.CharField(blank=True, choices=[('strong_no_hire', 'strong no hire'), ('lean_no_hire', 'lean no hire'), ('lean_hire', 'lean hire'), ('strong_hire', 'strong hire'), ('no_decision', 'no decision')], max_length=14)),
                ('because', models.TextField(blank=True)),
                ('would_have_changed', models.TextField(blank=True)),
                ('confidence', models.CharField(blank=True, choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=6)),
                ('next_step', models.TextField(blank=True)),
                ('checklist', models.JSONField(default=list, help_text='self-review: the points ticked')),
                ('sent_at', models.DateTimeField(null=True)),
                ('released_at', models.DateTimeField(null=True)),
                ('unreviewed', models.BooleanField(default=False)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('opened_at', models.DateTimeField(help_text='the candidate opened the recommendation', null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='interviews.chair')),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hiring_notes', to='interviews.interview')),
                ('written_by', models.ForeignKey(help_text='a reviewer who wrote them from the record, where the interviewer did not', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_record', models.BooleanField(default=False)),
                ('late_told_at', models.DateTimeField(help_text='the writer heard that it is late', null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('review_due_at', models.DateTimeField(null=True)),
                ('sent_content', models.JSONField(help_text='see notes/content.py', null=True)),
                ('asked_again_at', models.DateTimeField(help_text='the candidate asked once more', null=True)),
                ('candidate_told_at', models.DateTimeField(help_text='the candidate heard that none have come', null=True)),
            ],
            options={
                'verbose_name_plural': 'hiring notes',
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('interview', 'from_record'), name='one_draft_from_each_place'), models.UniqueConstraint(condition=models.Q(('state', 'draft'), _negated=True), fields=('interview',), name='an_interviews_notes_are_sent_once')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('dimension', models.CharField(max_length=40)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'not yet'), (2, 'mixed'), (3, 'good'), (4, 'excellent')], null=True)),
                ('would_have_raised', models.TextField(blank=True)),
                ('notes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='notes.hiringnotes')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('notes', 'dimension'), name='one_rating_a_dimension')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('moment', models.BigIntegerField(help_text='microseconds since the start', null=True)),
                ('text', models.TextField()),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='notes.rating')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['place', 'created_at'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='NotesVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField(help_text='see notes/document.py')),
                ('digest', models.CharField(max_length=64)),
                ('why', models.TextField(blank=True)),
                ('notes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='notes.hiringnotes')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('notes', 'number'), name='one_notes_version_a_number')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='SelfAssessment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ratings', models.JSONField(default=dict, help_text='{dimension: level or null}')),
                ('went_well', models.TextField(blank=True)),
                ('would_change', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='interviews.chair')),
                ('interview', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='self_assessment', to='interviews.interview')),
            ],
            options={
                'abstract': False,
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='NextRound',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('wants', models.BooleanField(null=True)),
                ('to_learn', models.TextField(blank=True)),
                ('why', models.TextField(blank=True)),
                ('takeaway', models.TextField(blank=True, help_text='what I saw from this chair and will use')),
                ('sent_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='interviews.chair')),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='next_rounds', to='interviews.interview')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('interview', 'author'), name='one_next_round_each')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('returned', 'Returned'), ('approved', 'Approved'), ('lapsed', 'not written in time'), ('commented', 'commented for the candidate')], default='asked', max_length=9)),
                ('checklist', models.JSONField(default=list)),
                ('words', models.TextField(blank=True)),
                ('due_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('notes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='notes.hiringnotes')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to=settings.AUTH_USER_MODEL)),
                ('picked_up', models.BooleanField(default=False, help_text='came of their own accord')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['state'], name='reviews_by_state')],
                'constraints': [models.UniqueConstraint(fields=('notes', 'reviewer'), name='one_review_each')],
            },
        ),
        migrations.CreateModel(
            name='ReviewComment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('line', models.CharField(max_length=60)),
                ('text', models.TextField()),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='notes.review')),
            ],
            options={
                'ordering': ['created_at'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('thanks', models.TextField(blank=True)),
                ('question', models.TextField(blank=True)),
                ('will_do', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('change', models.TextField(blank=True, help_text='a month later: what the hour changed')),
                ('change_told_at', models.DateTimeField(null=True)),
                ('change_asked_at', models.DateTimeField(null=True)),
                ('notes', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reply', to='notes.hiringnotes')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name_plural': 'replies',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='SealedScorecard',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('sealed', 'Sealed'), ('opened', 'Opened')], default='sealed', max_length=6)),
                ('digest', models.CharField(max_length=64)),
                ('body', models.BinaryField()),
                ('words_tried', models.PositiveSmallIntegerField(default=0)),
                ('words_since', models.DateTimeField(help_text='when the tries began to be counted')),
                ('opened_at', models.DateTimeField(null=True)),
                ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='interviews.chair')),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sealed_scorecards', to='interviews.interview')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='interviews.chair')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('interview', 'digest'), name='one_row_a_file')],
                'indexes': [],
            },
        ),
    ]
