import uuid

import django.db.models.deletion
from django.db import migrations, models

from afterword.cycle.names import name_key


def group_by_names(apps, schema_editor):
    """What was proposed before belongs together where company and role are spelled alike."""
    groups = {}
    proposals = apps.get_model("cycle", "Proposal").objects
    for one in proposals.iterator():
        one.company_key, one.role_key = name_key(one.company), name_key(one.role)
        about = (one.person_id, one.company_key or one.pk, one.role_key)
        one.group = groups.setdefault(about, uuid.uuid4())
        one.save(update_fields=["company_key", "role_key", "group"])


class Migration(migrations.Migration):

    dependencies = [
        ('cycle', '0010_type_over_an_offer'),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='group',
            field=models.UUIDField(default=uuid.uuid4, help_text='the same for all of one application'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='company_key',
            field=models.CharField(blank=True, default='', help_text='as names compare', max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='proposal',
            name='role_key',
            field=models.CharField(blank=True, default='', help_text='as names compare', max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='import',
            name='edit',
            field=models.ForeignKey(help_text='all that was added in it; none of a mailbox, whose events are of many', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cycle.edit'),
        ),
        migrations.RunPython(group_by_names, migrations.RunPython.noop, elidable=True),
    ]
