import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('interviews', '0002_say_where_guests_live_and_who_cancelled'),
        ('notes', '0002_keep_what_was_sent_beside_the_working_copy'),
    ]

    operations = [
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
            },
        ),
    ]
