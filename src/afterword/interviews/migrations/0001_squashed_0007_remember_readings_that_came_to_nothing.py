"""All steps up to 0007 in one, for a database that has none of them yet. What kept rows through a
change is not in it: there are none."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('interviews', '0001_initial'), ('interviews', '0002_say_where_guests_live_and_who_cancelled'), ('interviews', '0003_give_guests_links_of_their_own'), ('interviews', '0004_keep_what_edits_add_up_to'), ('interviews', '0005_keep_the_text_of_moments'), ('interviews', '0006_say_what_it_should_train'), ('interviews', '0007_remember_readings_that_came_to_nothing')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('questions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.UUIDField()),
                ('seq', models.BigIntegerField()),
                ('at_us', models.BigIntegerField(help_text='server time, microseconds since 1970')),
                ('author', models.CharField(help_text="the authenticated connection's chair", max_length=64)),
                ('connection', models.CharField(max_length=32)),
                ('kind', models.CharField(max_length=24)),
                ('body', models.BinaryField()),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['room', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('room', 'seq'), name='one_entry_a_number')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.UUIDField()),
                ('first_seq', models.BigIntegerField()),
                ('last_seq', models.BigIntegerField()),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name_plural': 'batches',
                'ordering': ['room', 'last_seq'],
                'constraints': [models.UniqueConstraint(fields=('room', 'last_seq'), name='one_batch_an_end')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.UUIDField(unique=True)),
                ('seq', models.BigIntegerField()),
                ('state', models.BinaryField()),
                ('left_out', models.JSONField(default=list)),
                ('waiting', models.JSONField(default=list)),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='StoodText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.UUIDField()),
                ('us', models.BigIntegerField()),
                ('text', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('room', 'us'), name='one_text_a_moment')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='TextReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.UUIDField(unique=True)),
                ('begun_at', models.DateTimeField()),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('coding', 'Coding'), ('behavioural', 'Behavioural'), ('design', 'System design'), ('reverse', 'Questions you ask them')], default='coding', max_length=11)),
                ('seniority', models.CharField(choices=[('intern', 'Intern'), ('new_grad', 'New grad'), ('mid', 'Mid-level'), ('senior', 'Senior')], default='intern', max_length=8)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('booked', 'Booked'), ('running', 'Running'), ('ended', 'Ended'), ('cancelled', 'Cancelled'), ('missed', 'somebody did not come')], default='proposed', max_length=9)),
                ('starts_at', models.DateTimeField(null=True)),
                ('minutes', models.PositiveSmallIntegerField(default=40)),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('calendar_sequence', models.PositiveIntegerField(default=0)),
                ('cancelled_because', models.TextField(blank=True)),
                ('example', models.BooleanField(default=False, help_text='came with Afterword, to learn from')),
                ('booked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_half', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='second_half', to='interviews.interview')),
                ('program', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='interviews', to='people.program')),
                ('question_version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='questions.questionversion')),
                ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='questions.rubric')),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0, help_text='0 none yet, 1 the day before, 2 the hour before as well')),
                ('focus', models.CharField(blank=True, help_text='what it should train', max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['program', 'state', 'starts_at'], name='interviews__program_1b11f6_idx')],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Chair',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('candidate', 'Candidate'), ('interviewer', 'Interviewer')], max_length=11)),
                ('guest_name', models.CharField(blank=True, max_length=120)),
                ('guest_email', models.EmailField(blank=True, max_length=254)),
                ('consented_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='chairs', to=settings.AUTH_USER_MODEL)),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chairs', to='interviews.interview')),
                ('guest_time_zone', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('interview', 'kind'), name='one_chair_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='ProposedTime',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('starts_at', models.DateTimeField()),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_times', to='interviews.interview')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='interviews.chair')),
            ],
            options={
                'ordering': ['starts_at'],
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('interview', 'starts_at'), name='propose_a_time_once')],
            },
        ),
        migrations.CreateModel(
            name='BusyCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cell', models.PositiveIntegerField(help_text='quarter hours since 1970')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='busy_cells', to='interviews.interview')),
            ],
            options={
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('person', 'cell'), name='never_booked_twice')],
            },
        ),
        migrations.CreateModel(
            name='GuestLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('first_used_at', models.DateTimeField(null=True)),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guest_links', to='interviews.chair')),
                ('own', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
                'indexes': [],
                'constraints': [models.UniqueConstraint(condition=models.Q(('own', True)), fields=('chair',), name='a_chair_is_taken_once')],
            },
        ),
        migrations.CreateModel(
            name='PrivateNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('line', models.UUIDField()),
                ('moment', models.BigIntegerField()),
                ('text', models.TextField()),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='private_notes', to='interviews.chair')),
            ],
            options={
                'ordering': ['moment', 'created_at'],
                'indexes': [],
                'constraints': [models.UniqueConstraint(fields=('chair', 'line'), name='a_line_is_kept_once')],
            },
        ),
        migrations.AddField(
            model_name='interview',
            name='cancelled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='interviews.chair'),
        ),
    ]
